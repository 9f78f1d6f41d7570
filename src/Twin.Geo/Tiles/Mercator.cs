namespace Twin.Geo.Tiles;

/// <summary>Spherical Mercator of web maps (EPSG:3857), scaled to a world of 1 × 1 with y to the south.</summary>
internal static class Mercator
{
    /// <summary>Latitude where the world square ends.</summary>
    private const double LatLimit = 85.051_128_779_806_59;

    public static (double X, double Y) World(double lng, double lat)
    {
        var sine = Math.Sin(double.DegreesToRadians(Math.Clamp(lat, -LatLimit, LatLimit)));
        return ((lng + 180) / 360, 0.5 - (Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI)));
    }

    public static double[] World(ReadOnlySpan<double> flat)
    {
        var world = new double[flat.Length];
        for (var i = 0; i < flat.Length; i += 2)
        {
            (world[i], world[i + 1]) = World(flat[i], flat[i + 1]);
        }

        return world;
    }
}
