using Twin.Geo.Demo.Ground;

namespace Twin.Geo.Demo.Wards;

/// <summary>Which street a community belongs to, and which district a street.</summary>
internal sealed class WardPlan
{
    public WardPlan(DemoPlan plan, Mesh mesh, Parcels parcels)
    {
        var tracts = Enumerable.Range(0, plan.Communities).Select(_ => new List<int>()).ToArray();
        foreach (var grid in parcels.Grids)
        {
            tracts[grid.Community].AddRange(grid.Tracts);
        }

        var middles = tracts.Select(own => Middle(mesh, own)).ToArray();
        var neighbours = Neighbours(mesh, parcels, tracts);
        var weights = tracts.Select(own => own.Sum(tract => Ring.Surface(mesh.Shape(tract)))).ToArray();
        StreetOf = Ordered(Growth.Groups(middles, weights, neighbours, plan.Streets), middles);

        var streets = Enumerable.Range(0, plan.Streets).ToArray();
        var members = streets.Select(street => Members(StreetOf, street)).ToArray();
        var streetMiddles = members
            .Select(own => own.Aggregate(default(Vec), (sum, i) => sum + middles[i]) * (1.0 / own.Length)).ToArray();
        var beside = streets.Select(street => members[street].SelectMany(i => neighbours[i]).Select(i => StreetOf[i])
            .Where(other => other != street).ToHashSet()).ToArray();
        DistrictOf = Ordered(
            Growth.Groups(streetMiddles, [.. members.Select(own => own.Sum(i => weights[i]))], beside, plan.Districts),
            streetMiddles);
    }

    /// <summary>By community.</summary>
    public int[] StreetOf { get; }

    /// <summary>By street.</summary>
    public int[] DistrictOf { get; }

    private static int[] Members(int[] groups, int group) =>
        [.. Enumerable.Range(0, groups.Length).Where(i => groups[i] == group)];

    private static Vec Middle(Mesh mesh, List<int> tracts)
    {
        double whole = 0;
        var sum = default(Vec);
        foreach (var shape in tracts.Select(mesh.Shape))
        {
            var surface = Ring.Surface(shape);
            whole += surface;
            sum += Ring.Centroid(shape) * surface;
        }

        return sum * (1 / whole);
    }

    private static HashSet<int>[] Neighbours(Mesh mesh, Parcels parcels, List<int>[] tracts)
    {
        var neighbours = tracts.Select(_ => new HashSet<int>()).ToArray();
        for (var community = 0; community < tracts.Length; community++)
        {
            foreach (var loop in tracts[community].Select(mesh.Loop))
            {
                for (var i = 0; i < loop.Count; i++)
                {
                    var across = mesh.Across(loop[i], loop[(i + 1) % loop.Count]);
                    if (across >= 0 && parcels.GridOf(across).Community is var other && other != community)
                    {
                        neighbours[community].Add(other);
                    }
                }
            }
        }

        return neighbours;
    }

    // Numbered from the middle of town outwards, as such numbers often run.
    private static int[] Ordered(int[] groups, Vec[] middles)
    {
        var order = groups.Distinct()
            .OrderBy(group => Members(groups, group).Min(i => middles[i].Length)).ToList();
        return [.. groups.Select(group => order.IndexOf(group))];
    }
}
