namespace Twin.Contracts;

/// <summary>Stars of grids and scores of departments for a quarter; never of a person.</summary>
/// <param name="Quarter">Such as 2026Q2.</param>
/// <param name="Until">Counted up to here: the quarter's end, or now.</param>
/// <param name="Final">The quarter is over; what happened later does not count.</param>
/// <param name="AppealUntil">Grids may appeal until then; empty while the quarter runs.</param>
/// <param name="Grids">Of the area, in the order of their ids: nobody is ranked.</param>
public sealed record RatingsView(
    string Quarter, DateTimeOffset From, DateTimeOffset Until, bool Final, DateTimeOffset? AppealUntil,
    GridRatingView[] Grids, DepartmentRatingView[] Departments, long Position);

/// <summary>How a grid's team worked.</summary>
/// <param name="Load">Light, Middle or Heavy: its third of all grids by tasks taken on.</param>
/// <param name="Quality">Share of checks that were passed at the first time.</param>
/// <param name="OnTime">Share of due matters that were handled in time.</param>
/// <param name="Voice">Share of satisfied answers, drawn to the mean of all grids while they are few.</param>
/// <param name="Score">0 to 100; empty with fewer than ten tasks.</param>
/// <param name="Appeal">Open, Upheld (its cases do not count) or Denied; empty = none.</param>
public sealed record GridRatingView(
    string Grid, string? GridName, string Load, int Tasks, double? Quality, double? OnTime, double? Voice,
    double? Score, int? Stars, string? Appeal);

/// <summary>How grids and residents rate a department (M20).</summary>
/// <param name="Score">0 to 100: whistles 40 %, on time 30 %, reopened 15 %, residents 15 %; empty without one.</param>
/// <param name="Arrive">Share of whistles to which it came in time.</param>
/// <param name="Solve">Share of rated whistles that were solved.</param>
public sealed record DepartmentRatingView(
    string Department, string Zh, string En, double? Score, double? Arrive, double? Solve, double? OnTime,
    double? Reopened, double? Residents);

/// <summary>A grid appeals against its rating, or somebody above settles that.</summary>
/// <param name="Cases">appeal: ids of cases that should not count.</param>
/// <param name="Reason">appeal: OutsidePower, Weather, WrongOwner or WrongMark.</param>
/// <param name="Upheld">settle: the cases do not count.</param>
public sealed record RatingRequest(
    string[]? Cases = null, string? Reason = null, bool? Upheld = null, string? CommandId = null);
