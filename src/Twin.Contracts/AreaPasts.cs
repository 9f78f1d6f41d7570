namespace Twin.Contracts;

/// <summary>How an area came to be what it is.</summary>
/// <param name="From">Since when it is; left out where it stood from the first import on.</param>
/// <param name="Until">Set when it is over.</param>
/// <param name="Predecessors">The areas that it came of by a split or a merge.</param>
/// <param name="Heirs">Who took its place when it ended.</param>
/// <param name="Changes">The facts that name it, oldest first.</param>
public sealed record AreaHistoryView(
    string Id, string Code, string Level, string Name, DateTimeOffset? From, DateTimeOffset? Until,
    string[] Predecessors, string[] Heirs, AreaPastView[] Changes);

/// <param name="Kind">Such as AreaSplit.</param>
/// <param name="Areas">The areas that it is about, those that come of it last.</param>
/// <param name="Code">The area's code from then on; left out where the fact says nothing of it.</param>
/// <param name="Name">Its name from then on.</param>
/// <param name="Parent">Whom it lies under from then on.</param>
/// <param name="By">The account that changed the map.</param>
public sealed record AreaPastView(
    long Position, DateTimeOffset At, string By, string Kind, string[] Areas, string? Code = null, string? Name = null,
    string? Parent = null);

/// <summary>What was reported in a period, as it stood at the period's end, counted by one of two maps.</summary>
/// <param name="Map">then: the map at the end of the period. now: that of today; the same cases lie on it anew.</param>
/// <param name="From">Reported at or after; left out where the period begins with the first case.</param>
/// <param name="To">Reported before; open, closed and voided are as of this moment.</param>
/// <param name="Children">Areas of that map directly below, and those that ended and have cases of their own.</param>
/// <param name="Own">Cases of the area itself: of a grid all, else those whose grid is not known.</param>
/// <param name="Position">The list was true up to here.</param>
public sealed record AreaCasesView(
    string Id, string Map, DateTimeOffset? From, DateTimeOffset To, CaseCountView Total, CaseCountView Own,
    ChildCasesView[] Children, long Position);

/// <param name="Reported">Always the sum of the other three.</param>
public sealed record CaseCountView(long Reported, long Open, long Closed, long Voided);

public sealed record ChildCasesView(string Id, string Name, CaseCountView Cases);
