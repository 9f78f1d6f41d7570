namespace Twin.Geo.Demo.Ground;

/// <summary>Two lattices of lines along and across the river, one on each bank; bridges belong to both.</summary>
/// <remarks>
/// Side is -1 on the left bank and 1 on the right. Lines along the river are counted from the water: 0 is its edge, 1
/// the riverside road. Points are made when first asked for, and shared by all that ask.
/// </remarks>
internal sealed class Lattice
{
    /// <summary>Length of the pieces that curved roads are made of.</summary>
    private const double PieceMetres = 75;

    private readonly DemoPlan plan;
    private readonly Terrain terrain;
    private readonly Chance chance;
    private readonly Mesh mesh;
    private readonly Dictionary<(int Side, int Across, int Along), int> nodes = [];
    private readonly Dictionary<(int, int), int[]> chains = [];
    private readonly double[][] alongLines;
    private readonly bool[] isBridge;

    public Lattice(DemoPlan plan, Terrain terrain, Mesh mesh, Chance chance)
    {
        (this.plan, this.terrain, this.mesh, this.chance) = (plan, terrain, mesh, chance);
        Rows = (int)Math.Ceiling(plan.CountryMetres / plan.CellMetres);
        isBridge = new bool[(2 * Rows) + 1];
        alongLines = Lines();
        CreekLine = Array.FindIndex(isBridge, Rows + 1, bridge => !bridge);
    }

    /// <summary>Half the number of lines across the river, and the lines along it on each side.</summary>
    public int Rows { get; }

    /// <summary>The line on the right bank that is a creek and no road.</summary>
    public int CreekLine { get; }

    public int LineCount => isBridge.Length;

    public bool IsBridge(int line) => isBridge[line];

    public IEnumerable<(int Side, int Across, int Along)> Cells() =>
        from side in new[] { -1, 1 }
        from across in Enumerable.Range(1, Rows - 1)
        from along in Enumerable.Range(1, (2 * Rows) - 1)
        select (side, across, along);

    public Vec MiddleOf((int Side, int Across, int Along) cell)
    {
        var v = (alongLines[Lane(cell.Side)][cell.Along] + alongLines[Lane(cell.Side)][cell.Along + 1]) / 2;
        return terrain.At((AcrossAt(cell.Side, cell.Across, v) + AcrossAt(cell.Side, cell.Across + 1, v)) / 2, v);
    }

    public int Node(int side, int across, int along)
    {
        if (!nodes.TryGetValue((side, across, along), out var node))
        {
            var v = alongLines[Lane(side)][along];
            node = mesh.AddPoint(terrain.At(AcrossAt(side, across, v), v));
            nodes.Add((side, across, along), node);
        }

        return node;
    }

    /// <summary>Around one cell, against the clock.</summary>
    public List<int> Loop(int side, int across, int along)
    {
        // Against the clock for the right bank; the left bank is its mirror image.
        List<int> loop =
        [
            .. Across(side, across, along),
            .. Along(side, across + 1, along),
            .. Across(side, across, along + 1).Reverse(),
            .. Along(side, across, along).Reverse(),
        ];
        var open = loop.Where((point, i) => point != loop[(i + 1) % loop.Count]).ToList();
        if (side < 0)
        {
            open.Reverse();
        }

        return open;
    }

    /// <summary>The points of a line across the river, from one line along it to the next.</summary>
    public int[] Across(int side, int across, int along)
    {
        var v = alongLines[Lane(side)][along];
        double from = AcrossAt(side, across, v), to = AcrossAt(side, across + 1, v);
        return Chain(Node(side, across, along), Node(side, across + 1, along), Math.Abs(to - from),
            part => terrain.At(from + ((to - from) * part), v));
    }

    /// <summary>The points of a line along the river, from one line across it to the next.</summary>
    public int[] Along(int side, int across, int along)
    {
        double from = alongLines[Lane(side)][along], to = alongLines[Lane(side)][along + 1];
        return Chain(Node(side, across, along), Node(side, across, along + 1), to - from, part =>
        {
            var v = from + ((to - from) * part);
            return terrain.At(AcrossAt(side, across, v), v);
        });
    }

    // Bridges are shared by both banks; the roads between them do not meet.
    private double[][] Lines()
    {
        var left = new double[(2 * Rows) + 1];
        var right = new double[(2 * Rows) + 1];
        for (var line = 0; line < left.Length; line++)
        {
            var v = ((line - Rows) + 0.45) * plan.CellMetres;
            isBridge[line] = (line - Rows) % 2 == 0;
            var shift = chance.Between(0.10, 0.24) * plan.CellMetres;
            var wobble = chance.Between(-0.08, 0.08) * plan.CellMetres;
            left[line] = v + wobble + (isBridge[line] ? 0 : shift);
            right[line] = v + wobble - (isBridge[line] ? 0 : shift / 2);
        }

        return [left, right];
    }

    private static int Lane(int side) => side < 0 ? 0 : 1;

    // Line 0 is the water's edge, line 1 the riverside road.
    private double AcrossAt(int side, int line, double v)
    {
        var u = terrain.HalfRiver(v);
        if (line >= 1)
        {
            u += terrain.Bank(side, v);
        }

        if (line >= 2)
        {
            var sway = 0.07 * Math.Sin((v / (0.9 * plan.CellMetres)) + (line * 1.9) + side);
            var first = side > 0 ? 1.06 : 0.90;
            u += ((line - 1) * plan.CellMetres * first) + (sway * plan.CellMetres);
        }

        return side * u;
    }

    private int[] Chain(int from, int to, double metres, Func<double, Vec> at)
    {
        if (!chains.TryGetValue((from, to), out var chain))
        {
            var pieces = Math.Max(1, (int)Math.Round(metres / PieceMetres));
            chain =
            [
                from,
                .. Enumerable.Range(1, pieces - 1).Select(piece => mesh.AddPoint(at((double)piece / pieces))),
                to,
            ];
            chains.Add((from, to), chain);
        }

        return chain;
    }
}
