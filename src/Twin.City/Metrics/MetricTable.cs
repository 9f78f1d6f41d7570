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
            row["target"], row.List("levels"), row.List("windows"), row["mark"]))];

    /// <summary>What a row of a metric that counts says, and one that does not.</summary>
    public static FrozenDictionary<string, MetricWords> WordsOf { get; } =
        Csv.Parse("metric-words", CityTables.Text("metric-words")).Rows.Select(row => new MetricWords(
            row["id"], row["kind"], row["countsZh"], row["countsEn"], row["otherwiseZh"], row["otherwiseEn"]))
            .ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);

    public static FrozenDictionary<string, MetricRow> Of { get; } =
        Rows.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);
}

/// <summary>One metric in words.</summary>
public sealed record MetricRow(
    string Id, string Zh, string En, string Formula, string Numerator, string Denominator, string Unit, string Target,
    ImmutableArray<string> Levels, ImmutableArray<string> Windows, string Mark);

/// <summary>Why a case is counted, and why it is not.</summary>
/// <param name="Kind">What the value is: Share, Count, Days, Minutes, PerThousand, Points or Ratio.</param>
public sealed record MetricWords(
    string Id, string Kind, string CountsZh, string CountsEn, string OtherwiseZh, string OtherwiseEn);
