using System.CommandLine;
using System.Text;
using Twin.Benchmarks.Measuring;
using Twin.EventLog;
using Twin.EventLog.Memory;

namespace Twin.Benchmarks.Log;

/// <summary>Durable appends through grains, against the plain ordered batched append of the same rows.</summary>
/// <remarks>A grain owns each stream, and every append goes through the grain of its stream.</remarks>
internal static class LogBench
{
    private const int Callers = 1_024;
    private const int RawRows = 8_192;
    private const double Promised = 0.5;
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 239)}}"}""");
    private static readonly Option<string> Store = new("--store") { DefaultValueFactory = _ => "sqlite" };
    private static readonly Option<string?> Place = new("--place") { Description = "a PostgreSQL server to measure" };

    public static Command Build() => Bench.Command(
        "log",
        "Durable appends through grains, against the plain batched append of the same rows.",
        async (bench, given, _) =>
        {
            using IBenchStore store = given.GetValue(Store) == "postgres"
                ? new PostgresBenchStore(given.GetValue(Place))
                : new SqliteBenchStore(given.GetValue(BenchFolder.Named));
            await Run(bench, store);
        },
        BenchFolder.Named,
        Store,
        Place);

    private static async Task Run(Bench bench, IBenchStore store)
    {
        var each = bench.SecondsOr(2);
        var rows = await Rows();
        var (runs, last) = (new Interleaved(), await Append(store, each / 4));
        await runs.Run(
            bench.RoundsOr(3),
            ("log", async () => (last = await Append(store, each)).PerSecond),
            ("raw64", () => Task.FromResult(store.Raw(rows, 64, each))),
            ("raw1024", () => Task.FromResult(store.Raw(rows, 1_024, each))),
            ("fastest1024", () => Task.FromResult(store.Fastest(rows, 1_024, each) ?? double.NaN)));
        bench.Figure("store", store.Name);
        bench.Figure("facts_per_s", runs["log"], "facts/s");
        bench.Figure("raw64_per_s", runs["raw64"], "facts/s");
        bench.Figure("raw1024_per_s", runs["raw1024"], "facts/s");
        bench.Figure("p50_ms", last.P50);
        bench.Figure("p99_ms", last.P99);
        bench.Figure("facts_per_commit", last.PerCommit);
        bench.Figure("cpu_us_per_fact", last.CpuMicros);
        if (last.ServerCpuMicros is { } server)
        {
            bench.Figure("server_cpu_us_per_fact", server);
            bench.Figure("fastest1024_per_s", runs["fastest1024"], "facts/s");
            bench.Figure("ratio_fastest1024", runs.Ratio("log", "fastest1024").Median);
        }

        bench.AtLeast("ratio_raw64", runs.Ratio("log", "raw64").Median, Promised);
        bench.AtLeast("ratio_raw1024", runs.Ratio("log", "raw1024").Median, Promised);
    }

    /// <summary>A batch as a case makes it: one fact in the feeds of its grid and its department.</summary>
    public static NewBatch Batch(string stream, long version, int number, DateTimeOffset at) => new()
    {
        Stream = stream,
        ExpectedVersion = version,
        CommandId = $"{stream}/{version}",
        At = at,
        By = new Author($"account-{number % 50}", "GridWorker"),
        Client = "worker-app",
        Correlation = stream,
        RulesVersion = "2026.05",
        Facts = [new NewFact("case/Reported", 1, Payload, [$"area/{number % 237}", $"dept/{number % 20}"])],
    };

    private static async Task<Figures> Append(IBenchStore store, TimeSpan atLeast)
    {
        await using var log = store.New();
        await using var grains = await GrainAppends.Over(log);
        var (cpu, server) = (Environment.CpuUsage.TotalTime, store.ServerCpu);
        var perSecond = await grains.Run(Callers, atLeast, TimeProvider.System);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        server = store.ServerCpu - server;
        var sorted = grains.Milliseconds;
        return new Figures(
            perSecond, Spread.Quantile(sorted, 0.5), Spread.Quantile(sorted, 0.99),
            (double)log.Head.Position / log.Head.Commit, cpu.TotalMicroseconds / sorted.Length,
            server?.TotalMicroseconds / sorted.Length);
    }

    /// <summary>What a log holds after many appends; the plain append stores the very same.</summary>
    private static async Task<IReadOnlyList<Fact>> Rows()
    {
        await using var log = MemoryEventLog.Create(TimeProvider.System);
        for (var i = 0; i < RawRows; i++)
        {
            await log.Append(Batch($"case/{i}", 0, i, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        }

        return await log.ReadAll(0, RawRows, CancellationToken.None);
    }

    private sealed record Figures(
        double PerSecond, double P50, double P99, double PerCommit, double CpuMicros, double? ServerCpuMicros);
}
