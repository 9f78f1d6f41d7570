using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Obligations;

/// <summary>The obligations of a case after a fact: the same fold for the case and for a department's list.</summary>
public static class ObligationFold
{
    public static ImmutableArray<ObligationState> After(
        ImmutableArray<ObligationState> all, CaseEvent happened, long version, DateTimeOffset at) =>
        all.IsEmpty && happened is not (CaseEvent.WhistleRaised or CaseEvent.OneThingOpened)
        ? all
        : After(all, happened, new Stamp(version, at));

    private static ImmutableArray<ObligationState> After(
        ImmutableArray<ObligationState> all, CaseEvent happened, Stamp fact) => happened switch
        {
            CaseEvent.WhistleRaised e => all.Add(Raised(e, fact)),
            CaseEvent.OneThingOpened e => all.AddRange(Opened(e, fact)),
            CaseEvent.ObligationMoved e => Changed(all, e.Obligation, one => Moved(one, e, fact)),
            CaseEvent.ObligationNoted e => Changed(all, e.Obligation, one => Noted(one, e, fact)),
            CaseEvent.ObligationRated e => Changed(all, e.Obligation, one => Rated(one, e, fact)),
            CaseEvent.ObligationSupervised e when ObligationMutants.Has(ObligationMutants.RaiseTheCase) =>
                [.. all.Select(one => Supervised(one, e, fact))],
            CaseEvent.ObligationSupervised e => Changed(all, e.Obligation, one => Supervised(one, e, fact)),
            CaseEvent.DeadlinePassed { Clock.Obligation: { } own } e => Changed(all, own, one => one with
            {
                Steps = one.Steps.Add(fact.Step("Passed", e.Clock.Name)),
            }),
            _ => AfterCase(all, happened, fact),
        };

    /// <summary>What happens to the whole case, as far as its obligations go.</summary>
    private static ImmutableArray<ObligationState> AfterCase(
        ImmutableArray<ObligationState> all, CaseEvent happened, Stamp fact) => happened switch
        {
            CaseEvent.PartHandled e => OfPart(all, e.Part, one => one.IsOwed
                ? At(one, ObligationStage.Closed, fact, nameof(CaseEvent.PartHandled))
                : one),
            CaseEvent.PartDropped e => OfPart(all, e.Part, one => Dropped(one, fact, nameof(CaseEvent.PartDropped))),
            CaseEvent.OwnerRuled { Part: { } part, Department: { } owner } => OfPart(all, part, one =>
                At(one with { Department = owner }, ObligationStage.Called, fact, owner.Value)),
            CaseEvent.Rejoined => [.. all.Select(one => one.IsPart
                ? Dropped(one, fact, nameof(CaseEvent.Rejoined))
                : one)],
            _ when CaseClocks.Ends(happened) =>
                [.. all.Select(one => Dropped(one, fact, CaseWords.FactOf(happened)))],
            _ => all,
        };

    private static ObligationState Raised(CaseEvent.WhistleRaised e, Stamp fact)
    {
        var id = new ObligationId(fact.Version.ToString(CultureInfo.InvariantCulture));
        return At(
            new ObligationState(
                id, Enum.Parse<ObligationKind>(e.Whistle.ToString()), e.Department, e.By, ObligationStage.Raised,
                fact.At),
            ObligationStage.Raised, fact, e.Whistle.ToString());
    }

    /// <summary>A part that waits for no other is called with the fact that makes it.</summary>
    private static IEnumerable<ObligationState> Opened(CaseEvent.OneThingOpened e, Stamp fact) =>
        e.Parts.Items.Select((part, at) => At(
            new ObligationState(
                PartId(fact.Version, at + 1), ObligationKind.Part, part.Department, CaseLevel.District,
                ObligationStage.Raised, fact.At)
            {
                Part = part,
            },
            part.After is null ? ObligationStage.Called : ObligationStage.Raised, fact, part.Word));

    /// <summary>Version of the fact that made the parts, and the number of the part, from 1.</summary>
    internal static ObligationId PartId(long version, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{version}.{number}"));

    private static ObligationState Moved(ObligationState one, CaseEvent.ObligationMoved e, Stamp fact) =>
        e.Stage switch
        {
            // Another department stands beside it; its own stage does not change.
            ObligationStage.Reinforced => one with { Steps = one.Steps.Add(fact.Step("Reinforced", Why(e))) },
            ObligationStage.Redirected => At(one, e.Stage, fact, Why(e)) with
            {
                Department = e.Department ?? one.Department,
                Redirects = one.Redirects + 1,
                AcceptedAt = null,
                ArrivedAt = null,
            },
            ObligationStage.NoShow => At(one, e.Stage, fact) with { NoShows = one.NoShows + 1 },
            ObligationStage.Accepted => At(one, e.Stage, fact) with { AcceptedAt = fact.At },
            ObligationStage.Arrived => At(one, e.Stage, fact) with { ArrivedAt = fact.At },
            ObligationStage.Done => At(one, e.Stage, fact) with { DoneAt = fact.At },
            ObligationStage.Closed or ObligationStage.Rejected or ObligationStage.Cancelled =>
                At(one, e.Stage, fact) with { Supervision = 0 },
            _ => At(one, e.Stage, fact),
        };

    private static string? Why(CaseEvent.ObligationMoved e) => e.Department?.Value;

    private static ObligationState Noted(ObligationState one, CaseEvent.ObligationNoted e, Stamp fact) => one with
    {
        HasProgress = true,
        Result = e.IsResult ? e.Text : one.Result,
        Steps = one.Steps.Add(fact.Step(e.IsResult ? "Result" : "Noted")),
    };

    private static ObligationState Supervised(
        ObligationState one, CaseEvent.ObligationSupervised e, Stamp fact) => one with
        {
            Supervision = e.Level,
            Steps = one.Steps.Add(fact.Step(CityTables.Supervisions[e.Level].Name, e.Reason)),
        };

    private static ObligationState Rated(ObligationState one, CaseEvent.ObligationRated e, Stamp fact) =>
        At(one, ObligationStage.GridRated, fact) with
        {
            Rating = new ObligationRating(e.ArrivedOnTime, e.Solved, e.Attitude),
        };

    /// <summary>What is owed goes with the matter; what was done stays to be rated.</summary>
    private static ObligationState Dropped(ObligationState one, Stamp fact, string why) => one.IsOwed
        ? At(one, ObligationStage.Cancelled, fact, why) with { Supervision = 0 }
        : one;

    private static ObligationState At(ObligationState one, ObligationStage stage, Stamp fact, string? why = null) =>
        one with { Stage = stage, Since = fact.At, Steps = one.Steps.Add(fact.Step(stage.ToString(), why)) };

    private static ImmutableArray<ObligationState> Changed(
        ImmutableArray<ObligationState> all, ObligationId id, Func<ObligationState, ObligationState> change) =>
        [.. all.Select(one => one.Id == id ? change(one) : one)];

    private static ImmutableArray<ObligationState> OfPart(
        ImmutableArray<ObligationState> all, CaseId part, Func<ObligationState, ObligationState> change) =>
        [.. all.Select(one => one.Part?.Case == part ? change(one) : one)];

    private readonly record struct Stamp(long Version, DateTimeOffset At)
    {
        public ObligationStep Step(string kind, string? why = null) => new(Version, At, kind, why);
    }
}
