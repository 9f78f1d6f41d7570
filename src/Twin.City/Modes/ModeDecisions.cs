using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Modes;

/// <summary>Who may switch which mode, and what follows. One office steps up, two step down.</summary>
/// <remarks>Pure: what lies around the area comes in as <see cref="ModeGround"/>.</remarks>
public static class ModeDecisions
{
    /// <summary>Nothing is planned for longer; a review may prolong it (DEF, as shifts of war end then).</summary>
    public static readonly TimeSpan LongestPlanned = TimeSpan.FromHours(Plan.HoursMost);

    /// <summary>So long must it be calm before recovery (DEF).</summary>
    public static readonly TimeSpan CalmBeforeRecovery = TimeSpan.FromHours(6);

    /// <summary>Roles whose holders are an authorised office of the area that they are bound to.</summary>
    public static ImmutableArray<string> OfficeRoles { get; } = ["Planner", "CentreHead", "Leader"];

    /// <param name="offices">The actor's offices that the area lies in.</param>
    public static Decision<ModeEvent> Decide(
        ModeState state, ModeCommand command, ImmutableArray<Office> offices, DateTimeOffset now, ModeGround ground)
    {
        if (offices.IsEmpty) return Decision.No<ModeEvent>(Refusals.NotAllowed);
        if (FirstInvalid(command, now) is { } field) return Decision.No<ModeEvent>(Refusals.FieldInvalid(field));
        return command switch
        {
            ModeCommand.StepUp e => StepUp(state, e, offices[0]),
            ModeCommand.ProposeStepDown e => Propose(state, e, offices[0], now, ground),
            ModeCommand.ConfirmStepDown e => Confirm(state, e, offices, now, ground),
            ModeCommand.DeclineStepDown e => Find(state, e)?.Open(now) is null
                ? Decision.No<ModeEvent>(ModeRefusals.NothingProposed)
                : Of(new ModeEvent.StepDownDeclined(e.Key.Hazard, e.Key.Drill, offices[0])),
            ModeCommand.Review e => Find(state, e) is null
                ? Decision.No<ModeEvent>(ModeRefusals.InPeace)
                : Of(new ModeEvent.Reviewed(e.Key.Hazard, e.Key.Drill, e.Until, offices[0])),
            ModeCommand.OpenPlan e => Open(state, e, offices[0], now),
            ModeCommand.ClosePlan e => state.Incident(e.Incident) is { IsOpen: true } open && open.Key == e.Key
                ? Of(new ModeEvent.PlanClosed(e.Key.Hazard, e.Key.Drill, e.Incident, e.Reason, offices[0]))
                : Decision.No<ModeEvent>(ModeRefusals.PlanNotOpen),
            ModeCommand.Publish e => Of(new ModeEvent.NoticePublished(
                e.Key.Hazard, e.Key.Drill, state.Notices.Count(one => one.Key == e.Key) + 1, e.Zh, e.En, e.Until,
                offices[0])),
            ModeCommand.Withdraw e => state.NoticeOf(e.Key, now) is { } notice
                ? Of(new ModeEvent.NoticeWithdrawn(e.Key.Hazard, e.Key.Drill, notice.Version, offices[0]))
                : Decision.No<ModeEvent>(ModeRefusals.NoNotice),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Expected a ModeCommand."),
        };
    }

    /// <summary>What time alone brings: reviews that nobody answered, and ends that have come.</summary>
    public static ImmutableArray<ModeEvent> Due(ModeState state, DateTimeOffset now, ModeGround ground)
    {
        var happened = ImmutableArray.CreateBuilder<ModeEvent>();
        while (state.Held.Where(one => one.NextDue <= now).MinBy(one => one.NextDue) is { } held)
        {
            var next = Due(held, ground);
            happened.Add(next);
            state = state.After(next, now);
        }

        return happened.ToImmutable();
    }

    private static ModeEvent Due(HeldMode held, ModeGround ground)
    {
        var ((hazard, drill), due) = ((held.Key.Hazard, held.Key.Drill), held.NextDue!.Value);
        return !held.EndPassed && due == held.Until
            ? new ModeEvent.EndPassed(hazard, drill, due, ground.RaisedTo(Math.Max(held.Missed, 1)))
            : new ModeEvent.ReviewMissed(hazard, drill, due, ground.RaisedTo(held.Missed + 1), held.Missed + 1);
    }

    private static Decision<ModeEvent> StepUp(ModeState state, ModeCommand.StepUp e, Office by)
    {
        var from = CityTables.Of(state.ModeOf(e.Key));
        return IsSwitch(from, e.To) is { } no ? no
            : CityTables.Of(e.To).Height < from.Height ? Decision.No<ModeEvent>(ModeRefusals.NotUp(from.Mode, e.To))
            : Of(new ModeEvent.SteppedUp(e.Key.Hazard, e.Key.Drill, e.To, e.Until, e.Reason, by));
    }

    private static Decision<ModeEvent> Propose(
        ModeState state, ModeCommand.ProposeStepDown e, Office by, DateTimeOffset now, ModeGround ground) =>
        RefusesDown(state, e.Key, e.To, now, ground) is { } no
            ? Decision.No<ModeEvent>(no)
            : Of(new ModeEvent.StepDownProposed(e.Key.Hazard, e.Key.Drill, e.To, e.Until, e.Reason, by));

    private static Decision<ModeEvent> Confirm(
        ModeState state, ModeCommand.ConfirmStepDown e, ImmutableArray<Office> offices, DateTimeOffset now,
        ModeGround ground)
    {
        if (Find(state, e)?.Open(now) is not { } step) return Decision.No<ModeEvent>(ModeRefusals.NothingProposed);
        if (offices.FirstOrDefault(one => one.IsOtherThan(step.By)) is not { } second)
        {
            return Decision.No<ModeEvent>(ModeRefusals.SameOffice);
        }

        return RefusesDown(state, e.Key, step.To, now, ground) is { } no
            ? Decision.No<ModeEvent>(no)
            : Of(new ModeEvent.SteppedDown(
                e.Key.Hazard, e.Key.Drill, step.To, step.Until, step.Reason, step.By, second));
    }

    private static Refusal? RefusesDown(
        ModeState state, ModeKey key, Mode to, DateTimeOffset now, ModeGround ground)
    {
        var from = CityTables.Of(state.ModeOf(key));
        if (IsSwitch(from, to)?.Refusal is { } no) return no;
        if (CityTables.Of(to).Height > from.Height) return ModeRefusals.NotDown(from.Mode, to);
        var ordered = ground.Ordered(key);
        if (CityTables.Of(to).Height < CityTables.Of(ordered).Height) return ModeRefusals.BelowOrder(ordered);
        if (to == Mode.Recovery && ground.SevereAt is { } severe && now - severe < CalmBeforeRecovery)
        {
            return ModeRefusals.SevereCases;
        }

        return to == Mode.Peace && state.Incidents.Any(one => one.IsOpen && one.Key == key)
            ? ModeRefusals.PlanStillOpen
            : null;
    }

    private static Decision<ModeEvent>? IsSwitch(ModeRow from, Mode to) => to != from.Mode && from.Next.Contains(to)
        ? null
        : Decision.No<ModeEvent>(ModeRefusals.NotNext(from.Mode, to));

    private static Decision<ModeEvent> Open(
        ModeState state, ModeCommand.OpenPlan e, Office by, DateTimeOffset now) =>
        state.Incidents.Any(one => one.IsOpen && one.Key == e.Key && one.Plan.Id == e.Plan.Id)
            ? Decision.No<ModeEvent>(ModeRefusals.PlanOpenAlready)
            : Of(new ModeEvent.PlanOpened(
                e.Key.Hazard, e.Key.Drill, e.Incident, e.Plan, e.Version,
                e.Until ?? now + TimeSpan.FromHours(e.Plan.EndsAfterHours), new(e.Tasks), by));

    private static string? FirstInvalid(ModeCommand command, DateTimeOffset now)
    {
        if (!CityTables.Hazards.Any(row => row.Hazard == command.Key.Hazard)) return "hazard";
        if (command is ModeCommand.OpenPlan open && open.Plan.Hazard != command.Key.Hazard) return "plan";
        DateTimeOffset? until = command switch
        {
            ModeCommand.StepUp e => e.Until,
            ModeCommand.ProposeStepDown e => e.Until,
            ModeCommand.Review e => e.Until,
            ModeCommand.OpenPlan e => e.Until,
            ModeCommand.Publish e => e.Until,
            _ => null,
        };
        return until is { } end && (end <= now || end > now + LongestPlanned) ? "until" : null;
    }

    private static HeldMode? Find(ModeState state, ModeCommand command) => state.Find(command.Key);

    private static Decision<ModeEvent> Of(ModeEvent happened) => Decision.Of(happened);
}
