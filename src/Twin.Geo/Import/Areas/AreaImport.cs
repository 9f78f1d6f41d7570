using System.Globalization;
using System.Text.Json;
using Twin.Geo.Import.Reading;

namespace Twin.Geo.Import.Areas;

/// <summary>Reads areas from files of codes (CSV) and of outlines (GeoJSON), and joins them by code.</summary>
internal sealed class AreaImport(ImportRequest request)
{
    private static readonly string[] CodeNames = ["code", "adcode", "CODE", "gb", "代码"];
    private static readonly string[] NameNames = ["name", "NAME", "名称"];

    // The nearest level above first.
    private static readonly string[] ParentNames =
        ["parent", "parentCode", "parent_code", "streetCode", "areaCode", "cityCode"];

    private readonly List<AreaDraft> codes = [];
    private readonly List<AreaDraft> outlines = [];

    public List<Tally> Tallies { get; } = [];

    /// <summary>The drafts that are taken, by code; a draft without a code has its source id as key.</summary>
    public Dictionary<string, AreaDraft> Run(IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        foreach (var path in request.Areas)
        {
            Tallies.Add(SourceFile.IsGeoJson(path)
                ? FeatureImport.Run(path, CanonicalSets.Areas, request.Datum, TakeOutline, progress, cancel)
                : ReadCodes(path, cancel));
        }

        var taken = new Dictionary<string, AreaDraft>(StringComparer.Ordinal);
        foreach (var draft in codes.Where(IsInside))
        {
            if (!taken.TryAdd(draft.Code, draft))
            {
                draft.Refuse($"the code {draft.Code} came before");
            }
        }

        Join(taken);
        return taken;
    }

    private Tally ReadCodes(string path, CancellationToken cancel)
    {
        using var table = new CsvTable(path);
        if (!table.Has(CodeNames) || !table.Has(NameNames))
        {
            throw new ImportException(
                $"Found the columns {string.Join(", ", table.Header)} in {table.Name}; expected code and name. "
                + "Rename the columns, or give outlines as GeoJSON.");
        }

        var tally = new Tally(CanonicalSets.Areas, table.Name);
        while (table.Next())
        {
            cancel.ThrowIfCancellationRequested();
            var row = tally.Next();
            var code = AreaCode.Short(table.Cell(CodeNames));
            var name = table.Cell(NameNames);
            if (code.Length == 0 || name.Length == 0)
            {
                tally.Refuse(row, code.Length == 0 ? $"row-{row}" : code, "it lacks its code or its name");
                continue;
            }

            var parent = AreaCode.Short(table.Cell(ParentNames));
            codes.Add(new AreaDraft(tally, row, code, code, name)
            {
                Parent = parent.Length == 0 ? null : parent,
                Level = AreaCode.LevelOf(code),
            });
        }

        return tally;
    }

    private void TakeOutline(Tally tally, long row, string id, Feature feature, Outline outline, string? repaired)
    {
        var code = AreaCode.Short(feature.First(CodeNames) ?? "");
        var parent = feature.First("parent", "parentCode", "parent_code");
        outlines.Add(new AreaDraft(tally, row, code.Length > 0 ? code : id, code, feature.First(NameNames) ?? id)
        {
            Parent = parent is null ? null : AreaCode.Short(NestedCode(parent)),
            Level = AreaCode.LevelOf(code) ?? AreaCode.LevelOf(feature),
            Centre = CentreOf(feature),
            Outline = outline,
            Repaired = repaired,
        });
    }

    // Either a code, or an object that holds one, as {"adcode":330600}.
    private static string NestedCode(string parent)
    {
        if (!parent.StartsWith('{'))
        {
            return parent;
        }

        using var document = JsonDocument.Parse(parent);
        return document.RootElement.TryGetProperty("adcode", out var code) ? code.ToString() : "";
    }

    private LngLat? CentreOf(Feature feature)
    {
        var parts = feature.First("center", "centroid", "centre")?.Trim('[', ']').Split(',');
        return parts is { Length: 2 }
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var lng)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat)
            && new LngLat(lng, lat) is { IsOnEarth: true } at
                ? FeatureReader.ToWgs84(at, request.Datum)
                : null;
    }

    private bool IsInside(AreaDraft draft)
    {
        if (AreaCode.IsProvince(draft.Code) && !IsWanted(draft.Code))
        {
            draft.Refuse("it is a province; the highest area here is a city");
            return false;
        }

        if (request.Code is { } code && !draft.Code.StartsWith(code, StringComparison.Ordinal))
        {
            draft.Refuse($"it lies outside {code}");
            return false;
        }

        return true;
    }

    // A whole province is a tree to look at, not a city to run: only who names it gets it.
    private bool IsWanted(string province) => request.Code == province;

    // Codes rule where there are any: an outline must find its code.
    private void Join(Dictionary<string, AreaDraft> taken)
    {
        var hasCodes = taken.Count > 0;
        var byCode = outlines.Where(IsInside).GroupBy(draft => draft.SourceId).ToList();
        foreach (var same in byCode)
        {
            var finest = same.MaxBy(draft => draft.Outline!.PointCount)!;
            foreach (var other in same.Where(draft => draft != finest))
            {
                other.Refuse($"another outline of {other.SourceId} is finer");
            }

            if (!hasCodes)
            {
                taken.Add(finest.SourceId, finest);
            }
            else if (taken.TryGetValue(finest.SourceId, out var coded))
            {
                taken[finest.SourceId] = coded with { Outline = finest.Outline, Centre = finest.Centre };
                finest.Take(finest.Repaired);
            }
            else
            {
                finest.Refuse($"it has an outline but no code ({finest.Name})");
            }
        }

        NoteMissing(taken);
        foreach (var draft in taken.Values)
        {
            draft.Take(hasCodes ? null : draft.Repaired);
        }
    }

    // Only where its neighbours of the same level have one is a missing outline worth a word.
    private static void NoteMissing(Dictionary<string, AreaDraft> taken)
    {
        var outlined = taken.Values.Where(draft => draft.Outline is not null).Select(draft => draft.Level).ToHashSet();
        foreach (var draft in taken.Values.Where(draft => draft.Outline is null && outlined.Contains(draft.Level)))
        {
            draft.Note($"it has a code but no outline ({draft.Name})");
        }
    }
}
