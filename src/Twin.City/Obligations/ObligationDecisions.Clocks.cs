using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Obligations;

/// <content>What whistle.csv, clocks.csv and supervision.csv say of a clock that nobody stopped in time.</content>
internal static partial class ObligationDecisions
{
    /// <summary>The clock is marked as passed; what follows concerns this obligation alone.</summary>
    private static Decision<CaseEvent> Pass(CaseAsk ask, ObligationState one, ObligationCommand.PassClock e)
    {
        if (ask.State.Clocks.FirstOrDefault(clock => clock.Id == e.Clock) is not { Passed: false })
        {
            return No("ClockStopped");
        }

        var passed = new CaseEvent.DeadlinePassed(e.Clock, e.DueAt);
        return Decision.Of<CaseEvent>([passed, .. Follows(ask, one, e.Clock)]);
    }

    private static IEnumerable<CaseEvent> Follows(CaseAsk ask, ObligationState one, ClockId clock)
    {
        switch (clock.Row)
        {
            case "WhistleStreet" when one.Kind == ObligationKind.Emergency:
                // Silence means yes.
                return [Move(ask, one, ObligationStage.StreetOK)];
            case ObligationClocks.Accept or ObligationClocks.Arrive:
                return
                [
                    Move(ask, one, ObligationStage.NoShow),
                    .. Raised(ask, one, clock, AfterNoShow(ask, one)),
                ];
            case ObligationClocks.Rate:
                return [Move(ask, one, ObligationStage.Closed)];
            default:
                return LevelOf(one, clock) is { } level ? Raised(ask, one, clock, level) : [];
        }
    }

    /// <summary>Supervised; whoever has answered that and does not come again goes on to the next level.</summary>
    private static int AfterNoShow(CaseAsk ask, ObligationState one) =>
        one.Supervision < SupervisionLevel.Supervised ? SupervisionLevel.Supervised
        : RunsAnswer(ask, one) ? one.Supervision
        : Math.Min(one.Supervision + 1, SupervisionLevel.LeaderLed);

    private static int? LevelOf(ObligationState one, ClockId clock) => clock.Row switch
    {
        ObligationClocks.Done or ObligationClocks.Part when Ends(clock, ObligationClocks.Reminds) =>
            one.HasProgress ? null : SupervisionLevel.Reminded,
        ObligationClocks.Done or ObligationClocks.Part when Ends(clock, ObligationClocks.Twice) =>
            SupervisionLevel.Listed,
        ObligationClocks.Done or ObligationClocks.Part => SupervisionLevel.Supervised,
        ObligationClocks.Answer when Ends(clock, ObligationClocks.Solve) => SupervisionLevel.LeaderLed,
        ObligationClocks.Answer => Math.Min(
            one.Supervision + (ObligationMutants.Has(ObligationMutants.SkipARung) ? 2 : 1), SupervisionLevel.LeaderLed),
        _ => null,
    };

    private static bool Ends(ClockId clock, string moment) => clock.Name.EndsWith(moment, StringComparison.Ordinal);

    /// <summary>A level only ever rises. Whoever is silent climbs alone.</summary>
    private static IEnumerable<CaseEvent> Raised(CaseAsk ask, ObligationState one, ClockId clock, int level)
    {
        if (level <= one.Supervision) return [];
        return [Supervised(ask, one, level, clock.Name)];
    }
}
