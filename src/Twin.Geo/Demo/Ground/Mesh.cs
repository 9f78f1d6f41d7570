namespace Twin.Geo.Demo.Ground;

/// <summary>What runs along an edge between two pieces of land.</summary>
internal enum EdgeKind
{
    Seam,
    Bank,
    Creek,
    Lane,
    Secondary,
    Major,
    Arterial,
}

/// <summary>An edge's kind and the road it belongs to; 0 is no road.</summary>
internal readonly record struct Edge(EdgeKind Kind, int Road)
{
    /// <summary>From the middle line to the kerb, with the pavement.</summary>
    public double HalfMetres => Kind switch
    {
        EdgeKind.Seam => 3,
        EdgeKind.Bank => 4,
        EdgeKind.Creek => 22,
        EdgeKind.Lane => 7,
        EdgeKind.Secondary => 10,
        EdgeKind.Major => 15,
        _ => 21,
    };

    public bool IsRoad => Kind >= EdgeKind.Lane;
}

/// <summary>Land cut into tracts that share their points and edges, so that no cut leaves a gap.</summary>
internal sealed class Mesh
{
    private readonly List<Vec> points = [];
    private readonly List<List<int>?> tracts = [];
    private readonly List<List<int>> neighbours = [];
    private readonly Dictionary<(int From, int To), int> tractOf = [];
    private readonly Dictionary<(int Low, int High), Edge> edges = [];

    public IReadOnlyDictionary<(int Low, int High), Edge> Edges => edges;

    public Vec this[int point] => points[point];

    public int PointCount => points.Count;

    public int AddPoint(Vec at)
    {
        points.Add(at);
        neighbours.Add([]);
        return points.Count - 1;
    }

    /// <summary>True where at least three pieces of road meet.</summary>
    public bool IsJunction(int point) => neighbours[point].Count(next => EdgeOf(point, next).IsRoad) >= 3;

    public int EdgesAt(int point) => neighbours[point].Count;

    public void SetEdge(int a, int b, Edge edge)
    {
        if (edges.TryAdd(Key(a, b), edge))
        {
            neighbours[a].Add(b);
            neighbours[b].Add(a);
        }
        else
        {
            edges[Key(a, b)] = edge;
        }
    }

    public Edge EdgeOf(int a, int b) => edges.GetValueOrDefault(Key(a, b));

    public int AddTract(List<int> loop)
    {
        tracts.Add(loop);
        for (var i = 0; i < loop.Count; i++)
        {
            tractOf[(loop[i], loop[(i + 1) % loop.Count])] = tracts.Count - 1;
        }

        return tracts.Count - 1;
    }

    public IReadOnlyList<int> Loop(int tract) =>
        tracts[tract] ?? throw new InvalidOperationException($"Found tract {tract} cut up; expected a whole one.");

    public Vec[] Shape(int tract) => [.. Loop(tract).Select(point => points[point])];

    /// <summary>The tract on the other side of an edge of this loop, or -1.</summary>
    public int Across(int from, int to) => tractOf.GetValueOrDefault((to, from), -1);

    /// <summary>Puts a point on an edge, for the tracts on both sides.</summary>
    public int Insert(int a, int b, Vec at)
    {
        var edge = EdgeOf(a, b);
        var point = AddPoint(at);
        edges.Remove(Key(a, b));
        neighbours[a].Remove(b);
        neighbours[b].Remove(a);
        SetEdge(a, point, edge);
        SetEdge(point, b, edge);
        InsertInto(a, b, point);
        InsertInto(b, a, point);
        return point;
    }

    /// <summary>Cuts a tract from one of its points to another.</summary>
    public (int One, int Other) Split(int tract, int a, int b, Edge edge)
    {
        var loop = tracts[tract]!;
        int ia = loop.IndexOf(a), ib = loop.IndexOf(b);
        if (ia > ib)
        {
            (ia, ib) = (ib, ia);
        }

        var one = loop[ia..(ib + 1)];
        List<int> other = [.. loop[ib..], .. loop[..(ia + 1)]];
        tracts[tract] = null;
        SetEdge(a, b, edge);
        return (AddTract(one), AddTract(other));
    }

    /// <summary>The road of this kind that ends at a point and runs on along a direction, or 0.</summary>
    public int RoadToContinue(int point, Vec along, EdgeKind kind)
    {
        const double LeastCosine = 0.93;
        var found = 0;
        foreach (var next in neighbours[point])
        {
            var edge = EdgeOf(point, next);
            if (edge.Kind == kind && (points[point] - points[next]).Unit.Dot(along.Unit) > LeastCosine)
            {
                found = edge.Road;
            }
        }

        return found != 0 && neighbours[point].Count(next => EdgeOf(point, next).Road == found) == 1 ? found : 0;
    }

    private void InsertInto(int from, int to, int point)
    {
        if (!tractOf.Remove((from, to), out var tract))
        {
            return;
        }

        var loop = tracts[tract]!;
        loop.Insert(loop.IndexOf(from) + 1, point);
        tractOf[(from, point)] = tract;
        tractOf[(point, to)] = tract;
    }

    private static (int Low, int High) Key(int a, int b) => a < b ? (a, b) : (b, a);
}
