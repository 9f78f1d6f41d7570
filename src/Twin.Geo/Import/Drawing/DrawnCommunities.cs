using System.Collections.Immutable;
using System.Globalization;
using Twin.Geo.Reference;

namespace Twin.Geo.Import.Drawing;

/// <summary>Communities for grids that have nothing between them and the city, so that boards have levels.</summary>
internal static class DrawnCommunities
{
    /// <summary>As many grids as a community's head may know.</summary>
    public const int MostGrids = 36;

    /// <summary>The communities, and their grids with their new parent.</summary>
    public static (List<ReferenceArea> Areas, List<ReferenceGrid> Grids) Draw(
        IReadOnlyCollection<ReferenceGrid> grids, ReferenceArea city, bool isChinese)
    {
        var areas = new List<ReferenceArea>();
        var placed = new List<ReferenceGrid>();
        foreach (var group in Halves([.. grids.OrderBy(grid => grid.Id, StringComparer.Ordinal)]))
        {
            var number = (areas.Count + 1).ToString(CultureInfo.InvariantCulture);
            var outline = Shape.Union(group.Select(grid => grid.Outline))!;
            var area = new ReferenceArea(
                $"a-drawn-{number}", "", AreaLevel.Community, isChinese ? $"第{number}片区" : $"Quarter {number}",
                city.Id, Shape.Inside(outline), outline, Drawn: true);
            areas.Add(area);
            placed.AddRange(group.Select(grid => grid with { ParentId = area.Id }));
        }

        return (areas, placed);
    }

    // Cut across the longer side at the median until no part is too large: parts are compact and alike.
    private static IEnumerable<ImmutableArray<ReferenceGrid>> Halves(ImmutableArray<ReferenceGrid> grids)
    {
        if (grids.Length <= MostGrids)
        {
            return grids.IsEmpty ? [] : [grids];
        }

        var box = grids.Aggregate(Box.Nothing, (sum, grid) => sum.With(grid.Centre));
        var plane = new LocalMetres(box.Centre);
        var (east, north) = plane.From(new LngLat(box.East, box.North));
        var ordered = grids.Sort((a, b) => east > north
            ? (a.Centre.Lng, a.Centre.Lat).CompareTo((b.Centre.Lng, b.Centre.Lat))
            : (a.Centre.Lat, a.Centre.Lng).CompareTo((b.Centre.Lat, b.Centre.Lng)));
        return Halves(ordered[..(ordered.Length / 2)]).Concat(Halves(ordered[(ordered.Length / 2)..]));
    }
}
