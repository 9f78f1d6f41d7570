namespace Twin.Geo.Demo.Ground;

/// <summary>The main roads: a lattice on each bank, joined by bridges, and the superblocks between.</summary>
internal sealed class Skeleton
{
    private readonly DemoPlan plan;
    private readonly Terrain terrain;
    private readonly Lattice lattice;
    private readonly Dictionary<(int Side, int Line), int> alongRoads = [];
    private readonly Dictionary<(int Side, int Line), int> acrossRoads = [];

    public Skeleton(DemoPlan plan, Terrain terrain, Chance chance)
    {
        (this.plan, this.terrain) = (plan, terrain);
        lattice = new Lattice(plan, terrain, Mesh, chance);
    }

    public Mesh Mesh { get; } = new();

    /// <summary>Half the number of lines across the river, and lines along it on each side.</summary>
    public int Rows => lattice.Rows;

    public List<Cell> Cells { get; } = [];

    /// <summary>The middle line of the creek, from the river to the fields.</summary>
    public List<int> Creek { get; } = [];

    public int RoadCount { get; private set; }

    public int NewRoad() => ++RoadCount;

    /// <summary>The nearest superblocks are the city; the main roads run on into the fields.</summary>
    public void Lay()
    {
        var inCity = lattice.Cells()
            .OrderBy(cell => lattice.MiddleOf(cell).Length / terrain.Reach(lattice.MiddleOf(cell)))
            .Take(plan.Cells)
            .OrderBy(cell => cell)
            .ToList();
        foreach (var (side, across, along) in inCity)
        {
            var tract = Mesh.AddTract(lattice.Loop(side, across, along));
            Cells.Add(new Cell(side, across, along, tract));
        }

        foreach (var cell in Cells.Where(cell => cell.Across == 1).ToList())
        {
            cell.Bank = Mesh.AddTract(lattice.Loop(cell.Side, 0, cell.Along));
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
        ? (lattice.Node(cell.Side, cell.Across, cell.Along), lattice.Node(cell.Side, cell.Across + 1, cell.Along + 1))
        : (lattice.Node(cell.Side, cell.Across, cell.Along + 1), lattice.Node(cell.Side, cell.Across + 1, cell.Along));

    private void Name(Cell cell)
    {
        for (var step = 0; step <= 1; step++)
        {
            Mark(lattice.Along(cell.Side, cell.Across + step, cell.Along), AlongEdge(cell.Side, cell.Across + step));
            Mark(lattice.Across(cell.Side, cell.Across, cell.Along + step), AcrossEdge(cell.Side, cell.Along + step));
            if (cell.Across == 1)
            {
                Mark(lattice.Across(cell.Side, 0, cell.Along + step), new Edge(EdgeKind.Seam, 0));
            }
        }

        if (cell.Across == 1)
        {
            Mark(lattice.Along(cell.Side, 0, cell.Along), new Edge(EdgeKind.Bank, 0));
        }
    }

    private Edge AlongEdge(int side, int line) =>
        new(line == 2 ? EdgeKind.Arterial : EdgeKind.Major, Road(alongRoads, side, line));

    private Edge AcrossEdge(int side, int line)
    {
        if (side > 0 && line == lattice.CreekLine)
        {
            return new Edge(EdgeKind.Creek, 0);
        }

        // A bridge is one road on both banks.
        return lattice.IsBridge(line)
            ? new Edge(line % 4 == lattice.Rows % 4 ? EdgeKind.Arterial : EdgeKind.Major, Road(acrossRoads, 0, line))
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
        for (var line = 0; line < lattice.LineCount; line++)
        {
            bool Arrives(int side) => Mesh.EdgesAt(lattice.Node(side, 1, line)) > 1;
            if (lattice.IsBridge(line) && Arrives(-1) && Arrives(1))
            {
                var edge = AcrossEdge(1, line);
                foreach (var side in new[] { -1, 1 })
                {
                    Mark(lattice.Across(side, 0, line), edge);
                }

                Mark([lattice.Node(-1, 0, line), lattice.Node(1, 0, line)], edge);
            }
        }
    }

    private void RunTheCreek()
    {
        for (var across = 0; across < lattice.Rows; across++)
        {
            var chain = lattice.Across(1, across, lattice.CreekLine);
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
        for (var along = 1; along < 2 * lattice.Rows; along++)
        {
            foreach (var side in new[] { -1, 1 })
            {
                if (AlongEdge(side, 2) is { Kind: EdgeKind.Arterial } edge)
                {
                    Mark(lattice.Along(side, 2, along), edge);
                }

                for (var across = 1; across < lattice.Rows && lattice.IsBridge(along); across++)
                {
                    if (AcrossEdge(side, along) is { Kind: EdgeKind.Arterial } road)
                    {
                        Mark(lattice.Across(side, across, along), road);
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
