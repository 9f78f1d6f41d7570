using System.CommandLine;
using System.Diagnostics;
using Twin.Benchmarks.Measuring;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Simulation.Loop;

namespace Twin.Benchmarks.Log;

/// <summary>Cases through the whole loop in virtual time, beside the pure decide-and-fold of the same cases.</summary>
/// <remarks>In slices, each on a log of its own, so that memory stays bounded; pure and stored take turns.</remarks>
internal static class LoopBench
{
    private const int Promised = 588_000;
    private const int Slice = 12_000;
    private const double Half = 0.5;
    private const double FactsEach = 8;
    private const int StagesSeen = 12;

    private static readonly Option<int?> Cases = new("--cases") { Description = "cases in all" };
    private static readonly Option<string> Store = new("--store") { DefaultValueFactory = _ => "memory" };
    private static readonly Option<string?> Place = new("--place") { Description = "a PostgreSQL server to measure" };

    public static Command Build() => Bench.Command(
        "loop",
        "Cases through the whole loop in virtual time, beside the pure rate of the same cases.",
        (bench, given, _) => given.GetValue(Store) == "postgres"
            ? Durable(bench, given.GetValue(Cases), given.GetValue(Place))
            : InMemory(bench, given.GetValue(Cases)),
        Cases,
        Store,
        Place);

    private static async Task InMemory(Bench bench, int? wanted)
    {
        var cases = wanted ?? bench.Size(Promised, 600);
        var threads = Environment.ProcessorCount;
        var (tally, purely, runs) = (new LoopTally(), new LoopTally(), new Interleaved());

        // The first slice of each warms up and is not measured.
        LoopRun.Purely(-Slice, Math.Min(Slice, cases), new LoopTally(), threads);
        await Stored(-Slice, Math.Min(Slice, cases), new LoopTally(), threads);
        for (var first = 0; first < cases; first += Slice)
        {
            var (from, count) = (first, Math.Min(Slice, cases - first));
            await runs.Run(
                1,
                ("pure", () => Task.FromResult(PerSecond(count, () => LoopRun.Purely(from, count, purely, threads)))),
                ("loop", async () => await Stored(from, count, tally, threads)));
        }

        Distribution(bench, tally);
        bench.Figure("pure_cases_per_s", runs["pure"], "cases/s");
        bench.Figure("loop_cases_per_s", runs["loop"], "cases/s");
        bench.Figure("peak_mb", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
        if (purely.Facts != tally.Facts)
        {
            bench.Fault($"The pure lives have {purely.Facts} facts, the stored ones {tally.Facts}; expected as many.");
        }

        bench.AtLeast("ratio_pure", runs.Ratio("loop", "pure").Median, Half);
    }

    private static async Task Durable(Bench bench, int? wanted, string? place)
    {
        using var store = new PostgresBenchStore(place);
        var cases = wanted ?? bench.Size(Slice, 600);
        var (tally, runs, rows) = (new LoopTally(), new Interleaved(), await Rows(Math.Min(cases, 1_000)));
        var each = bench.SecondsOr(2);
        await Once(store, -cases, cases, new LoopTally());
        var first = 0;
        await runs.Run(
            bench.RoundsOr(3),
            ("loop", async () => await Collecting(runs, tally, () => Once(store, first++ * cases, cases, tally))),
            ("raw1024", () => Task.FromResult(store.Raw(rows, 1_024, each))));
        Distribution(bench, tally);
        bench.Figure("store", store.Name);
        bench.Figure("loop_facts_per_s", runs["loop"], "facts/s");
        bench.Figure("raw1024_per_s", runs["raw1024"], "facts/s");
        bench.Figure("bytes", runs["bytes"], "bytes allocated a fact");
        bench.Figure("paused", runs["paused"], "of the time stopped by the collector");
        bench.Figure("pause_ms", runs["pause_ms"], "ms each");
        bench.AtLeast("ratio_raw1024", runs.Ratio("loop", "raw1024").Median, Half);
    }

    private static async Task<double> Once(PostgresBenchStore store, int first, int cases, LoopTally tally)
    {
        await using var log = store.New();
        var (before, watch) = (tally.Facts, Stopwatch.StartNew());
        await LoopRun.Stored(first, cases, tally, log, threads: null);
        return (tally.Facts - before) / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Also notes what the run costs the collector.</summary>
    private static async Task<double> Collecting(Interleaved runs, LoopTally tally, Func<Task<double>> once)
    {
        var (facts, bytes, watch) = (tally.Facts, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var (stopped, times) = (GC.GetTotalPauseDuration(), GC.CollectionCount(0));
        var perSecond = await once();
        stopped = GC.GetTotalPauseDuration() - stopped;
        runs.Add("bytes", (double)(GC.GetTotalAllocatedBytes() - bytes) / (tally.Facts - facts));
        runs.Add("paused", stopped / watch.Elapsed);
        runs.Add("pause_ms", stopped.TotalMilliseconds / Math.Max(1, GC.CollectionCount(0) - times));
        return perSecond;
    }

    private static async Task<double> Stored(int first, int cases, LoopTally tally, int threads)
    {
        await using var log = MemoryEventLog.Create(TimeProvider.System);
        var watch = Stopwatch.StartNew();
        await LoopRun.Stored(first, cases, tally, log, threads);
        return cases / watch.Elapsed.TotalSeconds;
    }

    /// <summary>What the loop itself stores; the plain append stores the very same.</summary>
    private static async Task<IReadOnlyList<Fact>> Rows(int cases)
    {
        await using var log = MemoryEventLog.Create(TimeProvider.System);
        await LoopRun.Stored(0, cases, new LoopTally(), log, Environment.ProcessorCount);
        return await log.ReadAll(0, int.MaxValue, CancellationToken.None);
    }

    private static double PerSecond(int cases, Action run)
    {
        var watch = Stopwatch.StartNew();
        run();
        return cases / watch.Elapsed.TotalSeconds;
    }

    private static void Distribution(Bench bench, LoopTally tally)
    {
        Bench.Say($"ended {Line(tally.Ends)}");
        Bench.Say($"seen  {Line(tally.Seen)}");
        Bench.Say($"facts {Line(tally.Lengths)}");
        bench.Figure("cases", tally.Cases);
        bench.Figure("facts", tally.Facts);
        bench.Figure("refused", tally.Refused);
        bench.Figure("open", tally.Ends.Where(one => !one.Key.IsEnded()).Sum(one => one.Value));
        bench.AtLeast("facts_per_case", (double)tally.Facts / Math.Max(1, tally.Cases), FactsEach);
        bench.AtLeast("stages_seen", tally.Seen.Count, StagesSeen);
    }

    private static string Line<T>(IReadOnlyDictionary<T, long> counts) =>
        string.Join(' ', counts.OrderBy(one => one.Key).Select(one => $"{one.Key}:{one.Value}"));
}
