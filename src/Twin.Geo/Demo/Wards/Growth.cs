namespace Twin.Geo.Demo.Wards;

/// <summary>Groups neighbours into wards of like weight.</summary>
internal static class Growth
{
    /// <summary>For each item its group, from 0; groups grow from seeds far apart, the lightest first.</summary>
    public static int[] Groups(
        IReadOnlyList<Vec> middles, IReadOnlyList<double> weights, IReadOnlyList<HashSet<int>> neighbours, int count)
    {
        var groups = new int[middles.Count];
        Array.Fill(groups, -1);
        var seeds = Seeds(middles, count);
        var sums = new double[seeds.Count];
        for (var group = 0; group < seeds.Count; group++)
        {
            groups[seeds[group]] = group;
            sums[group] = weights[seeds[group]];
        }

        while (NextOf(groups, sums, seeds, middles, neighbours) is var (item, group))
        {
            groups[item] = group;
            sums[group] += weights[item];
        }

        for (var item = 0; item < groups.Length; item++)
        {
            // Cut off by water from every group: joins the nearest.
            groups[item] = groups[item] >= 0
                ? groups[item]
                : groups[Enumerable.Range(0, groups.Length).Where(other => groups[other] >= 0)
                    .MinBy(other => (middles[other] - middles[item]).Length)];
        }

        return groups;
    }

    private static List<int> Seeds(IReadOnlyList<Vec> middles, int count)
    {
        var items = Enumerable.Range(0, middles.Count).ToList();
        List<int> seeds = [items.MaxBy(item => middles[item].Length)];
        while (seeds.Count < Math.Min(count, items.Count))
        {
            seeds.Add(items.MaxBy(item => seeds.Min(seed => (middles[seed] - middles[item]).Length)));
        }

        return seeds;
    }

    private static (int Item, int Group)? NextOf(
        int[] groups, double[] sums, List<int> seeds, IReadOnlyList<Vec> middles,
        IReadOnlyList<HashSet<int>> neighbours)
    {
        foreach (var group in Enumerable.Range(0, sums.Length).OrderBy(group => sums[group]).ThenBy(group => group))
        {
            var open = Enumerable.Range(0, groups.Length)
                .Where(item => groups[item] < 0 && neighbours[item].Any(next => groups[next] == group)).ToList();
            if (open.Count > 0)
            {
                return (open.MinBy(item => (middles[item] - middles[seeds[group]]).Length), group);
            }
        }

        return null;
    }
}
