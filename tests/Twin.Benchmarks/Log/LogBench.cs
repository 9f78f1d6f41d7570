using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.Benchmarks.Measuring;
using Twin.EventLog;
using Twin.EventLog.Sqlite;

namespace Twin.Benchmarks.Log;

/// <summary>The SQLite log under many callers, against the plain batched append of the same rows.</summary>
internal static class LogBench
{
    private const int Callers = 512;
    private const int StreamsEach = 200;
    private const int Rounds = 3;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 239)}}"}""");

    public static Command Build() => Bench.Command(
        "log",
        "Durable appends of many callers, against the plain batched append of the same rows.",
        (bench, given, cancel) => Run(given.GetValue(BenchFolder.Named)),
        BenchFolder.Named);

    public static async Task<int> Run(string? named)
    {
        using var folder = new BenchFolder(named);
        var time = TimeProvider.System;
        var warm = await Append(folder, time, TimeSpan.FromMilliseconds(500));
        var (logs, raw64, raw1024) = (new List<Figures>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // Taken in turns, so that a busy machine disturbs all three alike.
            logs.Add(await Append(folder, time, Each));
            raw64.Add(RawAppend.Measure(folder.Path, warm.Facts, 64, Each, time));
            raw1024.Add(RawAppend.Measure(folder.Path, warm.Facts, 1_024, Each, time));
        }

        var log = logs.OrderBy(one => one.PerSecond).ElementAt(Rounds / 2);
        var (slow, fast) = (raw64.Order().ElementAt(Rounds / 2), raw1024.Order().ElementAt(Rounds / 2));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"log callers={Callers} payload_bytes={Payload.Length} facts_per_s={log.PerSecond:F0} "
            + $"p50_ms={log.P50:F2} p99_ms={log.P99:F2} facts_per_commit={log.PerCommit:F0} "
            + $"cpu_us_per_fact={log.CpuMicros:F1} raw64_per_s={slow:F0} raw1024_per_s={fast:F0} "
            + $"ratio_raw64={log.PerSecond / slow:F2} ratio_raw1024={log.PerSecond / fast:F2} "
            + $"processors={Environment.ProcessorCount}"));
        return 0;
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

    private static async Task<Figures> Append(BenchFolder folder, TimeProvider time, TimeSpan atLeast)
    {
        await using var log = SqliteEventLog.Open(
            folder.New("log.db"), new SqliteLogOptions(), time, NullLogger.Instance);
        var latencies = new List<double>[Callers];
        var begun = time.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var mine = latencies[caller] = [];
            var versions = new long[StreamsEach];
            var chance = new Random(caller);
            while (time.GetElapsedTime(begun) < atLeast)
            {
                var stream = chance.Next(StreamsEach);
                var asked = time.GetTimestamp();
                var name = $"case/{caller * 7919 % 1000}-{caller}-{stream}";
                var batch = Batch(name, versions[stream]++, chance.Next(10_000), time.GetUtcNow());
                await log.Append(batch, CancellationToken.None);
                mine.Add(time.GetElapsedTime(asked).TotalMilliseconds);
            }
        })));
        var seconds = time.GetElapsedTime(begun).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var sorted = latencies.SelectMany(mine => mine).Order().ToArray();
        return new Figures(
            sorted.Length / seconds, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100],
            (double)log.Head.Position / log.Head.Commit, cpu.TotalMicroseconds / sorted.Length,
            await log.ReadAll(0, 50_000, CancellationToken.None));
    }

    private sealed record Figures(
        double PerSecond, double P50, double P99, double PerCommit, double CpuMicros, IReadOnlyList<Fact> Facts);
}
