namespace Twin.Contracts;

/// <summary>A grid or an area. Grids carry level Grid.</summary>
/// <param name="Level">City, District, Street, Community or Grid.</param>
/// <param name="Centre">A point inside, WGS 84.</param>
/// <param name="Box">West, south, east, north in degrees; empty when no outline is known.</param>
/// <param name="Drawn">Drawn by us because the source had none: not official.</param>
/// <param name="Number">Feature id in the tiles' grid and area layers.</param>
/// <param name="From">Since when it is; left out where it stood from the first import on.</param>
/// <param name="Until">Set when it is over: it keeps what happened there, and nothing new comes.</param>
/// <param name="Heirs">Who took its place when it ended.</param>
public sealed record AreaView(
    string Id, string Code, string Level, string Name, string? Parent, PointView Centre, double[] Box, bool Drawn,
    int Households, bool Low, int Number, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    string[]? Heirs = null);

public sealed record PointView(double Lng, double Lat);

/// <summary>The small live counts; every figure adds up from child to parent. Meanings in docs/OUTSIDE.md.</summary>
/// <param name="HeatMicros">Weighted fresh reports per 100 households, decayed; 10⁻⁶ as a whole number.</param>
/// <param name="AsOf">Canonical minute that overdue and heatMicros are true for.</param>
public sealed record BoardView(
    long Reported, long Open, long Unassigned, long Awaiting, long Handling, long Checking, long Closed,
    long ClosedOnTime, long ClosedLate, long ClosedNoLimit, long Voided, long S1, long S2, long S3, long S4,
    long Ungraded, long Overdue, long OnSpot, long DefaultPlace, long Drill, long HeatMicros, long Facts,
    DateTimeOffset AsOf, long Position);

/// <summary>The board of an area with those of its direct children.</summary>
public sealed record AreaBoardView(string Id, string Level, string Name, BoardView Board, ChildBoardView[] Children);

public sealed record ChildBoardView(string Id, BoardView Board);

/// <summary>Boards of all areas and grids at once.</summary>
public sealed record BoardsView(long Head, ChildBoardView[] Boards);

/// <summary>What the city is: for the page's first paint.</summary>
/// <param name="Demo">A made-up city; traffic in it is marked 演示数据.</param>
/// <param name="Counts">Numbers of areas by level, grids, buildings, addresses, sites, posts.</param>
/// <param name="Map">Version of the map of areas: tiles are asked for with <c>?v=</c> of it.</param>
public sealed record CityView(
    string Name, string Zone, bool Demo, bool Traffic, string RootId, PointView Centre, double[] Box,
    CityCounts Counts, string ReferenceHash, DateTimeOffset Now, long Position, long Map);

public sealed record CityCounts(
    int Districts, int Streets, int Communities, int Grids, int Buildings, int Households, int Sites, int Posts);

/// <param name="Households">Null where they are fewer than ten.</param>
public sealed record BuildingView(
    string Id, int Number, string? Name, string Kind, string Home, double HeightMetres, int Floors, int? Households,
    int OpenCases, string Worst, PointView Centre, long Position, EntranceView[] Entrances);

/// <summary>Reports per hour, the last 24 whole hours and the running one, in the city's zone.</summary>
public sealed record RhythmView(string Id, HourCount[] Hours, long Position);

/// <summary>The heat that is usual for grids at an hour of the week; colour by (heat − mean) / sigma.</summary>
/// <param name="Hour">The hour at whose end it holds, in the city's zone.</param>
/// <param name="Weeks">Whole weeks that it is learnt from; with fewer than 4 there are no grids.</param>
public sealed record HeatView(string Id, DateTimeOffset Hour, int Weeks, GridHeat[] Grids, long Position);

/// <param name="LeastMicros">Below this the grid is not hot: one report alone is chance.</param>
public sealed record GridHeat(string Id, long MeanMicros, long SigmaMicros, long LeastMicros);

public sealed record HourCount(DateTimeOffset Hour, long Reported, long Closed);
