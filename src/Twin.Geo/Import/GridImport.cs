using System.Collections.Immutable;
using Twin.Geo.Import.Areas;
using Twin.Geo.Import.Drawing;
using Twin.Geo.Import.Reading;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>Grids from a file, or drawn; each under the lowest area that is known to hold it.</summary>
internal sealed class GridImport
{
    private readonly ImportRequest request;
    private readonly ImmutableArray<ReferenceArea> areas;
    private readonly Dictionary<string, ReferenceArea> areaByCode;
    private readonly ImmutableArray<ReferenceArea> lowestFirst;
    private readonly Ids ids = new("g-");
    private readonly List<ReferenceGrid> grids = [];
    private readonly List<long> rows = [];

    public GridImport(ImportRequest request, ImmutableArray<ReferenceArea> areas)
    {
        (this.request, this.areas) = (request, areas);
        areaByCode = areas.Where(area => area.Code.Length > 0).ToDictionary(area => area.Code);
        lowestFirst = [.. areas.Where(area => area.Outline is not null).OrderByDescending(area => area.Level)];
    }

    public IReadOnlyList<ReferenceGrid> Grids => grids;

    public Tally Read(string path, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var tally = FeatureImport.Run(path, CanonicalSets.Grids, request.Datum, Take, progress, cancel);
        var index = new GridIndex(grids.Select(grid => (grid.Id, grid.Outline)));
        foreach (var (grid, row) in grids.Zip(rows))
        {
            if (index.Find(grid.Centre) is { } other && other != grid.Id)
            {
                tally.Note(row, grid.Id, $"its middle lies in {other}, which comes before it: the two overlap");
            }
        }

        return tally;
    }

    public void Draw(GridSource source, IReadOnlyList<ReferenceBuilding> buildings)
    {
        var middles = buildings.Select(building => building.Centre).ToList();
        if (source.Cells > 0 && middles.Count < source.Cells)
        {
            throw new ImportException(
                $"Found {middles.Count} buildings for {source.Cells} cells; expected more buildings than cells. "
                + "Take fewer cells, or give --buildings.");
        }

        var outlines = areas.Where(area => area.Outline is not null).Select(area => area.Outline!).ToList();
        var hasGround = middles.Count > 0 || outlines.Count > 0 || request.Cover is not null;
        var drawn = source.Cells > 0
            ? VoronoiGrids.Draw(source.Cells, middles)
            : hasGround ? SquareGrids.Draw(source.SquareMetres, middles, outlines, request.Cover) : [];
        foreach (var (id, name, outline) in drawn)
        {
            var centre = Shape.Inside(outline);
            grids.Add(new ReferenceGrid(
                ids.Next(id, out _), "", ZoneNames.IsChinese(request.Zone) ? $"网格{name}" : $"Grid {name}", "Drawn",
                AreaAt(centre), centre, outline, 0, Drawn: true, Low: false));
        }
    }

    private void Take(Tally tally, long row, string sourceId, Feature feature, Outline outline, string? repaired)
    {
        var code = feature.First("code", "gridCode", "CODE", "网格编码") ?? "";
        var id = ids.Next(code.Length > 0 ? code : sourceId, out var again);
        if (again)
        {
            tally.Note(row, sourceId, $"its id came before; it is kept as {id}");
        }

        rows.Add(row);
        var centre = Shape.Inside(outline);
        var named = feature.First("parent", "parentCode", "community", "communityCode");
        grids.Add(new ReferenceGrid(
            id, code, feature.First("name", "NAME", "名称") ?? sourceId, feature.First("kind", "type") ?? "Residential",
            ParentOf(code, named) ?? AreaAt(centre), centre, outline, 0, Drawn: false,
            Low: feature.First("low") == "true"));
        tally.Take(row, sourceId, repaired);
    }

    private string? ParentOf(string code, string? named)
    {
        var parent = named is not null && areaByCode.ContainsKey(named)
            ? named
            : AreaCode.ParentOf(code, areaByCode.ContainsKey);
        return parent is null ? null : areaByCode[parent].Id;
    }

    private string AreaAt(LngLat at) =>
        lowestFirst.FirstOrDefault(area => area.Outline!.Contains(at))?.Id ?? areas[0].Id;
}
