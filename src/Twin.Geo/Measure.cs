namespace Twin.Geo;

/// <summary>Bounds, surface and centre of flat rings.</summary>
internal static class Measure
{
    // Radius of the sphere with the surface of the WGS 84 ellipsoid.
    private const double AuthalicRadiusMetres = 6_371_007.181;

    public static Box Bounds(ReadOnlySpan<double> flat)
    {
        var box = Box.Nothing;
        for (var i = 0; i + 1 < flat.Length; i += 2)
        {
            box = box.With(new LngLat(flat[i], flat[i + 1]));
        }

        return box;
    }

    public static double SquareMetres(Outline outline)
    {
        double sum = 0;
        var ring = 0;
        foreach (var polygonEnd in outline.PolygonEnds)
        {
            for (var hole = false; ring < polygonEnd; ring++, hole = true)
            {
                var surface = Math.Abs(SignedSquareMetres(outline.Ring(ring), outline.Bounds.South));
                sum += hole ? -surface : surface;
            }
        }

        return Math.Max(0, sum);
    }

    /// <summary>Surface of one closed ring on the sphere; positive when it runs against the clock.</summary>
    /// <remarks>
    /// Chamberlain and Duquette, "Some Algorithms for Polygons on a Sphere" (JPL 2007), with latitudes relative to the
    /// southern edge: the widths of a closed ring add up to nothing, so small rings keep all their digits.
    /// </remarks>
    public static double SignedSquareMetres(ReadOnlySpan<double> ring, double south)
    {
        double sum = 0;
        for (var i = 0; i + 3 < ring.Length; i += 2)
        {
            var width = double.DegreesToRadians(ring[i + 2] - ring[i]);
            sum -= width * (SineAbove(ring[i + 1], south) + SineAbove(ring[i + 3], south)) / 2;
        }

        return sum * AuthalicRadiusMetres * AuthalicRadiusMetres;
    }

    private static double SineAbove(double lat, double south)
    {
        double a = double.DegreesToRadians(lat), b = double.DegreesToRadians(south);
        return 2 * Math.Cos((a + b) / 2) * Math.Sin((a - b) / 2);
    }
}
