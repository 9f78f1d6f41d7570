using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Twin.Benchmarks.Measuring;
using Twin.Cli.Terminal;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

namespace Twin.Benchmarks.Peer;

/// <summary>What one report costs the city: processor time here and in the server, memory, facts, commits.</summary>
/// <remarks>It promises nothing. On the memory log it shows the city without its store.</remarks>
internal static class ReportBench
{
    private static readonly Option<string> Store = new("--store") { DefaultValueFactory = _ => "postgres" };
    private static readonly Option<int> Callers = new("--callers") { DefaultValueFactory = _ => 128 };
    private static readonly Option<string?> Class = new("--class") { Description = "the class that reports bring" };

    public static Command Build() => Bench.Command(
        "report",
        "What one report costs the city: processor time, memory, facts, commits.",
        async (bench, given, cancel) =>
        {
            if (given.GetValue(Store) == "memory")
            {
                await using var log = MemoryEventLog.Create(TimeProvider.System);
                await Run(bench, given, log, null, cancel);
                return;
            }

            using var server = PostgresServer.Start(durable: true) ?? throw new InputException(
                "Found no PostgreSQL on this machine; expected initdb and pg_ctl. Install its server.");
            await using var source = NpgsqlDataSource.Create(
                $"Host=127.0.0.1;Port={server.Port};Username=twin;Database=postgres");
            await using var stored = PostgresEventLog.Open(
                PostgresPlace.Parse(server.Place("bench")), new PostgresLogOptions(), TimeProvider.System,
                NullLogger.Instance);
            await Run(bench, given, stored, await ServerTime.Of(source, cancel), cancel);
        },
        Store, Callers, Class);

    private static async Task Run(
        Bench bench, ParseResult given, IEventLog log, ServerTime? server, CancellationToken cancel)
    {
        var town = new BenchTown();
        await using var own = await OwnCity.Start(log, town.City(), new string('p', 200), given.GetValue(Class));
        var (callers, each) = (given.GetValue(Callers), bench.SecondsOr(3));
        await own.Report(callers, each / 2, cancel);
        var runs = new Interleaved();
        var (held, sent) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        await runs.Run(bench.RoundsOr(3), ("per_s", async () =>
        {
            var (head, bytes, own0) = (log.Head, GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
            var (there, pauses) = (server?.Now() ?? TimeSpan.Zero, GC.GetTotalPauseDuration());
            var (young, old) = (GC.CollectionCount(0), GC.CollectionCount(2));
            var reached = await own.Report(callers, each, cancel);
            var (after, reports) = (log.Head, (double)reached.Reports);
            runs.Add("own_us", (Environment.CpuUsage.TotalTime - own0).TotalMicroseconds / reports);
            runs.Add("server_us", ((server?.Now() ?? TimeSpan.Zero) - there).TotalMicroseconds / reports);
            runs.Add("bytes", (GC.GetTotalAllocatedBytes() - bytes) / reports);
            runs.Add("pause_us", (GC.GetTotalPauseDuration() - pauses).TotalMicroseconds / reports);
            runs.Add("collections", GC.CollectionCount(0) - young);
            runs.Add("collections_whole", GC.CollectionCount(2) - old);
            runs.Add("facts", (after.Position - head.Position) / reports);
            runs.Add("commit_facts", (double)(after.Position - head.Position) / (after.Commit - head.Commit));
            runs.Add("p99_ms", reached.P99);
            return reached.PerSecond;
        }
        ));
        bench.Figure("per_s", runs["per_s"], "reports/s");
        bench.Figure("p99_ms", runs["p99_ms"], "ms");
        bench.Figure("own_us", runs["own_us"], "µs of processor time a report, here");
        bench.Figure("server_us", runs["server_us"], "µs a report in the server");
        bench.Figure("bytes", runs["bytes"], "bytes allocated a report");
        bench.Figure("pause_us", runs["pause_us"], "µs a report in pauses of the collector");
        bench.Figure("collections", runs["collections"], "collections a run");
        bench.Figure("collections_whole", runs["collections_whole"], "collections of all generations a run");
        bench.Figure("held_bytes", (double)held / sent);
        bench.Figure("facts", runs["facts"], "facts a report");
        bench.Figure("commit_facts", runs["commit_facts"], "facts a commit");
    }
}
