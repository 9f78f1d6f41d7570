using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Chains;

/// <summary>Why a case is as it is, and who was late: its facts, each with what it follows from.</summary>
/// <remarks>Folded with the state of the case itself, so its clocks and stages are those of the case.</remarks>
/// <param name="Running">Deadlines that run at the end of the chain; those that stand still are not late.</param>
public sealed record CaseChain(CaseState State, ImmutableArray<ChainLink> Links, ImmutableArray<ChainClock> Running)
{
    private const string Deadline = "deadline";
    private const string Handling = "T5";

    private static readonly string[] Moments =
        [ObligationClocks.Reminds, ObligationClocks.Twice, ObligationClocks.Solve];

    /// <summary>Facts that only carry a case from one hand to the next.</summary>
    private static readonly string[] Between =
    [
        nameof(CaseEvent.ReviewOpened), nameof(CaseEvent.DispatchOpened), nameof(CaseEvent.CheckOpened),
        nameof(CaseEvent.Offered), nameof(CaseEvent.OfferSeen), nameof(CaseEvent.BellAnswered),
        nameof(CaseEvent.DeadlineMoved), nameof(CaseEvent.Rehomed), nameof(CaseEvent.Unfollowed),
        nameof(CaseEvent.Archived),
    ];

    /// <summary>The chain of a case's facts, in the order of their versions.</summary>
    public static CaseChain Of(CaseId id, IEnumerable<ChainFact> facts)
    {
        var (state, links) = (CaseState.Absent(id), new List<ChainLink>());
        foreach (var fact in facts)
        {
            var after = state.After(fact.Happened, fact.Stamp);
            links.Add(Link(state, after, fact, links));
            state = after;
        }

        return new CaseChain(
            state, [.. links],
            [.. state.Clocks.Where(clock => IsDeadline(clock.Id)).Select(clock => Run(clock, state, null))]);
    }

    private static ChainLink Link(CaseState before, CaseState after, ChainFact fact, List<ChainLink> links)
    {
        var (happened, stamp) = (fact.Happened, fact.Stamp);
        var obligation = ChainCauses.ObligationOf(happened, stamp.Version);
        var clocks = Ended(before, after, happened, stamp.At);
        var isMain = !Between.Contains(CaseWords.FactOf(happened))
            && !(happened is CaseEvent.DeadlinePassed passed && !IsDeadline(passed.Clock));
        var department = CaseWhy.UnitOf(happened).Department
            ?? after.Obligations.FirstOrDefault(one => one.Id == obligation)?.Department;
        var reason = happened is CaseEvent.ObligationMoved moved ? moved.Stage.ToString() : CaseWhy.ReasonOf(happened);
        return new ChainLink(
            stamp, happened, after.Stage, fact.Role, department, reason, obligation, ChainCauses.OtherOf(happened),
            ChainCauses.Of(happened, obligation, links), fact.Cause,
            isMain || clocks.Any(clock => clock.LateBy(stamp.At) > TimeSpan.Zero), clocks);
    }

    /// <summary>Moments before and after a limit remind of it or raise it; they are no limit of their own.</summary>
    private static bool IsDeadline(ClockId clock) => CityTables.ClockOf[clock.Row].Kind == Deadline
        && !Moments.Any(moment => clock.Name.EndsWith(moment, StringComparison.Ordinal));

    private static ChainClock Run(CaseClock clock, CaseState owner, DateTimeOffset? endedAt)
    {
        var (role, department) = ChainParties.Awaited(clock.Id, owner);
        return new ChainClock(clock.Id, clock.StartedAt, clock.DueAt, endedAt, role, department);
    }

    private static ImmutableArray<ChainClock> Ended(
        CaseState before, CaseState after, CaseEvent happened, DateTimeOffset at)
    {
        // What stands still goes on later with what was left; what a grant replaces was never missed.
        var ended = before.Clocks.Where(clock => IsDeadline(clock.Id)
            && !Holds(after.Clocks, clock.Id) && !Holds(after.Paused, clock.Id)
            && !(clock.Id.IsHandling && happened is CaseEvent.ExtensionGranted));
        var runs = ended.Select(clock => Run(clock, before, at)).ToList();
        if (after.HandledAt is { } handledAt && after.HandledAt != before.HandledAt && after.DueAt is { } dueAt)
        {
            Judge(runs, before, dueAt, handledAt);
        }

        return [.. runs];
    }

    private static bool Holds(ImmutableArray<CaseClock> clocks, ClockId id) => clocks.Any(clock => clock.Id == id);

    /// <summary>The handling is judged as boards judge it: by the case's own due time and its own moment.</summary>
    private static void Judge(
        List<ChainClock> runs, CaseState before, DateTimeOffset dueAt, DateTimeOffset handledAt)
    {
        var at = runs.FindIndex(run => run.Id.IsHandling);
        var run = at >= 0
            ? runs[at]
            : Run(
                before.Paused.FirstOrDefault(clock => clock.Id.IsHandling)
                    ?? new CaseClock(ClockId.Of(Handling, 1), before.ReportedAt, dueAt, null),
                before, handledAt);
        var judged = run with { DueAt = dueAt, EndedAt = handledAt };
        if (at >= 0) runs[at] = judged;
        else runs.Add(judged);
    }
}
