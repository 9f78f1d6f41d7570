namespace Twin.Geo.Tiles;

/// <summary>The smallest rectangle around a footprint: what is left of a building from far away.</summary>
internal static class Rectangle
{
    /// <summary>A closed ring of four corners; one of its sides lies along one of the footprint's.</summary>
    /// <remarks>
    /// The smallest enclosing rectangle shares a side with the hull (Freeman and Shapira 1975); trying every side of
    /// the ring itself finds it for convex rings and comes close for others, in n² steps of few points.
    /// </remarks>
    public static double[] Around(double[] ring)
    {
        double[] best = [];
        var least = double.PositiveInfinity;
        for (var i = 0; i + 3 < ring.Length; i += 2)
        {
            var (dx, dy) = (ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            if (length > 0)
            {
                var (corners, surface) = Along(ring, dx / length, dy / length);
                (best, least) = surface < least ? (corners, surface) : (best, least);
            }
        }

        return best;
    }

    private static (double[] Corners, double Surface) Along(double[] ring, double ux, double uy)
    {
        var (left, right) = (double.PositiveInfinity, double.NegativeInfinity);
        var (near, far) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i + 1 < ring.Length; i += 2)
        {
            var along = (ring[i] * ux) + (ring[i + 1] * uy);
            var across = (ring[i + 1] * ux) - (ring[i] * uy);
            (left, right) = (Math.Min(left, along), Math.Max(right, along));
            (near, far) = (Math.Min(near, across), Math.Max(far, across));
        }

        (double X, double Y) At(double along, double across) =>
            ((along * ux) - (across * uy), (along * uy) + (across * ux));
        var (a, b, c, d) = (At(left, near), At(right, near), At(right, far), At(left, far));
        return ([a.X, a.Y, b.X, b.Y, c.X, c.Y, d.X, d.Y, a.X, a.Y], (right - left) * (far - near));
    }
}
