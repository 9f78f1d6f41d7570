using Twin.City.Clocks;
using Twin.City.Obligations;

namespace Twin.City.Cases;

/// <summary>What the city does with a case by itself.</summary>
public static class CaseFlow
{
    /// <summary>A step of the System that never waits: it rides in the commit of the fact before it.</summary>
    public static CaseCommand? Rider(CaseState state) => state.Stage switch
    {
        CaseStage.Reported => new CaseCommand.OpenReview(),
        CaseStage.Filed => new CaseCommand.OpenDispatch(),
        CaseStage.Handled when !state.OnSpot || state.Sampled => new CaseCommand.OpenCheck(),
        CaseStage.Reopened => Reassigning(state),
        _ => null,
    };

    /// <summary>What the System does in a commit of its own, right after one; null = somebody is awaited.</summary>
    /// <remarks>
    /// What a person has turned down, or the law sent back, is not filed by itself.
    /// Older records of a source take no step by themselves. A File comes without a number: the shell sets
    /// <see cref="CaseCommand.File.CaseNo"/> before it decides. A report without a class waits for a receiver.
    /// </remarks>
    public static CaseCommand? NextBySystem(CaseState state, CaseRules rules)
    {
        if (state.IsHistory) return null;
        if (state.Owed.Level > state.Supervision && state.Stage.IsOpen())
        {
            return new CaseCommand.Supervise(state.Owed.Level, state.Owed.Clock);
        }

        if (ObligationFlow.Next(state) is { } step) return step;
        return state.Stage switch
        {
            CaseStage.UnderReview when state.EndedAs is CaseStage.Absent or CaseStage.Merged => Filing(state, rules),
            CaseStage.SpotChecking when state.SpotConfirmed => Filing(state, rules),
            CaseStage.SpotChecking when NextSpotSeat(state, rules) is { } seat =>
                new CaseCommand.Offer(seat, TaskKind.SpotCheck),
            CaseStage.JointHandling when state.Parts.All(one => one.Way == PartWay.Dropped) => new CaseCommand.Rejoin(),
            CaseStage.Dispatching when state is { Ruled: true, AwaitsDispatcher: false } =>
                new CaseCommand.Dispatch(state.OwnerPost, state.OwnerDepartment),
            CaseStage.Dispatching when !state.AwaitsDispatcher && rules.SeatFor(state.Home) is { } seat =>
                new CaseCommand.Dispatch(seat, null),
            CaseStage.Checking when !HasCheck(state) && CheckSeat(state, rules) is { } seat =>
                new CaseCommand.Offer(seat, TaskKind.Check),
            _ => null,
        };
    }

    /// <summary>What the System does when a clock is due; null when it does not run until then.</summary>
    public static CaseCommand? WhenDue(CaseState state, ClockId clock, DateTimeOffset dueAt)
    {
        var runs = state.Clocks.FirstOrDefault(one => one.Id == clock);
        return runs is null || runs.Passed || runs.DueAt != dueAt ? null : ClockBreach.CommandOf(state, runs);
    }

    /// <summary>The order of a clock: its identity is the clock's, so it fires once however often told.</summary>
    public static CaseOrder ByClock(CaseState state, ClockId clock, CaseCommand command) => new(
        command, $"clock/{clock}", Actor.System, "city", Tag: state.Tag);

    /// <summary>An order of the System whose identity follows from the past: tried twice, it is done once.</summary>
    public static CaseOrder BySystem(CaseState state, CaseCommand command) => new(
        command, $"system/{CaseWords.CommandOf(command)}/{state.Version}", Actor.System, "city", Tag: state.Tag);

    /// <summary>The post that checks, never the handling one; null = none is named.</summary>
    internal static PostId? CheckSeat(CaseState state, CaseRules rules) =>
        !state.IsHistory && rules.CheckSeatFor(state.Home, state.HandledByPost) is { } seat
            && seat != state.HandledByPost && state.TaskDoneBy(Actor.System with { Post = seat }) is null
            ? seat
            : null;

    /// <summary>The next post, when the one asked has let the time pass; null = none, or asked already.</summary>
    private static PostId? NextSpotSeat(CaseState state, CaseRules rules)
    {
        var late = state.Clocks.FirstOrDefault(clock => clock is { Passed: true, Id.Name: "SpotCheck" });
        var asked = state.Offers.LastOrDefault(offer => offer.Kind == TaskKind.SpotCheck);
        return late is not null && asked is { AcceptedAt: null, Post: { } first } && asked.OfferedAt <= late.StartedAt
            && rules.CheckSeatFor(state.Home, first) is { } next && next != first
            ? next
            : null;
    }

    /// <summary>Who answers for whatever lies at a place, level by level.</summary>
    internal static DepartmentId TerritoryOf(CaseLevel level) => new(level switch
    {
        CaseLevel.Grid => "Grid",
        CaseLevel.Community => "Community",
        CaseLevel.Street => "StreetOffice",
        CaseLevel.District => "DistrictGovernment",
        _ => "CommandCentre",
    });

    /// <summary>The same owner; the second time one level up; the third time the lead office.</summary>
    private static CaseCommand.Reassign Reassigning(CaseState state)
    {
        if (state.Reopenings >= 3) return new CaseCommand.Reassign(null, new DepartmentId("LeadOffice"));
        if (state.Reopenings == 2)
        {
            var present = CaseAsk.LevelOf(state);
            return new CaseCommand.Reassign(null, TerritoryOf(present == CaseLevel.City ? present : present + 1));
        }

        return state.OwnerPost is null && state.OwnerDepartment is null
            ? new CaseCommand.Reassign(null, TerritoryOf(CaseLevel.District))
            : new CaseCommand.Reassign(state.OwnerPost, state.OwnerDepartment);
    }

    /// <summary>Files only what the table would let through: class known, home a grid, place sure.</summary>
    private static CaseCommand.File? Filing(CaseState state, CaseRules rules)
    {
        if (state.Class is null) return null;
        var file = new CaseCommand.File(null, Severity.Unset, null, "");
        var ask = new CaseAsk(state, BySystem(state, file), default, rules);
        return CaseTable.Deciding(ask).Refusal is null ? file : null;
    }

    private static bool HasCheck(CaseState state) =>
        state.Offers.Any(offer => offer.Kind == TaskKind.Check && !offer.Over);
}
