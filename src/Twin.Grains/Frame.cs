using System.Collections.Immutable;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Geo;

namespace Twin.Grains;

/// <summary>What a watched grid or area tells at a beat; the gateway asks for it.</summary>
/// <param name="Epoch">Identity of the activation; another epoch means: forget, this one is whole.</param>
/// <param name="Version">Counts the beats that changed something.</param>
/// <param name="Whole">True: all there is. False: what changed since the version asked for.</param>
/// <param name="Board">The board now; null when an incremental frame left it unchanged.</param>
/// <param name="Children">Boards of direct children: all, or those that changed.</param>
/// <param name="Cases">Marks of own open cases: all, or those that changed; an ended case comes once with Open =
/// false.</param>
/// <param name="Posts">Duty seats directly under it: all, or those that changed.</param>
public sealed record Frame(
    HomeId Topic, string Epoch, long Version, bool Whole, Board? Board, ImmutableArray<ChildBoard> Children,
    ImmutableArray<CaseMark> Cases, ImmutableArray<PostMark> Posts);

public sealed record ChildBoard(HomeId Child, Board Board);

/// <summary>An open case as the map needs it.</summary>
public sealed record CaseMark(
    CaseId Case, CaseStage Stage, bool Open, Severity Severity, string? Class, CaseSource Source, LngLat? At,
    bool DefaultPlace, BuildingId? Building, KeySiteId? Site, DateTimeOffset ReportedAt, DateTimeOffset? DueAt,
    DateTimeOffset ChangedAt, string? Tag, long Position)
{
    public static CaseMark Of(CaseTrace trace) => new(
        trace.Case, trace.Stage, trace.IsOpen, trace.Severity, trace.Class, trace.Source, trace.At, trace.DefaultPlace,
        trace.Building, trace.Site, trace.ReportedAt, trace.DueAt, trace.ChangedAt, trace.Tag, trace.Position);
}

/// <summary>A duty seat as the map needs it; never who sits there.</summary>
public sealed record PostMark(PostId Post, bool OnDuty, int OpenTasks);
