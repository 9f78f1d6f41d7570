using System.Globalization;
using Twin.Geo.Reference;

namespace Twin.Geo.Import.Drawing;

/// <summary>Squares of one size over the built-up land, sides shared point for point.</summary>
internal static class SquareGrids
{
    // More would be a slip in the size: a city of 800 km2 in squares of 200 m has 20,000.
    private const int MostGrids = 50_000;

    /// <summary>The squares that hold a building or lie beside one that does, and all that meet the cover.</summary>
    public static List<(string Id, string Name, Outline Outline)> Draw(
        double metres, IReadOnlyCollection<LngLat> buildings, IReadOnlyCollection<Outline> areas, Box? cover)
    {
        var box = Bounds(buildings, areas, cover);
        var plane = new LocalMetres(box.Centre);
        var step = plane.At(metres, metres);
        double lng = step.Lng - box.Centre.Lng, lat = step.Lat - box.Centre.Lat;
        int Column(double at) => (int)Math.Floor((at - box.West) / lng);
        int Row(double at) => (int)Math.Floor((at - box.South) / lat);

        var squares = new SortedSet<(int Row, int Column)>();
        foreach (var (row, column) in buildings.Select(at => (Row(at.Lat), Column(at.Lng))).Distinct())
        {
            for (var near = 0; near < 9; near++)
            {
                squares.Add((row + (near / 3) - 1, column + (near % 3) - 1));
            }
        }

        if (cover is { } whole)
        {
            Add(squares, Row(whole.South), Row(whole.North), Column(whole.West), Column(whole.East), metres, _ => true);
        }

        if (buildings.Count == 0)
        {
            // Without buildings the areas themselves are covered.
            Add(squares, 0, Row(box.North), 0, Column(box.East), metres, square =>
            {
                var centre = new LngLat(
                    box.West + ((square.Column + 0.5) * lng), box.South + ((square.Row + 0.5) * lat));
                return areas.Any(area => area.Contains(centre));
            });
        }

        return [.. squares.Select(square => Square(square, box, lng, lat, metres))];
    }

    private static void Add(
        SortedSet<(int Row, int Column)> squares, int south, int north, int west, int east, double metres,
        Func<(int Row, int Column), bool> isWanted)
    {
        if ((north - south + 1L) * (east - west + 1L) > MostGrids)
        {
            throw new ImportException(string.Create(
                CultureInfo.InvariantCulture,
                $"Found room for {(north - south + 1L) * (east - west + 1L)} squares of {metres} m; expected at most "
                + $"{MostGrids}. Take larger squares, or give buildings to draw them around."));
        }

        for (var row = south; row <= north; row++)
        {
            for (var column = west; column <= east; column++)
            {
                if (isWanted((row, column)))
                {
                    squares.Add((row, column));
                }
            }
        }
    }

    private static Box Bounds(IReadOnlyCollection<LngLat> buildings, IReadOnlyCollection<Outline> areas, Box? cover)
    {
        var box = buildings.Aggregate(Box.Nothing, (sum, at) => sum.With(at));
        box = cover is { } more ? box.With(more) : box;
        return buildings.Count == 0 ? areas.Aggregate(box, (sum, area) => sum.With(area.Bounds)) : box;
    }

    private static (string Id, string Name, Outline Outline) Square(
        (int Row, int Column) square, Box box, double lng, double lat, double metres)
    {
        var (row, column) = square;
        LngLat Corner(int up, int right) => Quantum.Round(
            new LngLat(box.West + ((column + right) * lng), box.South + ((row + up) * lat)));
        var size = metres.ToString(CultureInfo.InvariantCulture);
        return (
            $"s{size}_{column}_{row}",
            $"{column}/{row}",
            Outline.FromRing(Corner(0, 0), Corner(0, 1), Corner(1, 1), Corner(1, 0)));
    }
}
