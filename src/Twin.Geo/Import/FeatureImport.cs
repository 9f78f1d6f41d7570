using Twin.Geo.Import.Reading;

namespace Twin.Geo.Import;

/// <summary>Reads a GeoJSON file feature by feature, mends each and hands on what is sound.</summary>
internal static class FeatureImport
{
    private const int RowsPerWord = 500;

    /// <summary>Takes the sound features; the caller says yes by taking the row in the tally, or refuses it.</summary>
    public static Tally Run(
        string path, string set, SourceDatum datum, Action<Tally, long, string, Feature, Outline, string?> take,
        IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var source = new SourceFile(path);
        var tally = new Tally(set, source.Name);
        var reader = new FeatureReader(datum);
        foreach (var bytes in new FeatureStream(source.Stream, source.Name).Features())
        {
            var row = tally.Next();
            var feature = reader.Read(bytes.Span);
            var id = IdOf(feature) ?? $"row-{row}";
            var (outline, repaired, refused) = Repair.Of(feature);
            if (outline is null)
            {
                tally.Refuse(row, id, refused!);
            }
            else
            {
                take(tally, row, id, feature, outline, repaired);
            }

            if (row % RowsPerWord == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new ImportProgress(set, row, source.Bytes, source.OfBytes));
            }
        }

        progress?.Report(new ImportProgress(set, tally.Rows, source.OfBytes, source.OfBytes));
        return tally;
    }

    private static string? IdOf(Feature feature) => feature.Id is { Length: > 0 } id
        ? id
        : feature.First("id", "@id", "osm_id", "code", "adcode", "objectid", "OBJECTID", "fid", "gid");
}
