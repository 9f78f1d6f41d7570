using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>Positions as whole numbers of 10^-8 degrees, the way the reference store keeps them.</summary>
/// <remarks>Every position enters a city already rounded, so a city saved and opened again is the same.</remarks>
public static class Quantum
{
    private const double PerDegree = 1e8;

    public static LngLat Round(LngLat at) => new(Round(at.Lng), Round(at.Lat));

    public static double Round(double degrees) => Whole(degrees) / PerDegree;

    internal static long[] Pair(LngLat at) => [Whole(at.Lng), Whole(at.Lat)];

    internal static LngLat Place(long[] pair) => new(pair[0] / PerDegree, pair[1] / PerDegree);

    internal static long[][][] Rings(Outline outline)
    {
        var polygons = new long[outline.PolygonEnds.Length][][];
        var ring = 0;
        for (var polygon = 0; polygon < polygons.Length; polygon++)
        {
            polygons[polygon] = new long[outline.PolygonEnds[polygon] - ring][];
            for (var i = 0; i < polygons[polygon].Length; i++)
            {
                polygons[polygon][i] = Deltas(outline.Ring(ring++));
            }
        }

        return polygons;
    }

    internal static Outline Outline(long[][][] polygons)
    {
        var flat = ImmutableArray.CreateBuilder<double>(polygons.Sum(rings => rings.Sum(ring => ring.Length)));
        var ringEnds = ImmutableArray.CreateBuilder<int>();
        var polygonEnds = ImmutableArray.CreateBuilder<int>();
        foreach (var rings in polygons)
        {
            foreach (var ring in rings)
            {
                Sum(ring, flat);
                ringEnds.Add(flat.Count / 2);
            }

            polygonEnds.Add(ringEnds.Count);
        }

        return Geo.Outline.FromFlat(
            flat.DrainToImmutable(), ringEnds.DrainToImmutable(), polygonEnds.DrainToImmutable());
    }

    internal static long[] Deltas(ImmutableArray<LngLat> path)
    {
        var flat = new double[path.Length * 2];
        for (var i = 0; i < path.Length; i++)
        {
            (flat[i * 2], flat[(i * 2) + 1]) = (path[i].Lng, path[i].Lat);
        }

        return Deltas(flat);
    }

    internal static ImmutableArray<LngLat> Path(long[] deltas)
    {
        var flat = ImmutableArray.CreateBuilder<double>(deltas.Length);
        Sum(deltas, flat);
        var path = ImmutableArray.CreateBuilder<LngLat>(deltas.Length / 2);
        for (var i = 0; i < flat.Count; i += 2)
        {
            path.Add(new LngLat(flat[i], flat[i + 1]));
        }

        return path.MoveToImmutable();
    }

    private static long[] Deltas(ReadOnlySpan<double> flat)
    {
        var deltas = new long[flat.Length];
        for (var i = 0; i < flat.Length; i++)
        {
            deltas[i] = Whole(flat[i]) - (i < 2 ? 0 : Whole(flat[i - 2]));
        }

        return deltas;
    }

    private static void Sum(long[] deltas, ImmutableArray<double>.Builder flat)
    {
        long lng = 0, lat = 0;
        for (var i = 0; i < deltas.Length; i += 2)
        {
            lng += deltas[i];
            lat += deltas[i + 1];
            flat.Add(lng / PerDegree);
            flat.Add(lat / PerDegree);
        }
    }

    private static long Whole(double degrees) => (long)Math.Round(degrees * PerDegree);
}
