namespace Twin.Geo;

/// <summary>Even-odd ray cast over flat rings, with half-open edges.</summary>
/// <remarks>
/// An edge counts when exactly one of its ends lies above the point and the point lies strictly to the left of it,
/// walked upwards. That side is told without rounding, so two polygons that share an edge judge every point alike,
/// also one on the edge or in a corner: it falls in exactly one of them (W. R. Franklin, "PNPOLY", made exact).
/// </remarks>
internal static class RayCast
{
    public static bool Inside(ReadOnlySpan<double> flat, ReadOnlySpan<int> ringEnds, double lng, double lat)
    {
        var inside = false;
        var start = 0;
        foreach (var end in ringEnds)
        {
            inside ^= InsideRing(flat[(start * 2)..(end * 2)], lng, lat);
            start = end;
        }

        return inside;
    }

    /// <summary>The same for one closed ring.</summary>
    public static bool InsideRing(ReadOnlySpan<double> ring, double lng, double lat)
    {
        var inside = false;
        for (var i = 0; i + 3 < ring.Length; i += 2)
        {
            inside ^= Crosses(ring[i], ring[i + 1], ring[i + 2], ring[i + 3], lng, lat);
        }

        return inside;
    }

    private static bool Crosses(double x1, double y1, double x2, double y2, double lng, double lat)
    {
        if (y1 > lat == y2 > lat)
        {
            return false;
        }

        return y1 < y2 ? Side.IsLeft(x1, y1, x2, y2, lng, lat) : Side.IsLeft(x2, y2, x1, y1, lng, lat);
    }
}
