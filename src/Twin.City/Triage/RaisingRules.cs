using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Triage;

/// <summary>A rule of raising-rules.csv: where it holds, a matter is graver, quicker or of another class.</summary>
/// <param name="AppliesTo">Codes of classes; empty = all.</param>
/// <param name="Severity">What it has at least; Unset = not said.</param>
/// <param name="RaisesBy">Levels that it goes up.</param>
/// <param name="Steps">In place of the class's own; empty = those stay.</param>
public sealed record RaisingRule(
    string Key, string Zh, string En, ImmutableArray<string> AppliesTo, RaisingCondition When, Severity Severity,
    int RaisesBy, ImmutableArray<HandleStep> Steps, Limit? FirstContact, string? ClassTo)
{
    public bool Concerns(string code) => AppliesTo.IsEmpty || AppliesTo.Contains(code);
}

/// <summary>What the rules make of a matter, and which of them did.</summary>
public sealed record Raised(
    string Class, Severity Severity, ImmutableArray<HandleStep> Steps, Limit? FirstContact,
    ImmutableArray<RaisingRule> By)
{
    /// <summary>Keys of the rules that fired, as a fact names its cause; null when none did.</summary>
    public string? Cause => By.IsEmpty ? null : string.Join(';', By.Select(rule => rule.Key));
}

/// <summary>The raising rules as data.</summary>
public static class RaisingRules
{
    public const string Duplicates = "Rise.duplicates";

    public static ImmutableArray<RaisingRule> All { get; } =
        [.. Csv.Parse("raising-rules", CityTables.Text("raising-rules")).Rows.Select(Read)];

    private static readonly FrozenDictionary<string, RaisingRule> ByKey =
        All.ToFrozenDictionary(rule => rule.Key, StringComparer.Ordinal);

    public static RaisingRule Of(string key) => ByKey[key];

    /// <summary>What the circumstances make of a matter. A change of class comes first, then the gravest severity
    /// that a rule sets, then the levels that rules add; never above S1.</summary>
    public static Raised Apply(CaseClass kind, Severity present, Circumstances around)
    {
        var fired = All.Where(rule => rule.Concerns(kind.Code) && rule.When.Holds(around)).ToImmutableArray();
        var turned = fired.FirstOrDefault(rule => rule.ClassTo is not null);
        var code = turned?.ClassTo ?? kind.Code;
        var own = turned is not null && CaseClasses.All.Find(code) is { } other ? other.Severity : kind.Severity;
        var start = present == Severity.Unset ? own : turned is null ? present : Graver(present, own);
        var severity = fired.Where(rule => rule.Severity != Severity.Unset)
            .Aggregate(start, (gravest, rule) => Graver(gravest, rule.Severity));
        for (var up = fired.Sum(rule => rule.RaisesBy); up > 0 && severity > Severity.S1; up--) severity--;
        var steps = fired.LastOrDefault(rule => !rule.Steps.IsEmpty)?.Steps ?? [];
        return new Raised(code, severity, steps, fired.LastOrDefault(rule => rule.FirstContact is not null)
            ?.FirstContact, fired);
    }

    private static Severity Graver(Severity one, Severity other) =>
        one == Severity.Unset ? other : other == Severity.Unset ? one : (Severity)Math.Min((int)one, (int)other);

    private static RaisingRule Read(CsvRow row)
    {
        var severity = row.Optional("severity");
        return new RaisingRule(
            row["key"], row["zh"], row["en"], row["appliesTo"] == "*" ? [] : row.List("appliesTo"),
            RaisingCondition.Parse(row["when"]),
            severity is null or "+1" ? Severity.Unset : row.Word<Severity>("severity"), severity == "+1" ? 1 : 0,
            [.. row.List("handleSteps").Select(HandleStep.Parse)],
            row.Optional("firstContact") is { } limit ? Limit.Parse(limit) : null, row.Optional("classTo"));
    }
}
