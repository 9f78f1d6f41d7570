using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Tables;

/// <summary>A class of matters, as classes.csv has it: data, never an enum.</summary>
/// <param name="Kind">Asset, Event, Extension, Dispute or Service.</param>
/// <param name="Severity">What it has when nothing raises it.</param>
/// <param name="Departments">Who answers for it, lead first.</param>
/// <param name="HandleSteps">In order; the last one is T5.</param>
/// <param name="OnSpot">May be reported as found and fixed.</param>
/// <param name="Hazard">Cannot be withdrawn.</param>
/// <param name="Physical">Needs photos of the object.</param>
public sealed record CaseClass(
    string Code, string Zh, string En, string Kind, Severity Severity, ImmutableArray<DepartmentId> Departments,
    Limit? DispatchWithin, Limit? ReplyCap, Limit? FirstContact, ImmutableArray<HandleStep> HandleSteps, bool OnSpot,
    bool Hazard, bool Physical, ImmutableArray<string> RaisingRules, bool PersonObject)
{
    /// <summary>Classes of one family may be the same matter: E01 … C05 by their major, any other by itself.</summary>
    public static string FamilyOf(string code) => code[0] is 'E' or 'C' && code.Length > 3 ? code[..3] : code;

    /// <summary>Sealed once it is filed: mediators and the seat that has it.</summary>
    public bool IsDispute => Kind == "Dispute";

    /// <summary>T5; null = no fixed limit, watched until done.</summary>
    public Limit? HandleWithin => HandleSteps[^1].Within;
}

/// <summary>One named step of handling; null = open.</summary>
public sealed record HandleStep(string Name, Limit? Within)
{
    /// <summary>Reads <c>fix=P5D/D</c> or <c>out=open</c>.</summary>
    public static HandleStep Parse(string text)
    {
        var parts = text.Split('=');
        return parts.Length == 2 && parts[0].Length > 0
            ? new HandleStep(parts[0], Limit.ParseOpen(parts[1]))
            : throw new FormatException($"Found step '{text}'; expected name=duration/calendar or name=open.");
    }

    /// <summary>As the tables write it.</summary>
    public string ToText() => $"{Name}={(Within is { } limit ? limit.ToString() : "open")}";
}
