namespace Twin.Geo.Demo.Ground;

/// <summary>Draws a ring in from its edges, each by its own distance.</summary>
internal static class Inset
{
    private const double StraightCosine = 0.9995;

    /// <summary>The ring moved in; null when nothing usable is left.</summary>
    public static Vec[]? Of(IReadOnlyList<Vec> ring, IReadOnlyList<double> metres)
    {
        var (points, distances) = Straightened(ring, metres);
        if (points.Count < 3)
        {
            return null;
        }

        return Mitred(points, distances) ?? Clipped(points, distances);
    }

    public static Vec[]? Of(IReadOnlyList<Vec> ring, double metres) =>
        Of(ring, Enumerable.Repeat(metres, ring.Count).ToArray());

    // Straight runs become one edge, with the greatest distance along them.
    private static (List<Vec> Points, List<double> Metres) Straightened(
        IReadOnlyList<Vec> ring, IReadOnlyList<double> metres)
    {
        var points = new List<Vec>();
        var distances = new List<double>();
        for (var i = 0; i < ring.Count; i++)
        {
            var before = ring[i] - ring[(i + ring.Count - 1) % ring.Count];
            var after = ring[(i + 1) % ring.Count] - ring[i];
            if (points.Count > 0 && before.Unit.Dot(after.Unit) > StraightCosine)
            {
                distances[^1] = Math.Max(distances[^1], metres[i]);
                continue;
            }

            points.Add(ring[i]);
            distances.Add(metres[i]);
        }

        return (points, distances);
    }

    // Each corner goes to where its two moved edges meet; fails when an edge would turn round.
    private static Vec[]? Mitred(List<Vec> points, List<double> metres)
    {
        var moved = new Vec[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            var before = (i + points.Count - 1) % points.Count;
            Vec a = (points[i] - points[before]).Unit, b = (points[(i + 1) % points.Count] - points[i]).Unit;
            var turn = a.Cross(b);
            if (Math.Abs(turn) < 0.08)
            {
                moved[i] = points[i] + ((a + b).Unit.Left * Math.Max(metres[before], metres[i]));
                continue;
            }

            Vec p = points[i] + (a.Left * metres[before]), q = points[i] + (b.Left * metres[i]);
            moved[i] = p + (a * ((q - p).Cross(b) / turn));
            if ((moved[i] - points[i]).Length > 4 * Math.Max(metres[before], metres[i]))
            {
                return null;
            }
        }

        for (var i = 0; i < points.Count; i++)
        {
            var next = (i + 1) % points.Count;
            if ((moved[next] - moved[i]).Dot(points[next] - points[i]) <= 0)
            {
                return null;
            }
        }

        return Ring.Surface(moved) > 0 ? moved : null;
    }

    // Cuts the ring by each moved edge: may take too much at a hollow corner, never too little.
    private static Vec[]? Clipped(List<Vec> points, List<double> metres)
    {
        List<Vec> left = points;
        for (var i = 0; i < points.Count; i++)
        {
            var inward = (points[(i + 1) % points.Count] - points[i]).Unit.Left;
            left = Ring.Beyond(left, inward, points[i].Dot(inward) + metres[i]);
            if (left.Count < 3)
            {
                return null;
            }
        }

        return Ring.Surface(left) > 0 ? [.. left] : null;
    }
}
