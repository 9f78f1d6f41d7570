using Twin.Benchmarks.Measuring;

namespace Twin.Benchmarks.Engine;

/// <summary>How long the collector stops everything while very many grains live and calls go on.</summary>
internal static class Pauses
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(1);

    public static async Task Measure(Bench bench, int grains, TimeSpan atLeast, CancellationToken cancel)
    {
        await using var load = await EngineLoad.Start(bench.Size(10_000, 500));
        await EngineBench.Wake(load.Grains, grains);
        GC.Collect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watching = Watch(stop.Token);
        var background = CollectNowAndThen(stop.Token);
        await load.Call(atLeast);
        await load.Deliver(atLeast);
        await stop.CancelAsync();
        await background;
        var pauses = await watching;
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);

        bench.Figure("live_grains", grains);
        Tell(bench, "pause_young", pauses, 0, 1);
        Tell(bench, "pause_background", pauses, 2, 2);
        bench.Figure("pause_full_ms", GC.GetGCMemoryInfo(GCKind.FullBlocking).PauseDurations[0].TotalMilliseconds);
    }

    private static void Tell(
        Bench bench, string key, IReadOnlyList<(int Generation, double Ms)> all, int from, int until)
    {
        double[] pauses =
            [.. all.Where(one => one.Generation >= from && one.Generation <= until).Select(one => one.Ms).Order()];
        bench.Figure($"{key}_count", pauses.Length);
        if (pauses.Length > 0)
        {
            bench.Figure($"{key}_ms", Spread.Of(pauses), "ms");
            bench.Figure($"{key}_p99_ms", Spread.Quantile(pauses, 0.99));
            bench.Figure($"{key}_most_ms", pauses[^1]);
        }
    }

    private static async Task<List<(int Generation, double Ms)>> Watch(CancellationToken stop)
    {
        var seen = new List<(int, double)>();
        var last = GC.GetGCMemoryInfo(GCKind.Any).Index;
        while (!stop.IsCancellationRequested)
        {
            var info = GC.GetGCMemoryInfo(GCKind.Any);
            if (info.Index != last)
            {
                last = info.Index;
                foreach (var pause in info.PauseDurations)
                {
                    if (pause > TimeSpan.Zero)
                    {
                        seen.Add((info.Generation, pause.TotalMilliseconds));
                    }
                }
            }

            await Rest(BetweenLooks, stop);
        }

        return seen;
    }

    /// <summary>A background collection each second: the load itself makes too little rubbish.</summary>
    private static async Task CollectNowAndThen(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Rest(TimeSpan.FromSeconds(1), stop);
            GC.Collect(2, GCCollectionMode.Forced, blocking: false);
        }
    }

    private static async Task Rest(TimeSpan pause, CancellationToken stop) =>
        await Task.Delay(pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
