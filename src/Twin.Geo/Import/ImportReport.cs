using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>What became of one row of a source.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>Taken as it is, but worth a word.</summary>
    Noted,

    Repaired,

    Refused,
}

/// <summary>One row that was not simply imported.</summary>
/// <remarks>
/// Set: areas, grids, buildings or addresses. Source: the file's name. Row: counted from 1. SourceId: the row's own id,
/// or its number when it has none.
/// </remarks>
public sealed record ImportFinding(string Set, string Source, long Row, string SourceId, Verdict Verdict, string Why)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Verdict} {Set} {SourceId} ({Source}, row {Row}): {Why}");
}

/// <summary>The rows of one source file. Rows = Imported + Repaired + Refused.</summary>
public sealed record ImportSource(string Set, string Source, long Rows, long Imported, long Repaired, long Refused);

/// <summary>What an import did; every row of every source is in it.</summary>
public sealed record ImportReport(
    CityManifest Manifest,
    bool Changed,
    ImmutableArray<ImportSource> Sources,
    ImmutableArray<ImportFinding> Findings,
    ImportFigures Figures)
{
    /// <summary>What changes for areas and grids; null where the folder had no city before.</summary>
    public MapDifference? Difference { get; init; }

    public long Rows => Sources.Sum(source => source.Rows);

    public long Imported => Sources.Sum(source => source.Imported);

    public long Repaired => Sources.Sum(source => source.Repaired);

    public long Refused => Sources.Sum(source => source.Refused);

    /// <summary>The figures as key=value pairs.</summary>
    public string Line() => string.Create(
        CultureInfo.InvariantCulture,
        $"rows={Rows} imported={Imported} repaired={Repaired} refused={Refused} areas={Figures.Areas} "
        + $"grids={Figures.Grids} buildings={Figures.Buildings} addresses={Figures.Addresses} "
        + $"heightUnknown={Figures.HeightUnknown} changed={(Changed ? "yes" : "no")} hash={Manifest.Hash}");
}

/// <summary>How much the city holds afterwards. HeightUnknown: buildings that stand at the default height.</summary>
public sealed record ImportFigures(int Areas, int Grids, int Buildings, int Addresses, int HeightUnknown)
{
    /// <summary>Areas of each level that the city has, the highest first.</summary>
    public ImmutableSortedDictionary<AreaLevel, int> ByLevel { get; init; } =
        ImmutableSortedDictionary<AreaLevel, int>.Empty;
}
