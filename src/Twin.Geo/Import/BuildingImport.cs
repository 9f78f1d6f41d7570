using System.Globalization;
using Twin.Geo.Import.Reading;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>Footprints with heights: in metres where the source has them, else storeys of three metres.</summary>
internal sealed class BuildingImport(ImportRequest request)
{
    public const double StoreyMetres = 3;

    /// <summary>Height of a building of which nothing is known; its storeys are then 0.</summary>
    public const double DefaultMetres = 3;

    private const double MostMetres = 1_000;
    private const double MostStoreys = 250;
    private const int MostKindLetters = 40;

    private static readonly string[] HeightNames =
        ["height", "HEIGHT", "Height", "building:height", "render_height", "measuredHeight", "heightroof", "高度"];

    private static readonly string[] StoreyNames =
    [
        "story_ht_", "building:levels", "levels", "floors", "storeys", "stories", "num_floors", "numfloors", "floor",
        "FLOOR", "Floor", "层数", "楼层",
    ];

    private static readonly string[] KindNames =
        ["kind_detail", "building", "bra_use", "usage", "use", "landuse_kind", "kind"];

    private readonly Ids ids = new("b-");

    public List<ReferenceBuilding> Buildings { get; } = [];

    /// <summary>Our id by the source's; of several with one id the first.</summary>
    public Dictionary<string, string> IdOfSource { get; } = new(StringComparer.Ordinal);

    public int HeightUnknown { get; private set; }

    public Tally Run(IProgress<ImportProgress>? progress, CancellationToken cancel) => FeatureImport.Run(
        request.Buildings!, CanonicalSets.Buildings, request.Datum, Take, progress, cancel);

    private void Take(Tally tally, long row, string sourceId, Feature feature, Outline outline, string? repaired)
    {
        var id = ids.Next(sourceId, out var again);
        if (again)
        {
            tally.Note(row, sourceId, $"its id came before; it is kept as {id}");
        }

        IdOfSource.TryAdd(sourceId, id);
        var (metres, storeys) = HeightOf(feature);
        HeightUnknown += storeys == 0 ? 1 : 0;
        Buildings.Add(new ReferenceBuilding(
            Buildings.Count + 1, id, feature.First("name", "name:zh", "NAME"), KindOf(feature), metres, storeys,
            Shape.Inside(outline), outline, GridId: null));
        tally.Take(row, sourceId, repaired);
    }

    private (double Metres, int Storeys) HeightOf(Feature feature)
    {
        string[] heights = request.HeightProperty is null ? HeightNames : [request.HeightProperty];
        string[] storeys = request.StoreysProperty is null ? StoreyNames : [request.StoreysProperty];
        var levels = Number(feature, storeys, MostStoreys);
        if (Number(feature, heights, MostMetres) is { } metres)
        {
            var known = levels ?? (metres / StoreyMetres);
            return (Math.Round(metres, 2), Math.Max(1, (int)Math.Round(known)));
        }

        return levels is { } count
            ? (Math.Round(count * StoreyMetres, 2), Math.Max(1, (int)Math.Ceiling(count)))
            : (DefaultMetres, 0);
    }

    // Nothing, nought and nonsense all mean that it is not known.
    private static double? Number(Feature feature, string[] names, double most)
    {
        var text = feature.First(names)?.Trim().TrimEnd('m', '米', '层').Trim();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number <= most ? number : null;
    }

    private static string KindOf(Feature feature)
    {
        foreach (var name in KindNames)
        {
            if (feature.First(name) is { } kind && kind is not ("yes" or "building"))
            {
                return kind.Length <= MostKindLetters ? kind : kind[..MostKindLetters];
            }
        }

        return "building";
    }
}
