namespace Twin.Geo.Tiles;

/// <summary>Where one tile lies in the world, and how the world becomes its whole numbers.</summary>
internal readonly struct TileFrame(int zoom, int x, int y)
{
    /// <summary>Units along a side of a tile.</summary>
    public const int Extent = 4096;

    /// <summary>Units kept outside each side, so that strokes and fills do not end at the seam.</summary>
    public const int Buffer = 128;

    private readonly double tiles = Math.ScaleB(1, zoom);

    /// <summary>The tile with its buffer, in world coordinates.</summary>
    public Box Buffered
    {
        get
        {
            const double Part = (double)Buffer / Extent;
            return new Box(
                (x - Part) / tiles, (y - Part) / tiles, (x + 1 + Part) / tiles, (y + 1 + Part) / tiles);
        }
    }

    /// <summary>World to tile units, leaving out points that fall on the one before.</summary>
    public void Quantise(List<(double X, double Y)> world, List<(int X, int Y)> path, bool closed)
    {
        path.Clear();
        foreach (var (worldX, worldY) in world)
        {
            var at = ((int)Math.Round(((worldX * tiles) - x) * Extent),
                (int)Math.Round(((worldY * tiles) - y) * Extent));
            if (path.Count == 0 || path[^1] != at)
            {
                path.Add(at);
            }
        }

        if (closed && path.Count > 1 && path[0] == path[^1])
        {
            path.RemoveAt(path.Count - 1);
        }
    }

    public static List<(double X, double Y)> All(double[] flat)
    {
        var points = new List<(double X, double Y)>(flat.Length / 2);
        for (var i = 0; i + 1 < flat.Length; i += 2)
        {
            points.Add((flat[i], flat[i + 1]));
        }

        return points;
    }

    public static List<(double X, double Y)> Open(double[] ring)
    {
        var points = All(ring);
        points.RemoveAt(points.Count - 1);
        return points;
    }

    /// <summary>Twice the surface of a closed ring; positive is an exterior (y runs down).</summary>
    public static double DoubledSurface(double[] ring)
    {
        double sum = 0;
        for (var i = 0; i + 3 < ring.Length; i += 2)
        {
            sum += (ring[i] - ring[0]) * (ring[i + 3] - ring[1]);
            sum -= (ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]);
        }

        return sum;
    }

    public static long DoubledSurface(List<(int X, int Y)> path)
    {
        long sum = 0;
        for (var i = 0; i < path.Count; i++)
        {
            var (a, b) = (path[i], path[(i + 1) % path.Count]);
            sum += ((long)a.X * b.Y) - ((long)b.X * a.Y);
        }

        return sum;
    }
}
