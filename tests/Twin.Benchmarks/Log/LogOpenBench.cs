using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Sqlite;

namespace Twin.Benchmarks.Log;

/// <summary>A long log: how fast it opens, is read from end to end, and is checked.</summary>
internal static class LogOpenBench
{
    private const int FactCount = 1_000_000;
    private const int Streams = 200_000;

    public static async Task<int> Run(string[] args)
    {
        using var folder = new BenchFolder(args);
        var time = TimeProvider.System;
        var file = folder.New("log.db");
        await Fill(file, time);

        var begun = time.GetTimestamp();
        await using var log = SqliteEventLog.Open(file, new SqliteLogOptions(), time, NullLogger.Instance);
        var opened = time.GetElapsedTime(begun);
        begun = time.GetTimestamp();
        for (var position = 0L; position < log.Head.Position;)
        {
            position = (await log.ReadAll(position, 10_000, CancellationToken.None))[^1].Position;
        }

        var read = time.GetElapsedTime(begun);
        begun = time.GetTimestamp();
        var report = await log.Check(null, CancellationToken.None);
        var check = time.GetElapsedTime(begun);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"log-open facts={report.Facts} open_ms={opened.TotalMilliseconds:F0} read_s={read.TotalSeconds:F1} "
            + $"check_s={check.TotalSeconds:F1} fault={report.Fault ?? "none"} "
            + $"bytes_per_fact={(double)new FileInfo(file).Length / report.Facts:F0}"));
        return report.Fault is null ? 0 : 1;
    }

    private static async Task Fill(string file, TimeProvider time)
    {
        await using var log = SqliteEventLog.Open(file, new SqliteLogOptions(), time, NullLogger.Instance);
        var versions = new long[Streams];
        var chance = new Random(1);
        for (var stored = 0; stored < FactCount; stored += 1_000)
        {
            await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ =>
            {
                var stream = chance.Next(Streams);
                var batch = LogBench.Batch($"case/{stream}", versions[stream]++, chance.Next(10_000), time.GetUtcNow());
                return log.Append(batch, CancellationToken.None).AsTask();
            }));
        }
    }
}
