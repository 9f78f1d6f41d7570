namespace Twin.Geo.Demo.Ground;

/// <summary>Divides the superblocks into communities, grids and blocks, each by roads of its rank.</summary>
internal sealed class Parcels
{
    private const double LeastBlockMetres = 62;

    private readonly DemoPlan plan;
    private readonly Terrain terrain;
    private readonly Mesh mesh;
    private readonly Skeleton skeleton;
    private readonly Chance chance;
    private readonly Cutter cutter;
    private readonly Dictionary<int, GridPlot> gridOfTract = [];

    public Parcels(DemoPlan plan, Terrain terrain, Skeleton skeleton, Chance chance)
    {
        (this.plan, this.terrain, this.skeleton, this.chance) = (plan, terrain, skeleton, chance);
        mesh = skeleton.Mesh;
        cutter = new Cutter(mesh, skeleton, chance);
    }

    /// <summary>The tracts of each community; a wide avenue may part one in two.</summary>
    public List<List<int>> Communities { get; } = [];

    public List<GridPlot> Grids { get; } = [];

    /// <summary>The strips of green by the water.</summary>
    public HashSet<int> Strips { get; } = [];

    public void Divide()
    {
        var avenues = Avenues();
        foreach (var (cell, count) in Shares(skeleton.Cells, plan.Communities, cell => Weight(cell.Tract), 1, 2))
        {
            Communities.AddRange(Parts(cell, count, avenues));
        }

        foreach (var (community, count) in Shares(
            [.. Enumerable.Range(0, Communities.Count)], plan.Grids, i => Communities[i].Sum(Weight), 2, 11))
        {
            foreach (var (tract, grids) in Shares(Communities[community], count, Weight, 1, count))
            {
                IntoGrids(tract, grids, community);
            }
        }

        foreach (var grid in Grids)
        {
            grid.Use = LandUse.OfGrid(terrain, Ring.Centroid(mesh.Shape(grid.Tract)), chance);
        }

        SetParks();
        foreach (var grid in Grids)
        {
            IntoBlocks(grid, grid.Tract, LandUse.BlockSquareMetres(grid.Use));
        }

        foreach (var cell in skeleton.Cells.Where(cell => cell.Bank >= 0))
        {
            IntoStrips(cell.Bank);
        }
    }

    public GridPlot GridOf(int tract) => gridOfTract[tract];

    // More people live near the middle, so grids are smaller there.
    private double Weight(int tract)
    {
        var shape = mesh.Shape(tract);
        return Ring.Surface(shape) * (0.55 + terrain.Pull(Ring.Centroid(shape)));
    }

    /// <summary>Shares out a count by weight, largest remainder first, each within its bounds.</summary>
    private static List<(T Item, int Count)> Shares<T>(
        List<T> items, int total, Func<T, double> weight, int least, int most)
    {
        var weights = items.Select(weight).ToArray();
        var counts = new int[items.Count];
        Array.Fill(counts, least);
        for (var left = total - (least * items.Count); left > 0; left--)
        {
            var next = Enumerable.Range(0, counts.Length).Where(i => counts[i] < most)
                .MaxBy(i => weights[i] / (counts[i] + 0.5));
            counts[next]++;
        }

        return [.. items.Select((item, i) => (item, counts[i]))];
    }

    // Slanting avenues from the middle outwards: corner to corner through a chain of superblocks.
    private Dictionary<Cell, (int From, int To)> Avenues()
    {
        var avenues = new Dictionary<Cell, (int From, int To)>();
        foreach (var (side, along, step) in new[] { (1, 1, 1), (-1, -1, -1), (1, -1, -1) })
        {
            for (var across = 1; across < 4; across++)
            {
                var line = skeleton.Rows + along - (along < 0 ? 0 : 1) + (step * (across - 1));
                var cell = skeleton.Cells.Find(c => c.Side == side && c.Across == across && c.Along == line);
                if (cell is null || (plan.Cells < 12 && (step < 0 || across > 2)))
                {
                    break;
                }

                avenues.TryAdd(cell, skeleton.Corners(cell, rising: step > 0));
            }
        }

        return avenues;
    }

    private IEnumerable<List<int>> Parts(Cell cell, int count, Dictionary<Cell, (int From, int To)> avenues)
    {
        if (avenues.TryGetValue(cell, out var avenue))
        {
            var road = mesh.RoadToContinue(avenue.From, mesh[avenue.To] - mesh[avenue.From], EdgeKind.Arterial);
            var edge = new Edge(EdgeKind.Arterial, road != 0 ? road : skeleton.NewRoad());
            var (one, other) = mesh.Split(cell.Tract, avenue.From, avenue.To, edge);
            return count == 2 ? [[one], [other]] : [[one, other]];
        }

        if (count == 2 && cutter.Cut(cell.Tract, chance.Between(0.42, 0.58), EdgeKind.Major, 0.05) is var (a, b))
        {
            return [[a], [b]];
        }

        return [[cell.Tract]];
    }

    private void IntoGrids(int tract, int count, int community)
    {
        var half = count / 2;
        var share = ((double)half / count) + chance.Between(-0.05, 0.05);
        if (count > 1 && cutter.Cut(tract, share, EdgeKind.Secondary, 0.06) is var (one, other))
        {
            IntoGrids(one, half, community);
            IntoGrids(other, count - half, community);
            return;
        }

        Grids.Add(new GridPlot(Grids.Count, community, tract));
    }

    private void SetParks()
    {
        foreach (var wanted in plan.Cells < 12 ? [terrain.SubCentres[0]] : terrain.SubCentres.Append(terrain.Centre))
        {
            var park = Grids.Where(grid => grid.Use is not (Use.Core or Use.Park))
                .MinBy(grid => (Ring.Centroid(mesh.Shape(grid.Tract)) - wanted).Length)!;
            park.Use = Use.Park;
        }
    }

    private void IntoBlocks(GridPlot grid, int tract, double squareMetres)
    {
        var shape = mesh.Shape(tract);
        var surface = Ring.Surface(shape);
        var axis = Cutter.LongAxis(shape);
        var (least, most) = Ring.Extent(shape, axis);
        if (surface > squareMetres * chance.Between(1.15, 1.75) && most - least > 2 * LeastBlockMetres
            && cutter.Cut(tract, chance.Between(0.40, 0.60), EdgeKind.Lane, 0.05) is var (one, other))
        {
            IntoBlocks(grid, one, squareMetres);
            IntoBlocks(grid, other, squareMetres);
            return;
        }

        gridOfTract[tract] = grid;
        grid.Tracts.Add(tract);
        grid.Blocks.Add(new Block(tract, grid, grid.Use));
    }

    // A strip by the water is cut where the grid across the riverside road changes; each piece joins its grid.
    private void IntoStrips(int tract)
    {
        var loop = mesh.Loop(tract).ToList();
        var owners = loop.Select((point, i) => Owner(point, loop[(i + 1) % loop.Count])).ToList();
        var change = Enumerable.Range(0, loop.Count).FirstOrDefault(
            i => owners[i] is { } here && owners[(i + 1) % loop.Count] is { } next && here != next, -1);
        if (change < 0)
        {
            Join(tract, owners.First(owner => owner is not null)!);
            return;
        }

        var at = loop[(change + 1) % loop.Count];
        var shore = OnShore(loop, mesh[at]);
        var (one, other) = mesh.Split(tract, at, shore, new Edge(EdgeKind.Seam, 0));
        IntoStrips(one);
        IntoStrips(other);
    }

    private GridPlot? Owner(int from, int to)
    {
        var tract = mesh.Across(from, to);
        return Strips.Contains(tract) ? null : gridOfTract.GetValueOrDefault(tract);
    }

    private void Join(int tract, GridPlot grid)
    {
        Strips.Add(tract);
        gridOfTract[tract] = grid;
        grid.Tracts.Add(tract);
        grid.Low = true;
    }

    private int OnShore(List<int> loop, Vec at)
    {
        var (a, b, nearest) = (0, 0, at);
        var metres = double.PositiveInfinity;
        for (var i = 0; i < loop.Count; i++)
        {
            int from = loop[i], to = loop[(i + 1) % loop.Count];
            if (mesh.EdgeOf(from, to).Kind == EdgeKind.Bank)
            {
                var way = mesh[to] - mesh[from];
                var part = Math.Clamp((at - mesh[from]).Dot(way) / way.Dot(way), 0.1, 0.9);
                var foot = mesh[from] + (way * part);
                if ((foot - at).Length < metres)
                {
                    (a, b, nearest, metres) = (from, to, foot, (foot - at).Length);
                }
            }
        }

        return mesh.Insert(a, b, nearest);
    }
}
