namespace Twin.Geo.Demo.Ground;

/// <summary>Cuts a tract in two across its long side, by a road of its own or one that leads there.</summary>
internal sealed class Cutter(Mesh mesh, Skeleton skeleton, Chance chance)
{
    // A cut that ends this near to a junction across the road meets it, and makes a crossing of two half-crossings.
    private const double SnapToJunctionMetres = 24;
    private const double SnapToPointMetres = 6;
    private const double CornerCosine = 0.90;

    /// <summary>The two tracts, the first with about this share of the surface; null when no cut is clean.</summary>
    public (int One, int Other)? Cut(int tract, double share, EdgeKind kind, double slant)
    {
        var shape = mesh.Shape(tract);
        var axis = LongAxis(shape).Turned(chance.Between(-slant, slant));
        var reach = ReachFor(shape, axis, share);
        if (Chord(tract, axis, reach) is not var (from, to))
        {
            return null;
        }

        int a = EndOn(tract, from.A, from.B, from.At), b = EndOn(tract, to.A, to.B, to.At);
        var loop = mesh.Loop(tract);
        var apart = Math.Abs(loop.ToList().IndexOf(a) - loop.ToList().IndexOf(b));
        if (apart <= 1 || apart == loop.Count - 1)
        {
            return null;
        }

        var cut = mesh.Split(tract, a, b, new Edge(kind, 0));
        mesh.SetEdge(a, b, new Edge(kind, RoadFor(a, b, kind)));
        return Surface(cut.One, axis) <= Surface(cut.Other, axis) ? cut : (cut.Other, cut.One);
    }

    public static Vec LongAxis(IReadOnlyList<Vec> shape)
    {
        var axis = Vec.Along(Ring.Axis(shape));
        var (least, most) = Ring.Extent(shape, axis);
        var (leastAcross, mostAcross) = Ring.Extent(shape, axis.Left);
        return most - least >= mostAcross - leastAcross ? axis : axis.Left;
    }

    // Ordered along the axis, so that a share of the whole stays on its own side.
    private double Surface(int tract, Vec axis) => Ring.Centroid(mesh.Shape(tract)).Dot(axis);

    private static double ReachFor(Vec[] shape, Vec axis, double share)
    {
        const int Rounds = 18;
        var (least, most) = Ring.Extent(shape, axis);
        var whole = Ring.Surface(shape);
        for (var round = 0; round < Rounds; round++)
        {
            var middle = (least + most) / 2;
            var beyond = Ring.Beyond(shape, axis, middle);
            var below = whole - (beyond.Count < 3 ? 0 : Ring.Surface(beyond));
            (least, most) = below < share * whole ? (middle, most) : (least, middle);
        }

        return (least + most) / 2;
    }

    // Where the line meets the loop; of several stretches inside the tract the longest.
    private ((int A, int B, Vec At) From, (int A, int B, Vec At) To)? Chord(int tract, Vec axis, double reach)
    {
        var loop = mesh.Loop(tract);
        var hits = new List<(int A, int B, Vec At)>();
        for (var i = 0; i < loop.Count; i++)
        {
            int a = loop[i], b = loop[(i + 1) % loop.Count];
            double from = mesh[a].Dot(axis) - reach, to = mesh[b].Dot(axis) - reach;
            if (from < 0 != to < 0)
            {
                hits.Add((a, b, mesh[a] + ((mesh[b] - mesh[a]) * (from / (from - to)))));
            }
        }

        hits.Sort((one, other) => one.At.Dot(axis.Left).CompareTo(other.At.Dot(axis.Left)));
        ((int, int, Vec), (int, int, Vec))? longest = null;
        double metres = 0;
        for (var i = 0; i + 1 < hits.Count; i += 2)
        {
            if ((hits[i + 1].At - hits[i].At).Length > metres)
            {
                metres = (hits[i + 1].At - hits[i].At).Length;
                longest = (hits[i], hits[i + 1]);
            }
        }

        return longest;
    }

    private int EndOn(int tract, int a, int b, Vec at)
    {
        var nearest = (mesh[a] - at).Length <= (mesh[b] - at).Length ? a : b;
        var metres = (mesh[nearest] - at).Length;
        var isCorner = IsCorner(tract, nearest);
        var snap = isCorner ? 0.5 : mesh.IsJunction(nearest) ? SnapToJunctionMetres : SnapToPointMetres;
        return metres <= snap ? nearest : mesh.Insert(a, b, at);
    }

    private bool IsCorner(int tract, int point)
    {
        var loop = mesh.Loop(tract).ToList();
        var i = loop.IndexOf(point);
        Vec before = mesh[loop[(i + loop.Count - 1) % loop.Count]], after = mesh[loop[(i + 1) % loop.Count]];
        return (mesh[point] - before).Unit.Dot((after - mesh[point]).Unit) < CornerCosine;
    }

    private int RoadFor(int a, int b, EdgeKind kind)
    {
        if (kind < EdgeKind.Lane)
        {
            return 0;
        }

        var way = mesh[b] - mesh[a];
        var road = mesh.RoadToContinue(a, way, kind);
        road = road != 0 ? road : mesh.RoadToContinue(b, way * -1, kind);
        return road != 0 ? road : skeleton.NewRoad();
    }
}
