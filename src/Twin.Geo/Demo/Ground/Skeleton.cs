namespace Twin.Geo.Demo.Ground;

/// <summary>The main roads: a lattice on each bank, joined by bridges, and the superblocks between.</summary>
internal sealed class Skeleton
{
    /// <summary>Length of the pieces that curved roads are made of.</summary>
    private const double PieceMetres = 75;

    private readonly DemoPlan plan;
    private readonly Terrain terrain;
    private readonly Chance chance;
    private readonly Dictionary<(int Side, int Across, int Along), int> nodes = [];
    private readonly Dictionary<(int, int), int[]> chains = [];
    private readonly double[][] alongLines;
    private readonly bool[] isBridge;
    private readonly int creekLine;
    private readonly Dictionary<(int Side, int Line), int> alongRoads = [];
    private readonly Dictionary<(int Side, int Line), int> acrossRoads = [];

    public Skeleton(DemoPlan plan, Terrain terrain, Chance chance)
    {
        (this.plan, this.terrain, this.chance) = (plan, terrain, chance);
        Rows = (int)Math.Ceiling(plan.CountryMetres / plan.CellMetres);
        isBridge = new bool[(2 * Rows) + 1];
        alongLines = Lines();
        creekLine = Array.FindIndex(isBridge, Rows + 1, bridge => !bridge);
    }

    public Mesh Mesh { get; } = new();

    /// <summary>Half the number of lines across the river, and lines along it on each side.</summary>
    public int Rows { get; }

    public List<Cell> Cells { get; } = [];

    public List<(int From, int To, int Road)> Bridges { get; } = [];

    /// <summary>The middle line of the creek, from the river to the fields.</summary>
    public List<int> Creek { get; } = [];

    public int RoadCount { get; private set; }

    public int NewRoad() => ++RoadCount;

    /// <summary>The nearest superblocks are the city; the main roads run on into the fields.</summary>
    public void Lay()
    {
        var inCity = AllCells()
            .OrderBy(cell => MiddleOf(cell).Length / terrain.Reach(MiddleOf(cell)))
            .Take(plan.Cells)
            .OrderBy(cell => cell)
            .ToList();
        foreach (var (side, across, along) in inCity)
        {
            var tract = Mesh.AddTract(Loop(side, across, along));
            Cells.Add(new Cell(side, across, along, tract));
        }

        foreach (var cell in Cells.Where(cell => cell.Across == 1).ToList())
        {
            cell.Bank = Mesh.AddTract(Loop(cell.Side, 0, cell.Along));
        }

        foreach (var cell in Cells)
        {
            Name(cell);
        }

        CrossTheRiver();
        RunTheCreek();
        RunOn();
    }

    /// <summary>Two opposite corners of a superblock: from the river outwards, up or down along it.</summary>
    public (int From, int To) Corners(Cell cell, bool rising) => rising
        ? (Node(cell.Side, cell.Across, cell.Along), Node(cell.Side, cell.Across + 1, cell.Along + 1))
        : (Node(cell.Side, cell.Across, cell.Along + 1), Node(cell.Side, cell.Across + 1, cell.Along));

    private IEnumerable<(int Side, int Across, int Along)> AllCells() =>
        from side in new[] { -1, 1 }
        from across in Enumerable.Range(1, Rows - 1)
        from along in Enumerable.Range(1, (2 * Rows) - 1)
        select (side, across, along);

    private Vec MiddleOf((int Side, int Across, int Along) cell)
    {
        var v = (alongLines[Lane(cell.Side)][cell.Along] + alongLines[Lane(cell.Side)][cell.Along + 1]) / 2;
        return terrain.At((AcrossAt(cell.Side, cell.Across, v) + AcrossAt(cell.Side, cell.Across + 1, v)) / 2, v);
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

    private int Node(int side, int across, int along)
    {
        if (!nodes.TryGetValue((side, across, along), out var node))
        {
            var v = alongLines[Lane(side)][along];
            node = Mesh.AddPoint(terrain.At(AcrossAt(side, across, v), v));
            nodes.Add((side, across, along), node);
        }

        return node;
    }

    private List<int> Loop(int side, int across, int along)
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

    private int[] Across(int side, int across, int along)
    {
        var v = alongLines[Lane(side)][along];
        double from = AcrossAt(side, across, v), to = AcrossAt(side, across + 1, v);
        return Chain(Node(side, across, along), Node(side, across + 1, along), Math.Abs(to - from),
            part => terrain.At(from + ((to - from) * part), v));
    }

    private int[] Along(int side, int across, int along)
    {
        double from = alongLines[Lane(side)][along], to = alongLines[Lane(side)][along + 1];
        return Chain(Node(side, across, along), Node(side, across, along + 1), to - from, part =>
        {
            var v = from + ((to - from) * part);
            return terrain.At(AcrossAt(side, across, v), v);
        });
    }

    private int[] Chain(int from, int to, double metres, Func<double, Vec> at)
    {
        if (!chains.TryGetValue((from, to), out var chain))
        {
            var pieces = Math.Max(1, (int)Math.Round(metres / PieceMetres));
            chain =
            [
                from,
                .. Enumerable.Range(1, pieces - 1).Select(piece => Mesh.AddPoint(at((double)piece / pieces))),
                to,
            ];
            chains.Add((from, to), chain);
        }

        return chain;
    }

    private void Name(Cell cell)
    {
        for (var step = 0; step <= 1; step++)
        {
            Mark(Along(cell.Side, cell.Across + step, cell.Along), AlongEdge(cell.Side, cell.Across + step));
            Mark(Across(cell.Side, cell.Across, cell.Along + step), AcrossEdge(cell.Side, cell.Along + step));
            if (cell.Across == 1)
            {
                Mark(Across(cell.Side, 0, cell.Along + step), new Edge(EdgeKind.Seam, 0));
            }
        }

        if (cell.Across == 1)
        {
            Mark(Along(cell.Side, 0, cell.Along), new Edge(EdgeKind.Bank, 0));
        }
    }

    private Edge AlongEdge(int side, int line) =>
        new(line == 2 ? EdgeKind.Arterial : EdgeKind.Major, Road(alongRoads, side, line));

    private Edge AcrossEdge(int side, int line)
    {
        if (side > 0 && line == creekLine)
        {
            return new Edge(EdgeKind.Creek, 0);
        }

        // A bridge is one road on both banks.
        return isBridge[line]
            ? new Edge(line % 4 == Rows % 4 ? EdgeKind.Arterial : EdgeKind.Major, Road(acrossRoads, 0, line))
            : new Edge(EdgeKind.Major, Road(acrossRoads, side, line));
    }

    private int Road(Dictionary<(int, int), int> roads, int side, int line)
    {
        if (!roads.TryGetValue((side, line), out var road))
        {
            roads.Add((side, line), road = NewRoad());
        }

        return road;
    }

    private void Mark(int[] chain, Edge edge)
    {
        for (var i = 0; i + 1 < chain.Length; i++)
        {
            Mesh.SetEdge(chain[i], chain[i + 1], edge);
        }
    }

    private void CrossTheRiver()
    {
        for (var line = 0; line < isBridge.Length; line++)
        {
            if (isBridge[line] && Array.TrueForAll([-1, 1], side => Mesh.EdgesAt(Node(side, 1, line)) > 1))
            {
                var edge = AcrossEdge(1, line);
                foreach (var side in new[] { -1, 1 })
                {
                    Mark(Across(side, 0, line), edge);
                }

                Mark([Node(-1, 0, line), Node(1, 0, line)], edge);
                Bridges.Add((Node(-1, 0, line), Node(1, 0, line), edge.Road));
            }
        }
    }

    private void RunTheCreek()
    {
        for (var across = 0; across < Rows; across++)
        {
            var chain = Across(1, across, creekLine);
            Creek.AddRange(Creek.Count == 0 ? chain : chain[1..]);
            if (across == 0)
            {
                Mark(chain, new Edge(EdgeKind.Creek, 0));
            }
        }
    }

    // Arterial roads do not end at the edge of the city.
    private void RunOn()
    {
        for (var along = 1; along < 2 * Rows; along++)
        {
            foreach (var side in new[] { -1, 1 })
            {
                if (AlongEdge(side, 2) is { Kind: EdgeKind.Arterial } edge)
                {
                    Mark(Along(side, 2, along), edge);
                }

                for (var across = 1; across < Rows && isBridge[along]; across++)
                {
                    if (AcrossEdge(side, along) is { Kind: EdgeKind.Arterial } road)
                    {
                        Mark(Across(side, across, along), road);
                    }
                }
            }
        }
    }
}

/// <summary>A superblock between main roads, with the strip of green by the water if it has one.</summary>
internal sealed class Cell(int side, int across, int along, int tract)
{
    public int Side { get; } = side;

    public int Across { get; } = across;

    public int Along { get; } = along;

    public int Tract { get; } = tract;

    public int Bank { get; set; } = -1;
}
