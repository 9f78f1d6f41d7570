using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Tables;

/// <summary>A stage of a case, as stages.csv has it.</summary>
public sealed record StageRow(
    CaseStage Stage, string Zh, string En, bool Open, bool BeforeHandled, bool Final, string Meaning);

/// <summary>A command, its fact and who may give it, as commands.csv has it.</summary>
public sealed record CommandRow(
    string Command, string Zh, string En, string Fact, ImmutableArray<string> Who, string Needs,
    ImmutableArray<string> RefusalCodes);

/// <summary>One way through one cell of stage × command, as transitions.csv has it.</summary>
/// <param name="Next">Stage after the fact; null in a row that refuses.</param>
/// <param name="Guard">Word of guards.csv; null = otherwise.</param>
public sealed record TransitionRow(
    CaseStage Stage, string Command, CaseStage? Next, string? Refusal, string? Guard,
    ImmutableArray<string> ClockStarted, ImmutableArray<string> ClockStopped, ImmutableArray<string> Limits,
    ImmutableArray<string> SideEffects, string Row);

/// <summary>A role, what it is bound to and what it may do, as roles.csv has it.</summary>
public sealed record RoleRow(
    string Role, string Zh, string En, RoleBound BoundTo, ImmutableArray<string> May, ImmutableArray<string> Sees);

/// <summary>What limits a role: nothing, an area or a department.</summary>
public enum RoleBound { None, Area, Department }

/// <summary>A rung of the severity ladder, as severities.csv has it.</summary>
/// <param name="WeightHundredths">Weight in heat and load, times 100.</param>
public sealed record SeverityRow(
    Severity Severity, string Zh, string En, string Meaning, int WeightHundredths, Limit Accept, Limit Check);

/// <summary>A clock with its limit for each severity, as clocks.csv has it.</summary>
/// <param name="Limits">S1 … S4; null where the class, a template or the level decides.</param>
public sealed record ClockRow(
    string Name, string Zh, string Owner, string Kind, string Calendar, ImmutableArray<Limit?> Limits,
    ImmutableArray<string> StopsAt, ImmutableArray<string> PausesAt, string OnBreach)
{
    /// <summary>Limit for a severity; an unset one counts as S4.</summary>
    public Limit? For(Severity severity) => Limits[severity == Severity.Unset ? 3 : (int)severity - 1];
}

/// <summary>A type of key site: what may go wrong there, and how often somebody should look.</summary>
public sealed record SiteTypeRow(
    string Type, string Zh, string En, string HazardZh, string HazardEn, int LookDays);

/// <summary>A level of supervision, as supervision.csv has it.</summary>
/// <param name="Answer">Within what it must be answered; null for none.</param>
/// <param name="OnBoard">Shown on the listed board.</param>
public sealed record SupervisionRow(string Name, string Zh, string En, Limit? Answer, bool OnBoard);

/// <summary>A department, as departments.csv has it.</summary>
public sealed record DepartmentRow(DepartmentId Department, string Zh, string En, string Level, string Kind)
{
    /// <summary>Streets, communities and grids answer for whatever lies in them.</summary>
    public bool IsTerritory => Kind == "Territory";
}

/// <summary>A family of classes with who answers for it, as authority.csv has it.</summary>
/// <param name="Owner">Counts where the class names no department of its own.</param>
/// <param name="Level">The lowest level that handles it.</param>
/// <param name="FallbackOwner">Who keeps it when nobody can be named.</param>
public sealed record AuthorityRow(
    string Family, string Zh, string En, ImmutableArray<string> Classes, DepartmentId Owner,
    ImmutableArray<DepartmentId> Helpers, CaseLevel Level, DepartmentId FallbackOwner);
