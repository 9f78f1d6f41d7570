using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.Benchmarks.Measuring;
using Twin.EventLog.Sqlite;

namespace Twin.Benchmarks.Log;

/// <summary>A long log: how fast it opens, is read from end to end, and is checked.</summary>
internal static class LogOpenBench
{
    public static Command Build() => Bench.Command(
        "log-open",
        "A log of 1,000,000 facts: opening it, reading all of it, checking all of it.",
        (bench, given, cancel) => Run(bench, given.GetValue(BenchFolder.Named), cancel),
        BenchFolder.Named);

    private static async Task Run(Bench bench, string? named, CancellationToken cancel)
    {
        using var folder = new BenchFolder(named);
        var time = TimeProvider.System;
        var file = folder.New("log.db");
        await Fill(file, bench.Size(1_000_000, 5_000), time);

        var begun = time.GetTimestamp();
        await using var log = SqliteEventLog.Open(file, new SqliteLogOptions(), time, NullLogger.Instance);
        bench.Figure("open_ms", time.GetElapsedTime(begun).TotalMilliseconds);
        begun = time.GetTimestamp();
        for (var position = 0L; position < log.Head.Position;)
        {
            position = (await log.ReadAll(position, 10_000, cancel))[^1].Position;
        }

        bench.Figure("read_s", time.GetElapsedTime(begun).TotalSeconds);
        begun = time.GetTimestamp();
        var report = await log.Check(null, cancel);
        bench.Figure("check_s", time.GetElapsedTime(begun).TotalSeconds);
        bench.Figure("facts", report.Facts);
        bench.Figure("bytes_per_fact", (double)new FileInfo(file).Length / report.Facts);
        if (report.Fault is { } fault)
        {
            bench.Fault(fault);
        }
    }

    private static async Task Fill(string file, int facts, TimeProvider time)
    {
        await using var log = SqliteEventLog.Open(file, new SqliteLogOptions(), time, NullLogger.Instance);
        var versions = new long[facts / 5];
        var chance = new Random(1);
        for (var stored = 0; stored < facts; stored += 1_000)
        {
            await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ =>
            {
                var stream = chance.Next(versions.Length);
                var batch = LogBench.Batch($"case/{stream}", versions[stream]++, chance.Next(10_000), time.GetUtcNow());
                return log.Append(batch, CancellationToken.None).AsTask();
            }));
        }
    }
}
