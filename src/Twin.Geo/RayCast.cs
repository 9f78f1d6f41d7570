namespace Twin.Geo;

/// <summary>Even-odd ray cast over flat rings, with half-open edges.</summary>
/// <remarks>
/// An edge counts when exactly one of its ends lies above the point, and the crossing is computed from the lower end,
/// so that two polygons which share an edge judge a point on it alike: it falls in exactly one of them
/// (W. R. Franklin, "PNPOLY", made independent of the direction in which the edge is walked).
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

        // Lower end first: the same edge walked the other way gives the same bits.
        return y1 < y2
            ? lng < ((x2 - x1) * (lat - y1) / (y2 - y1)) + x1
            : lng < ((x1 - x2) * (lat - y2) / (y1 - y2)) + x2;
    }
}
