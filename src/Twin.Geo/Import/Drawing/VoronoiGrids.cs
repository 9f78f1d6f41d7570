using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;
using Twin.Geo.Reference;

namespace Twin.Geo.Import.Drawing;

/// <summary>Cells of like many buildings: middles by k-means, borders halfway between them.</summary>
internal static class VoronoiGrids
{
    private const int Rounds = 10;
    private const int MostSamples = 20_000;
    private const int Seed = 1;
    private const double MarginMetres = 150;

    public static List<(string Id, string Name, Outline Outline)> Draw(int count, IReadOnlyList<LngLat> buildings)
    {
        var box = buildings.Aggregate(Box.Nothing, (sum, at) => sum.With(at));
        var plane = new LocalMetres(box.Centre);
        var points = Sampled(buildings).Select(plane.From).ToArray();
        var middles = Middles(points, count);
        var (west, south) = plane.From(new LngLat(box.West, box.South));
        var (east, north) = plane.From(new LngLat(box.East, box.North));
        var builder = new VoronoiDiagramBuilder
        {
            ClipEnvelope = new Envelope(
                west - MarginMetres, east + MarginMetres, south - MarginMetres, north + MarginMetres),
        };
        builder.SetSites([.. middles.Select(at => new Coordinate(at.East, at.North))]);
        var known = new KnownPoints(plane);
        return
        [
            .. builder.GetDiagram(new GeometryFactory()).Geometries.OfType<Polygon>()
                .Select(cell => (Cell: cell, Middle: cell.Centroid.Coordinate))
                .OrderBy(pair => pair.Middle.Y).ThenBy(pair => pair.Middle.X)
                .Select((pair, number) => Cell(pair.Cell, number + 1, count, known)),
        ];
    }

    private static (string Id, string Name, Outline Outline) Cell(
        Polygon cell, int number, int count, KnownPoints known)
    {
        var ring = new List<LngLat>();
        foreach (var corner in cell.ExteriorRing.Coordinates)
        {
            var at = known.At(corner.X, corner.Y);
            if (ring.Count == 0 || ring[^1] != at)
            {
                ring.Add(at);
            }
        }

        var name = number.ToString(CultureInfo.InvariantCulture);
        return ($"v{count}_{name}", name, Outline.FromRing(ring));
    }

    private static IEnumerable<LngLat> Sampled(IReadOnlyList<LngLat> buildings)
    {
        var stride = Math.Max(1, buildings.Count / MostSamples);
        return buildings.Where((_, i) => i % stride == 0).Distinct();
    }

    private static (double East, double North)[] Middles((double East, double North)[] points, int count)
    {
        var order = (((double East, double North)[])points.Clone()).AsSpan();
        new Random(Seed).Shuffle(order);
        var middles = order[..Math.Min(count, order.Length)].ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var sums = new (double East, double North, int Count)[middles.Length];
            foreach (var (east, north) in points)
            {
                ref var sum = ref sums[Nearest(middles, east, north)];
                sum = (sum.East + east, sum.North + north, sum.Count + 1);
            }

            for (var i = 0; i < middles.Length; i++)
            {
                middles[i] = sums[i].Count == 0
                    ? middles[i] : (sums[i].East / sums[i].Count, sums[i].North / sums[i].Count);
            }
        }

        return [.. middles.Distinct()];
    }

    private static int Nearest((double East, double North)[] middles, double east, double north)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var i = 0; i < middles.Length; i++)
        {
            double x = middles[i].East - east, y = middles[i].North - north;
            var square = (x * x) + (y * y);
            if (square < least)
            {
                (nearest, least) = (i, square);
            }
        }

        return nearest;
    }

    /// <summary>Corners that two cells compute to the last bit but one are the same place.</summary>
    private sealed class KnownPoints(LocalMetres plane)
    {
        private const double SameMetres = 0.01;

        private readonly Dictionary<(long, long), List<(double X, double Y, LngLat At)>> cells = [];

        public LngLat At(double x, double y)
        {
            var (column, row) = ((long)Math.Floor(x), (long)Math.Floor(y));
            for (var near = 0; near < 9; near++)
            {
                foreach (var other in cells.GetValueOrDefault((column + (near / 3) - 1, row + (near % 3) - 1), []))
                {
                    if (Math.Abs(other.X - x) < SameMetres && Math.Abs(other.Y - y) < SameMetres)
                    {
                        return other.At;
                    }
                }
            }

            var at = Quantum.Round(plane.At(x, y));
            if (!cells.TryGetValue((column, row), out var here))
            {
                cells.Add((column, row), here = []);
            }

            here.Add((x, y, at));
            return at;
        }
    }
}
