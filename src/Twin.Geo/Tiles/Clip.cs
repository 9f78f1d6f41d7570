namespace Twin.Geo.Tiles;

/// <summary>Cuts rings and lines to a box.</summary>
internal static class Clip
{
    /// <summary>A closed ring cut to the box (Sutherland and Hodgman 1974); empty when nothing is left.</summary>
    public static List<(double X, double Y)> Ring(ReadOnlySpan<double> ring, Box box)
    {
        var points = new List<(double X, double Y)>(ring.Length / 2);
        for (var i = 0; i + 3 < ring.Length; i += 2)
        {
            points.Add((ring[i], ring[i + 1]));
        }

        for (var side = 0; side < 4 && points.Count > 0; side++)
        {
            points = Cut(points, box, side);
        }

        return points;
    }

    /// <summary>The pieces of a line inside the box (Liang and Barsky 1984, segment by segment).</summary>
    public static List<List<(double X, double Y)>> Line(ReadOnlySpan<double> line, Box box)
    {
        var pieces = new List<List<(double X, double Y)>>();
        List<(double X, double Y)>? piece = null;
        for (var i = 0; i + 3 < line.Length; i += 2)
        {
            (double X, double Y) from = (line[i], line[i + 1]), to = (line[i + 2], line[i + 3]);
            if (Segment(from, to, box) is not var (enter, leave))
            {
                piece = null;
                continue;
            }

            if (piece is null || enter > 0)
            {
                pieces.Add(piece = [Between(from, to, enter)]);
            }

            piece.Add(leave < 1 ? Between(from, to, leave) : to);
            piece = leave < 1 ? null : piece;
        }

        return pieces;
    }

    private static List<(double X, double Y)> Cut(List<(double X, double Y)> points, Box box, int side)
    {
        var kept = new List<(double X, double Y)>(points.Count + 4);
        var from = points[^1];
        var fromDepth = Depth(from, box, side);
        foreach (var to in points)
        {
            var toDepth = Depth(to, box, side);
            if (fromDepth < 0 != toDepth < 0)
            {
                kept.Add(Between(from, to, fromDepth / (fromDepth - toDepth)));
            }

            if (toDepth >= 0)
            {
                kept.Add(to);
            }

            (from, fromDepth) = (to, toDepth);
        }

        return kept;
    }

    // How far inside of one side; negative outside.
    private static double Depth((double X, double Y) at, Box box, int side) => side switch
    {
        0 => at.X - box.West,
        1 => box.East - at.X,
        2 => at.Y - box.South,
        _ => box.North - at.Y,
    };

    private static (double Enter, double Leave)? Segment((double X, double Y) from, (double X, double Y) to, Box box)
    {
        double enter = 0, leave = 1;
        for (var side = 0; side < 4; side++)
        {
            double a = Depth(from, box, side), b = Depth(to, box, side);
            if (a < 0 && b < 0)
            {
                return null;
            }

            if (a < 0)
            {
                enter = Math.Max(enter, a / (a - b));
            }
            else if (b < 0)
            {
                leave = Math.Min(leave, a / (a - b));
            }
        }

        return enter < leave ? (enter, leave) : null;
    }

    private static (double X, double Y) Between((double X, double Y) from, (double X, double Y) to, double part) =>
        (from.X + ((to.X - from.X) * part), from.Y + ((to.Y - from.Y) * part));
}
