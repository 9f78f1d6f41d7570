using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Metrics;

/// <summary>What is measured and how, as metrics.csv has it.</summary>
public static class MetricTable
{
    public const string Name = "metrics";

    public static ImmutableArray<MetricRow> Rows { get; } = [.. Csv.Parse(Name, CityTables.Text(Name)).Rows.Select(
        row => new MetricRow(
            row["id"], row["zh"], row["en"], row["formula"], row["numerator"], row["denominator"], row["unit"],
            row["target"], row.List("levels"), row.List("windows")))];

    public static FrozenDictionary<string, MetricRow> Of { get; } =
        Rows.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);
}

/// <summary>One metric in words.</summary>
public sealed record MetricRow(
    string Id, string Zh, string En, string Formula, string Numerator, string Denominator, string Unit, string Target,
    ImmutableArray<string> Levels, ImmutableArray<string> Windows);
