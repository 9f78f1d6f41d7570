using Twin.Geo;

namespace Twin.Benchmarks.Ground;

/// <summary>Made-up grids that cover a square degree without gap or overlap; each side has five bends.</summary>
/// <remarks>
/// All corners lie on a lattice of 2⁻²⁴ degrees (about six millimetres), so that halves and quarters of an edge are
/// exact in floating point: such a place lies on the shared edge itself, not beside it.
/// </remarks>
internal sealed class Tiling
{
    private const int BendsPerSide = 5;
    private const double West = 116;
    private const double South = 39;
    private const double Lattice = 1 << 24;

    private readonly Random _chance;
    private readonly int _columns;
    private readonly int _rows;

    public Tiling(int columns, int rows, int seed)
    {
        (_columns, _rows, _chance) = (columns, rows, new Random(seed));
        var corners = Corners();
        var across = Sides(columns, rows + 1, (x, y) => (corners[x, y], corners[x + 1, y], y == 0 || y == rows));
        var up = Sides(columns + 1, rows, (x, y) => (corners[x, y], corners[x, y + 1], x == 0 || x == columns));
        Outlines = new Outline[columns * rows];
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                Outlines[(y * columns) + x] = Outline.FromRing([
                    corners[x, y], .. across[x, y], corners[x + 1, y], .. up[x + 1, y],
                    corners[x + 1, y + 1], .. Enumerable.Reverse(across[x, y + 1]), corners[x, y + 1],
                    .. Enumerable.Reverse(up[x, y])]);
            }
        }
    }

    public Outline[] Outlines { get; }

    /// <summary>A place anywhere in the square.</summary>
    public static LngLat Anywhere(Random chance) => new(West + chance.NextDouble(), South + chance.NextDouble());

    /// <summary>A corner of a grid; inside the square it is shared with two or three others.</summary>
    public LngLat Corner(Random chance) => Edge(chance).From;

    /// <summary>Exactly on an edge: a quarter, half or three quarters along it.</summary>
    public LngLat OnEdge(Random chance)
    {
        var (from, to) = Edge(chance);
        return Along(from, to, chance.Next(1, 4) / 4.0);
    }

    /// <summary>As close to an edge as floating point can say, on whichever side.</summary>
    public LngLat BesideEdge(Random chance)
    {
        var (from, to) = Edge(chance);
        return Along(from, to, chance.NextDouble());
    }

    private (LngLat From, LngLat To) Edge(Random chance)
    {
        var ring = Outlines[chance.Next(Outlines.Length)].Flat;
        var at = 2 * chance.Next((ring.Length / 2) - 1);
        return (new(ring[at], ring[at + 1]), new(ring[at + 2], ring[at + 3]));
    }

    private LngLat[,] Corners()
    {
        var corners = new LngLat[_columns + 1, _rows + 1];
        for (var x = 0; x <= _columns; x++)
        {
            for (var y = 0; y <= _rows; y++)
            {
                corners[x, y] = OnLattice(
                    West + ((x + (x == 0 || x == _columns ? 0 : Jitter(0.4))) / _columns),
                    South + ((y + (y == 0 || y == _rows ? 0 : Jitter(0.4))) / _rows));
            }
        }

        return corners;
    }

    private LngLat[,][] Sides(int columns, int rows, Func<int, int, (LngLat From, LngLat To, bool IsBorder)> ends)
    {
        var sides = new LngLat[columns, rows][];
        for (var x = 0; x < columns; x++)
        {
            for (var y = 0; y < rows; y++)
            {
                var (from, to, isBorder) = ends(x, y);
                sides[x, y] = [.. Enumerable.Range(1, BendsPerSide).Select(bend => Bend(from, to, bend, isBorder))];
            }
        }

        return sides;
    }

    private LngLat Bend(LngLat from, LngLat to, int bend, bool isBorder)
    {
        var at = Along(from, to, bend / (BendsPerSide + 1.0));
        var aside = isBorder ? 0 : Jitter(0.12);
        return OnLattice(at.Lng - ((to.Lat - from.Lat) * aside), at.Lat + ((to.Lng - from.Lng) * aside));
    }

    private static LngLat Along(LngLat from, LngLat to, double share) =>
        new(from.Lng + ((to.Lng - from.Lng) * share), from.Lat + ((to.Lat - from.Lat) * share));

    private static LngLat OnLattice(double lng, double lat) =>
        new(Math.Round(lng * Lattice) / Lattice, Math.Round(lat * Lattice) / Lattice);

    private double Jitter(double width) => (_chance.NextDouble() - 0.5) * width;
}
