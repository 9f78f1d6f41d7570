using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Twin.City.Tables;

namespace Twin.City.Metrics;

/// <summary>The vital signs of a city, as vital-signs.csv has them, and our words for them.</summary>
public static class SignTable
{
    public const string Name = "vital-signs";

    /// <summary>What happens rather than being measured is old without a word for so long.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(10);

    /// <summary>What is measured is old after so many times its cadence.</summary>
    private const int CadencesMost = 3;

    private static readonly FrozenDictionary<string, CsvRow> Words =
        Csv.Parse("sign-words", CityTables.Text("sign-words")).Rows
            .ToFrozenDictionary(row => row["sign"], StringComparer.Ordinal);

    public static ImmutableArray<SignRow> Rows { get; } =
        [.. Csv.Parse(Name, CityTables.Text(Name)).Rows.Select(row => Read(row, Words[row["id"]]))];

    public static FrozenDictionary<string, SignRow> Of { get; } =
        Rows.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);

    private static SignRow Read(CsvRow row, CsvRow words) => new(
        row["id"], row["zh"], row["en"], words["shortZh"], words["shortEn"], row["unit"], words["kind"],
        words.Word<FigureSource>("source"), row["cadence"] == "event" ? Heartbeat
            : CadencesMost * XmlConvert.ToTimeSpan(row["cadence"]),
        [.. ((string[])["yellow", "orange", "red"]).Select(tone => SignLimit.Parse(row[tone]))],
        row["rollUp"], row["critical"] == "yes", row["source"], words.Optional("lacksZh"), words.Optional("lacksEn"));
}

/// <summary>One vital sign in words.</summary>
/// <param name="StaleAfter">Older than this it is grey.</param>
/// <param name="Limits">Where yellow, orange and red begin.</param>
/// <param name="RollUp">How an area makes one of many: max, min, sum or ratio.</param>
/// <param name="LacksZh">What is not there while it has no value.</param>
public sealed record SignRow(
    string Id, string Zh, string En, string ShortZh, string ShortEn, string Unit, string Kind, FigureSource Source,
    TimeSpan StaleAfter, ImmutableArray<SignLimit> Limits, string RollUp, bool Critical, string From,
    string? LacksZh, string? LacksEn)
{
    /// <summary>Less is worse where red begins below yellow.</summary>
    private bool FallsToRed => Limits[^1].Value < Limits[0].Value;

    /// <summary>The tone of a value; of so many grids where a limit is a share of them.</summary>
    public SignTone ToneOf(double value, int grids)
    {
        var tone = SignTone.Normal;
        for (var i = 0; i < Limits.Length; i++)
        {
            // A share of few grids is less than one of them: it never begins before the first limit.
            var limit = Limits[i].IsOfGrids ? Math.Max(Limits[i].Value * grids, Limits[0].Value) : Limits[i].Value;
            if (FallsToRed && !Limits[^1].IsOfGrids ? value <= limit : value >= limit) tone = (SignTone)(i + 1);
        }

        return tone;
    }
}

/// <summary>Where a tone begins.</summary>
/// <param name="IsOfGrids">The value is a share of all grids.</param>
public readonly record struct SignLimit(double Value, bool IsOfGrids)
{
    private const string OfGrids = "% of grids";
    private const double Hundred = 100;

    /// <summary>Reads <c>15</c> or <c>5% of grids</c>.</summary>
    internal static SignLimit Parse(string text) => text.EndsWith(OfGrids, StringComparison.Ordinal)
        ? new SignLimit(double.Parse(text[..^OfGrids.Length], CultureInfo.InvariantCulture) / Hundred, IsOfGrids: true)
        : new SignLimit(double.Parse(text, CultureInfo.InvariantCulture), IsOfGrids: false);
}

/// <summary>How grave a vital sign is; what is old or not connected has none.</summary>
public enum SignTone { Normal, Yellow, Orange, Red }
