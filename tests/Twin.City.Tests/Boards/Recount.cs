using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.City.Tests.Boards;

/// <summary>The same figures counted another way: from the states of the cases, not from a feed.</summary>
internal static class Recount
{
    public static Board Of(TownLog log, HomeId home, int households, long minute)
    {
        var here = log.Cases.Values.Where(state => state.Home == home).ToList();
        var open = here.Where(state => state.Stage.Row().Open).ToList();
        var closed = here.Where(state => Ended(state) == CaseStage.Closed).ToList();
        var first = log.Facts.Where(fact => fact.Version == 1 && HomeOf(fact) == home).ToList();
        var feed = log.FeedOf(home).ToList();
        return new Board
        {
            Reported = first.Count,
            OnSpot = first.Count(fact => fact.Happened is CaseEvent.HandledOnSpot),
            DefaultPlace = first.Count(fact => fact.Happened is CaseEvent.Reported { DefaultPlace: true }),
            Drill = first.Count(fact => fact.Tag is not null),
            Open = open.Count,
            Unassigned = Count(open, "Reported UnderReview SpotChecking Filed Dispatching Reopened"),
            Awaiting = Count(open, "AwaitAccept"),
            Handling = Count(open, "Handling ExtensionAsked Pending JointHandling Rework"),
            Checking = Count(open, "Handled Checking FollowingUp"),
            S1 = open.Count(state => state.Severity == Severity.S1),
            S2 = open.Count(state => state.Severity == Severity.S2),
            S3 = open.Count(state => state.Severity == Severity.S3),
            S4 = open.Count(state => state.Severity == Severity.S4),
            Ungraded = open.Count(state => state.Severity == Severity.Unset),
            Voided = here.Count(state => Ended(state) == CaseStage.Voided),
            Closed = closed.Count,
            ClosedNoLimit = closed.Count(state => state.DueAt is null || state.HandledAt is null),
            ClosedOnTime = closed.Count(state => state.HandledAt <= state.DueAt),
            ClosedLate = closed.Count(state => state.HandledAt > state.DueAt),
            Overdue = open.Count(state => state.Stage.Row().BeforeHandled && state.Stage != CaseStage.Pending
                && state.DueAt < DateTimeOffset.UnixEpoch.AddMinutes(minute)),
            Facts = feed.Count,
            Position = feed.Count == 0 ? 0 : feed[^1].Position,
            AsOfMinute = minute,
            HeatMicros = HeatOf(feed, households, minute),
        };
    }

    /// <summary>What is archived counts on as what it was.</summary>
    private static CaseStage Ended(CaseState state) =>
        state.Stage == CaseStage.Archived ? state.EndedAs : state.Stage;

    private static int Count(List<CaseState> open, string stages) =>
        open.Count(state => stages.Split(' ').Contains(state.Stage.ToString()));

    private static HomeId HomeOf(Committed fact) => fact.Happened switch
    {
        CaseEvent.Reported e => e.Home,
        CaseEvent.HandledOnSpot e => e.Home,
        _ => throw new InvalidOperationException("Found another first fact; expected Reported or HandledOnSpot."),
    };

    /// <summary>Minute by minute from the first report, as the words say it.</summary>
    private static long HeatOf(List<Committed> feed, int households, long until)
    {
        var reports = feed.Where(fact => fact.Happened is CaseEvent.Reported { DefaultPlace: false })
            .ToLookup(fact => (long)Math.Floor((fact.At - DateTimeOffset.UnixEpoch).TotalMinutes));
        if (reports.Count == 0) return 0;
        var heat = 0m;
        for (var minute = reports.Min(group => group.Key); ; minute++)
        {
            foreach (var fact in reports[minute])
            {
                var weight = ((CaseEvent.Reported)fact.Happened).SeverityProposed switch
                {
                    Severity.S1 => 4m,
                    Severity.S2 => 2m,
                    Severity.S3 => 1.5m,
                    _ => 1m,
                };
                heat += Math.Floor(weight * 100m * 1_000_000m / households);
            }
            if (minute == until) return (long)heat;
            heat = Math.Floor(heat * 997_226m / 1_000_000m);
        }
    }
}
