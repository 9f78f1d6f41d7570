namespace Twin.Contracts;

/// <summary>What a watcher gets: a snapshot, then frames with consecutive versions.</summary>
/// <remarks>
/// A frame's version is the last one + 1; anything else is preceded by a snapshot. Versions of a restarted server
/// are higher than all before, so that an old version is never taken for a new one.
/// </remarks>
/// <param name="Kind"><c>snapshot</c> (all there is) or <c>frame</c> (what changed).</param>
/// <param name="Board">Always the whole board; null in a frame that leaves it unchanged.</param>
/// <param name="Children">Boards of direct children.</param>
/// <param name="Cases">Marks of open cases whose home this is; a mark with open = false is to be removed.</param>
/// <param name="Position">Highest log position that is in.</param>
/// <param name="Map">Version of the map of areas; when it grows, ask for areas and tiles again.</param>
/// <param name="Modes">Version of what is commanded anywhere; when it grows, ask for the modes again.</param>
public sealed record FrameView(
    string Area, string Kind, long Version, BoardView? Board, ChildBoardView[] Children, MarkView[] Cases,
    PostMarkView[] Posts, long Position, DateTimeOffset At, long Map = 0,
    long Modes = 0);

/// <summary>An open case as the map needs it.</summary>
public sealed record MarkView(
    string CaseId, string Stage, bool Open, string Severity, string? Class, string Source, double? Lng, double? Lat,
    bool DefaultPlace, string? Building, int? BuildingNumber, DateTimeOffset ReportedAt, DateTimeOffset? DueAt,
    DateTimeOffset ChangedAt, string? Drill, long Position);

public sealed record PostMarkView(string Post, bool OnDuty, int OpenTasks);
