namespace Twin.Geo.Demo.Ground;

/// <summary>Walks around a set of tracts: outlines that share every point with their neighbours.</summary>
internal sealed class Tracer(Mesh mesh)
{
    /// <summary>Rings of points, exteriors against the clock and holes with it.</summary>
    public List<List<int>> Rings(IReadOnlyCollection<int> tracts)
    {
        var next = new Dictionary<int, List<int>>();
        foreach (var (from, to) in Boundary(tracts))
        {
            if (!next.TryGetValue(from, out var ends))
            {
                next.Add(from, ends = []);
            }

            ends.Add(to);
        }

        var rings = new List<List<int>>();
        foreach (var start in next.Keys.Order().ToList())
        {
            while (next[start].Count > 0)
            {
                rings.Add(Walk(start, next));
            }
        }

        return rings;
    }

    /// <summary>Polygons of the tracts: each exterior with the holes in it.</summary>
    public List<List<List<int>>> Polygons(IReadOnlyCollection<int> tracts)
    {
        var rings = Rings(tracts);
        var polygons = rings.Where(ring => Surface(ring) > 0).Select(ring => new List<List<int>> { ring }).ToList();
        foreach (var hole in rings.Where(ring => Surface(ring) < 0))
        {
            // A point of the hole may touch the exterior: the middle of its first edge does not.
            var inside = (mesh[hole[0]] + mesh[hole[1]]) * 0.5;
            polygons.First(polygon => Ring.Holds(Shape(polygon[0]), inside)).Add(hole);
        }

        return polygons;
    }

    public Vec[] Shape(List<int> ring) => [.. ring.Select(point => mesh[point])];

    private double Surface(List<int> ring) => Ring.Surface(Shape(ring));

    private IEnumerable<(int From, int To)> Boundary(IReadOnlyCollection<int> tracts)
    {
        var all = tracts.ToHashSet();
        foreach (var tract in tracts.Order())
        {
            var loop = mesh.Loop(tract);
            for (var i = 0; i < loop.Count; i++)
            {
                int from = loop[i], to = loop[(i + 1) % loop.Count];
                if (!all.Contains(mesh.Across(from, to)))
                {
                    yield return (from, to);
                }
            }
        }
    }

    // Where rings touch in a point the sharpest left turn keeps them apart.
    private List<int> Walk(int start, Dictionary<int, List<int>> next)
    {
        var ring = new List<int> { start };
        var (before, at) = (start, Take(next[start], 0));
        while (at != start)
        {
            ring.Add(at);
            var ends = next[at];
            var way = mesh[at] - mesh[before];
            var choice = Enumerable.Range(0, ends.Count)
                .MaxBy(i => Math.IEEERemainder((mesh[ends[i]] - mesh[at]).Angle - way.Angle, 2 * Math.PI));
            (before, at) = (at, Take(ends, choice));
        }

        return ring;
    }

    private static int Take(List<int> ends, int i)
    {
        var end = ends[i];
        ends.RemoveAt(i);
        return end;
    }
}
