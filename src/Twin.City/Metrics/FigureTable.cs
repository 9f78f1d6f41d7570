using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Metrics;

/// <summary>Every figure that metrics.csv wants: the value and the parts of each metric.</summary>
public static class FigureTable
{
    public const string Name = "figures";

    public static ImmutableArray<FigureRow> Rows { get; } = [.. Csv.Parse(Name, CityTables.Text(Name)).Rows.Select(
        row => new FigureRow(
            row["figure"], MetricTable.Of[row["metric"]], row.Optional("part"), row["group"], row["kind"],
            row.Word<FigureSource>("source"), row.Optional("otherwise") == "zero", row["zh"], row["en"],
            row.Optional("lacksZh"), row.Optional("lacksEn"), row["mark"]))];

    public static FrozenDictionary<string, FigureRow> Of { get; } =
        Rows.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);

    /// <summary>Figures that are wanted at a level, in the order of the table.</summary>
    public static IEnumerable<FigureRow> At(string level) => Rows.Where(row => row.Metric.Levels.Contains(level));
}

/// <summary>Where a figure comes from.</summary>
public enum FigureSource
{
    /// <summary>Nothing tells it yet: it is shown as such, never as zero.</summary>
    None,

    /// <summary>Counted from the facts up to a position.</summary>
    Log,

    /// <summary>On the live board of the area.</summary>
    Board,

    /// <summary>Each screen measures it for itself.</summary>
    Screen,

    /// <summary>Told by devices: out of their latest readings.</summary>
    Device,
}

/// <summary>One figure in words.</summary>
/// <param name="Part">The part of the metric; null = its value.</param>
/// <param name="IsZeroOtherwise">A part that nobody names is none of what was counted.</param>
/// <param name="LacksZh">Why it is not connected.</param>
public sealed record FigureRow(
    string Id, MetricRow Metric, string? Part, string Group, string Kind, FigureSource Source, bool IsZeroOtherwise,
    string Zh, string En, string? LacksZh, string? LacksEn, string Mark);
