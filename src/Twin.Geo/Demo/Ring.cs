namespace Twin.Geo.Demo;

/// <summary>Plane geometry of open rings (the last point is not repeated), running against the clock.</summary>
internal static class Ring
{
    public static double Surface(IReadOnlyList<Vec> ring)
    {
        double sum = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            sum += (ring[i] - ring[0]).Cross(ring[(i + 1) % ring.Count] - ring[0]);
        }

        return sum / 2;
    }

    public static Vec Centroid(IReadOnlyList<Vec> ring)
    {
        double sum = 0, x = 0, y = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            Vec a = ring[i] - ring[0], b = ring[(i + 1) % ring.Count] - ring[0];
            var cross = a.Cross(b);
            sum += cross;
            x += (a.X + b.X) * cross;
            y += (a.Y + b.Y) * cross;
        }

        return Math.Abs(sum) < 1e-9 ? ring[0] : ring[0] + new Vec(x / (3 * sum), y / (3 * sum));
    }

    public static bool Holds(IReadOnlyList<Vec> ring, Vec at)
    {
        var inside = false;
        for (var i = 0; i < ring.Count; i++)
        {
            Vec a = ring[i], b = ring[(i + 1) % ring.Count];
            if (a.Y > at.Y != b.Y > at.Y && at.X < ((b.X - a.X) * (at.Y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>The direction that most of the ring's length runs along or across, in ±45°.</summary>
    public static double Axis(IReadOnlyList<Vec> ring)
    {
        double sine = 0, cosine = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var edge = ring[(i + 1) % ring.Count] - ring[i];
            sine += edge.Length * Math.Sin(4 * edge.Angle);
            cosine += edge.Length * Math.Cos(4 * edge.Angle);
        }

        return Math.Atan2(sine, cosine) / 4;
    }

    /// <summary>Least and greatest reach along a direction.</summary>
    public static (double Least, double Most) Extent(IReadOnlyList<Vec> ring, Vec along)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var point in ring)
        {
            var reach = point.Dot(along);
            least = Math.Min(least, reach);
            most = Math.Max(most, reach);
        }

        return (least, most);
    }

    /// <summary>What lies on the side of the line where reach along the direction is at least this.</summary>
    public static List<Vec> Beyond(IReadOnlyList<Vec> ring, Vec along, double reach)
    {
        var kept = new List<Vec>(ring.Count + 2);
        for (var i = 0; i < ring.Count; i++)
        {
            Vec from = ring[i], to = ring[(i + 1) % ring.Count];
            double a = from.Dot(along) - reach, b = to.Dot(along) - reach;
            if (a >= 0)
            {
                kept.Add(from);
            }

            if (a < 0 != b < 0)
            {
                kept.Add(from + ((to - from) * (a / (a - b))));
            }
        }

        return kept;
    }

    public static bool Crosses(Vec a, Vec b, Vec c, Vec d)
    {
        double p = (b - a).Cross(c - a), q = (b - a).Cross(d - a), r = (d - c).Cross(a - c), s = (d - c).Cross(b - c);
        return p > 0 != q > 0 && r > 0 != s > 0;
    }

    public static bool EdgesCross(IReadOnlyList<Vec> one, IReadOnlyList<Vec> other)
    {
        for (var i = 0; i < one.Count; i++)
        {
            for (var k = 0; k < other.Count; k++)
            {
                if (Crosses(one[i], one[(i + 1) % one.Count], other[k], other[(k + 1) % other.Count]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Corners cut twice (Chaikin 1974), for shores and paths.</summary>
    public static Vec[] Smooth(Vec[] ring, int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            var old = ring;
            ring = new Vec[old.Length * 2];
            for (var i = 0; i < old.Length; i++)
            {
                Vec a = old[i], b = old[(i + 1) % old.Length];
                ring[i * 2] = (a * 0.75) + (b * 0.25);
                ring[(i * 2) + 1] = (a * 0.25) + (b * 0.75);
            }
        }

        return ring;
    }
}
