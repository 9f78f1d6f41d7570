using Twin.Geo.Demo.Wards;

namespace Twin.Geo.Demo.Ground;

/// <summary>The roads as named lines, and which of them a block opens on.</summary>
internal sealed class RoadNet
{
    private readonly Dictionary<int, string> names = [];

    public RoadNet(Mesh mesh, Names naming)
    {
        var pieces = mesh.Edges.Where(pair => pair.Value.IsRoad)
            .GroupBy(pair => pair.Value.Road).OrderBy(group => group.Key);
        foreach (var road in pieces)
        {
            // A road may change its rank on the way; its name goes by the highest.
            names.Add(road.Key, NameFor(naming, road.Max(pair => pair.Value.Kind), road.Count()));
            foreach (var kind in road.GroupBy(pair => pair.Value.Kind).OrderByDescending(group => group.Key))
            {
                foreach (var line in Lines([.. kind.Select(pair => pair.Key).Order()]))
                {
                    All.Add((kind.Key, road.Key, [.. line.Select(point => mesh[point])]));
                }
            }
        }
    }

    public List<(EdgeKind Kind, int Road, Vec[] Line)> All { get; } = [];

    public string NameOf(int road) => names[road];

    private static string NameFor(Names naming, EdgeKind kind, int pieces) => kind switch
    {
        EdgeKind.Arterial => naming.Road("大道"),
        EdgeKind.Major => naming.Road("路"),
        EdgeKind.Secondary => naming.Road("街"),
        _ => naming.Lane(pieces > 3 ? "街" : pieces > 1 ? "巷" : "弄"),
    };

    // Edges into runs: from each loose end as far as it goes, then what is left of closed rings.
    private static List<List<int>> Lines(List<(int Low, int High)> edges)
    {
        var next = new SortedDictionary<int, List<int>>();
        foreach (var (low, high) in edges)
        {
            Ends(next, low).Add(high);
            Ends(next, high).Add(low);
        }

        var lines = new List<List<int>>();
        foreach (var start in next.Keys.Where(point => next[point].Count != 2).Concat(next.Keys).ToList())
        {
            while (next[start].Count > 0)
            {
                lines.Add(Run(start, next));
            }
        }

        return lines;
    }

    private static List<int> Ends(SortedDictionary<int, List<int>> next, int point)
    {
        if (!next.TryGetValue(point, out var ends))
        {
            next.Add(point, ends = []);
        }

        return ends;
    }

    private static List<int> Run(int start, SortedDictionary<int, List<int>> next)
    {
        List<int> line = [start];
        for (var at = start; next[at].Count > 0;)
        {
            var to = next[at][0];
            next[at].RemoveAt(0);
            next[to].Remove(at);
            line.Add(to);
            at = to;
        }

        return line;
    }
}
