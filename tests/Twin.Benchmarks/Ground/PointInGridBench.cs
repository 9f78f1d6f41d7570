using System.Diagnostics;
using Twin.Benchmarks.Measuring;
using Twin.Geo;

namespace Twin.Benchmarks.Ground;

/// <summary>From a place to its grid: our index against a tree of boxes with prepared geometries.</summary>
internal static class PointInGridBench
{
    private const double FasterAtLeast = 4;
    private const int PlacesTimed = 1 << 16;

    public static System.CommandLine.Command Build() => Bench.Command(
        "point-in-grid",
        "Place to grid in 92,600 grids, against STRtree with prepared geometries; and none wrong of 1,000,000.",
        async (bench, _, cancel) => await Run(bench, cancel));

    private static async Task Run(Bench bench, CancellationToken cancel)
    {
        var tiling = new Tiling(bench.Size(463, 20), bench.Size(200, 10), seed: 42);
        var index = new GridIndex(tiling.Outlines.Select((outline, number) => ($"{number}", outline)));
        var tree = new TreeOracle(tiling.Outlines);
        var wrong = CountWrong(bench, tiling, index, tree, cancel);

        var chance = new Random(7);
        LngLat[] places = [.. Enumerable.Range(0, PlacesTimed).Select(_ => Tiling.Anywhere(chance))];
        Rate(places, tree.Find, TimeSpan.Zero);
        Rate(places, index.FindIndex, TimeSpan.Zero);
        var each = bench.SecondsOr(1);
        var runs = new Interleaved();
        await runs.Run(
            bench.RoundsOr(7),
            ("index", () => Task.FromResult(Rate(places, index.FindIndex, each))),
            ("tree", () => Task.FromResult(Rate(places, tree.Find, each))));

        bench.Figure("grids", index.Count);
        bench.Figure("index_per_s", runs["index"], "lookups/s");
        bench.Figure("tree_per_s", runs["tree"], "lookups/s");
        bench.Figure("index_bytes", BytesEach(places, index.FindIndex));
        bench.AtMost("wrong", wrong, 0);
        bench.AtLeast("ratio", runs.Ratio("index", "tree").Median, FasterAtLeast);
    }

    /// <summary>Places whose grid is not one that holds or touches them, or that are in none or in two.</summary>
    private static int CountWrong(
        Bench bench, Tiling tiling, GridIndex index, TreeOracle tree, CancellationToken cancel)
    {
        var chance = new Random(11);
        var many = bench.Size(1_000_000, 2_000);
        var (wrong, shared) = (0, 0);
        for (var i = 0; i < many; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var at = (i % 10) switch
            {
                < 4 => Tiling.Anywhere(chance),
                < 6 => tiling.Corner(chance),
                < 8 => tiling.OnEdge(chance),
                _ => tiling.BesideEdge(chance),
            };
            var touching = tree.Touching(at).ToArray();
            var found = index.FindIndex(at.Lng, at.Lat);
            var holding = touching.Count(number => tiling.Outlines[number].Contains(at));
            shared += touching.Length > 1 ? 1 : 0;

            // The half-open rule gives the north and east rim of the whole square to nobody.
            var isRight = touching.Length switch
            {
                0 => found < 0,
                _ when IsOnRim(at) => found < 0 || touching.Contains(found),
                _ => holding == 1 && touching.Contains(found),
            };
            wrong += isRight ? 0 : 1;
        }

        bench.Figure("places", many);
        bench.Figure("places_shared", shared);
        return wrong;
    }

    private static bool IsOnRim(LngLat at) => at.Lng is 116 or 117 || at.Lat is 39 or 40;

    private static double Rate(LngLat[] places, Func<double, double, int> find, TimeSpan atLeast)
    {
        var clock = Stopwatch.StartNew();
        long rounds = 0;
        var found = 0;
        do
        {
            foreach (var at in places)
            {
                found ^= find(at.Lng, at.Lat);
            }

            rounds++;
        }
        while (clock.Elapsed < atLeast);

        GC.KeepAlive(found);
        return rounds * places.Length / clock.Elapsed.TotalSeconds;
    }

    private static double BytesEach(LngLat[] places, Func<double, double, int> find)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Rate(places, find, TimeSpan.Zero);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / places.Length;
    }
}
