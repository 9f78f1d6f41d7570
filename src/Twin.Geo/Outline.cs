using System.Collections.Immutable;

namespace Twin.Geo;

/// <summary>A polygon or multipolygon on the earth; never changes.</summary>
/// <remarks>
/// All rings lie in one flat array of longitude and latitude in turn; each ring is closed (last point = first).
/// The first ring of a polygon is its exterior, the others are holes.
/// </remarks>
public sealed class Outline
{
    private Outline(ImmutableArray<double> flat, ImmutableArray<int> ringEnds, ImmutableArray<int> polygonEnds)
    {
        Flat = flat;
        RingEnds = ringEnds;
        PolygonEnds = polygonEnds;
        Bounds = Measure.Bounds(flat.AsSpan());
        SurfaceSquareMetres = Measure.SquareMetres(this);
    }

    /// <summary>Longitude and latitude in turn, of all rings.</summary>
    public ImmutableArray<double> Flat { get; }

    /// <summary>For each ring the number of points up to its end.</summary>
    public ImmutableArray<int> RingEnds { get; }

    /// <summary>For each polygon the number of rings up to its end.</summary>
    public ImmutableArray<int> PolygonEnds { get; }

    public Box Bounds { get; }

    /// <summary>Surface on the sphere, holes taken off.</summary>
    public double SurfaceSquareMetres { get; }

    public int PointCount => Flat.Length / 2;

    public int RingCount => RingEnds.Length;

    /// <summary>One polygon: exterior first, then holes. Open rings are closed.</summary>
    public static Outline FromRings(IEnumerable<IReadOnlyList<LngLat>> rings) => FromPolygons([rings]);

    /// <summary>One polygon without holes.</summary>
    public static Outline FromRing(params IReadOnlyList<LngLat> exterior) => FromRings([exterior]);

    /// <summary>Several polygons, each exterior first.</summary>
    public static Outline FromPolygons(IEnumerable<IEnumerable<IReadOnlyList<LngLat>>> polygons)
    {
        var flat = ImmutableArray.CreateBuilder<double>();
        var ringEnds = ImmutableArray.CreateBuilder<int>();
        var polygonEnds = ImmutableArray.CreateBuilder<int>();
        foreach (var polygon in polygons)
        {
            foreach (var ring in polygon)
            {
                AddRing(flat, ring);
                ringEnds.Add(flat.Count / 2);
            }

            polygonEnds.Add(ringEnds.Count);
        }

        return new Outline(flat.DrainToImmutable(), ringEnds.DrainToImmutable(), polygonEnds.DrainToImmutable());
    }

    /// <summary>From arrays already in the inner shape; the rings must be closed.</summary>
    public static Outline FromFlat(
        ImmutableArray<double> flat, ImmutableArray<int> ringEnds, ImmutableArray<int> polygonEnds)
    {
        if (flat.Length % 2 != 0 || ringEnds.IsEmpty || ringEnds[^1] * 2 != flat.Length
            || polygonEnds.IsEmpty || polygonEnds[^1] != ringEnds.Length)
        {
            throw new ArgumentException(
                $"Found {flat.Length} numbers in {ringEnds.Length} rings; expected ends that add up. Check the ends.");
        }

        return new Outline(flat, ringEnds, polygonEnds);
    }

    /// <summary>True when the place lies inside; of two neighbours one alone holds their shared edge.</summary>
    public bool Contains(LngLat at) =>
        Bounds.Contains(at) && RayCast.Inside(Flat.AsSpan(), RingEnds.AsSpan(), at.Lng, at.Lat);

    /// <summary>The points of one ring, closed.</summary>
    public ReadOnlySpan<double> Ring(int ring)
    {
        var start = ring == 0 ? 0 : RingEnds[ring - 1];
        return Flat.AsSpan((start * 2)..(RingEnds[ring] * 2));
    }

    /// <summary>The points of one ring as places, closed.</summary>
    public ImmutableArray<LngLat> RingPoints(int ring)
    {
        var flat = Ring(ring);
        var points = ImmutableArray.CreateBuilder<LngLat>(flat.Length / 2);
        for (var i = 0; i < flat.Length; i += 2)
        {
            points.Add(new LngLat(flat[i], flat[i + 1]));
        }

        return points.MoveToImmutable();
    }

    private static void AddRing(ImmutableArray<double>.Builder flat, IReadOnlyList<LngLat> ring)
    {
        if (ring.Count < 3)
        {
            throw new ArgumentException($"Found a ring of {ring.Count} points; expected at least 3. Leave it out.");
        }

        foreach (var at in ring)
        {
            flat.Add(at.Lng);
            flat.Add(at.Lat);
        }

        if (ring[0] != ring[^1])
        {
            flat.Add(ring[0].Lng);
            flat.Add(ring[0].Lat);
        }
    }
}
