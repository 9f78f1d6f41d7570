namespace Twin.Contracts;

/// <summary>A class of the table with the rules that hold now, for menus.</summary>
/// <param name="Departments">Keys of the departments that answer for it, lead first.</param>
/// <param name="HandleSteps">Steps with their limits, such as fix=P5D/D; the last one is the limit of handling.</param>
/// <param name="ValidFrom">Since when these rules hold; empty = as shipped, from the beginning.</param>
/// <param name="Versions">All versions, where there are several; cases keep the one that held at their report.</param>
public sealed record ClassView(
    string Code, string Zh, string En, string Kind, string Severity, bool OnSpot, bool Physical,
    string[] Departments, string[] HandleSteps, DateTimeOffset? ValidFrom = null, ClassVersionView[]? Versions = null);

/// <summary>A class as it holds from a moment on.</summary>
/// <param name="ValidFrom">Empty = as shipped.</param>
/// <param name="Source">Whose word it is.</param>
public sealed record ClassVersionView(
    DateTimeOffset? ValidFrom, string Severity, string[] Departments, string[] HandleSteps, string Source);

/// <summary>Other rules for a class from a moment on; what is left out stays as it is then.</summary>
/// <param name="Class">Code of the class.</param>
/// <param name="Severity">S1 … S4.</param>
/// <param name="Departments">Keys of departments.csv, lead first.</param>
/// <param name="HandleSteps">Such as warn=PT2H/E and fix=P5D/D: E every hour, W working hours, D working days.</param>
/// <param name="ValidFrom">Not in the past; empty = from now on.</param>
/// <param name="Source">Whose word it is, such as the number of the notice.</param>
public sealed record ClassRequest(
    string Class, string Source, string? Severity = null, string[]? Departments = null, string[]? HandleSteps = null,
    DateTimeOffset? ValidFrom = null);
