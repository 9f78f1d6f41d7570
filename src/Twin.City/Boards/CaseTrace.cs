using Twin.City.Cases;
using Twin.City.Duplicates;
using Twin.Geo;

namespace Twin.City.Boards;

/// <summary>How a handling stands to its limit, judged when it is Handled (M01a).</summary>
public enum Timeliness { Unjudged, OnTime, Late, NoLimit }

/// <summary>What a home remembers of one of its open cases: enough to count it and to mark it on the map.</summary>
/// <param name="ReportedAt">Moment of the report, or when the source took it.</param>
/// <param name="Position">Log position of the last fact.</param>
/// <param name="MovedTo">Set when the case has left for another home.</param>
public sealed record CaseTrace(
    CaseId Case, CaseStage Stage, Severity Severity, string? Class, CaseSource Source, LngLat? At, bool DefaultPlace,
    BuildingId? Building, KeySiteId? Site, DateTimeOffset ReportedAt, LimitBy LimitBy, DateTimeOffset? DueAt,
    Timeliness Judged, DateTimeOffset ChangedAt, string? Tag, long Position, HomeId? MovedTo = null)
{
    /// <summary>Still an open case of this home.</summary>
    public bool IsOpen => MovedTo is null && Stage.IsOpen();

    /// <summary>The same address, or no farther than duplicates lie; older records of a source are not near.</summary>
    public bool IsNear(CaseSpot spot) => LimitBy == LimitBy.Class
        && ((Building is { } building && building == spot.Building) || (Site is { } site && site == spot.Site)
            || (At is { } here && !DefaultPlace && spot.At is { } there
                && here.MetresTo(there) <= DuplicateBands.FarthestMetres));

    /// <summary>The due time counts only until the case is handled, and not while it is pending.</summary>
    public DateTimeOffset? Awaited => IsOpen && Stage.IsBeforeHandled() && Stage != CaseStage.Pending ? DueAt : null;

    /// <summary>The first fact of a case, or the one that moves it here; null where neither is.</summary>
    public static CaseTrace? Begin(Committed fact, HomeId home) => fact.Happened switch
    {
        CaseEvent.Reported e => new CaseTrace(
            fact.Case, CaseStage.Reported, e.SeverityProposed, e.ClassProposed, e.Source, e.At, e.DefaultPlace,
            e.Building, e.Site, e.OccurredOr(fact.At), e.LimitBy, e.DueAt, Timeliness.Unjudged, fact.At, fact.Tag,
            fact.Position),
        CaseEvent.HandledOnSpot e => new CaseTrace(
            fact.Case, CaseStage.Handled, Severity.S4, e.Class, CaseSource.GridWorker, e.At, false, e.Building,
            e.Site, fact.At, LimitBy.Class, null, Timeliness.NoLimit, fact.At, fact.Tag, fact.Position),
        CaseEvent.Filed { Moved: { } m } e when e.Home == home => new CaseTrace(
            fact.Case, CaseStage.Filed, e.Severity, e.Class, m.Source, m.At, m.DefaultPlace, m.Building, m.Site,
            m.ReportedAt, m.LimitBy, m.DueAt, Timeliness.Unjudged, fact.At, fact.Tag, fact.Position),
        CaseEvent.Rehomed { Moved: var m } e when e.Home == home => new CaseTrace(
            fact.Case, e.Stage, e.Severity, e.Class, m.Source, m.At, m.DefaultPlace, m.Building, m.Site,
            m.ReportedAt, m.LimitBy, m.DueAt, e.Judged, e.Since, fact.Tag, fact.Position),
        { Brief: { } brief } when (CaseFeeds.HomeAfter(fact.Happened) ?? brief.Move.From) == home =>
            Before(fact, brief).After(fact, home),
        _ => null,
    };

    /// <summary>The trace after one more fact of the same case.</summary>
    public CaseTrace After(Committed fact, HomeId home)
    {
        var happened = fact.Happened;
        if (happened is CaseEvent.Rehomed e)
        {
            return this with { Position = fact.Position, MovedTo = e.Home == home ? null : e.Home };
        }

        var dueAt = CaseDue.After(DueAt, LimitBy, Stage, happened);
        var changed = this with
        {
            Stage = Stage.After(happened),
            Severity = CaseDue.SeverityAfter(Severity, happened),
            Class = happened switch
            {
                CaseEvent.Filed filed => filed.Class,
                CaseEvent.Corrected corrected => corrected.Class ?? Class,
                _ => Class,
            },
            DueAt = dueAt,
            Judged = CaseDue.HandledAfter(null, happened, fact.At) is { } handledAt ? Judge(dueAt, handledAt)
                : happened is CaseEvent.CheckFailed || CaseDue.Reopens(happened) ? Timeliness.Unjudged
                : Judged,
            ChangedAt = fact.At,
            Position = fact.Position,
        };
        if (CaseFeeds.PlaceAfter(happened) is { } place)
        {
            changed = changed with
            {
                At = place.At,
                DefaultPlace = false,
                Building = place.Building,
                Site = place.Site,
            };
        }

        return CaseFeeds.HomeAfter(happened) is { } next && next != home ? changed with { MovedTo = next } : changed;
    }

    private static CaseTrace Before(Committed fact, CaseBrief brief) => new(
        fact.Case, brief.Stage, brief.Severity, brief.Class, brief.Move.Source, brief.Move.At,
        brief.Move.DefaultPlace, brief.Move.Building, brief.Move.Site, brief.Move.ReportedAt, brief.Move.LimitBy,
        brief.Move.DueAt, brief.Judged, fact.At, fact.Tag, fact.Position);

    /// <summary>How a handling stands to its limit.</summary>
    internal static Timeliness Judge(DateTimeOffset? dueAt, DateTimeOffset handledAt) =>
        dueAt is not { } due ? Timeliness.NoLimit : handledAt <= due ? Timeliness.OnTime : Timeliness.Late;
}
