using System.Collections.Immutable;
using Twin.Contracts;
using Twin.EventLog;
using Twin.EventLog.Sqlite;

namespace Twin.Cli.Replay;

/// <summary>Facts a second by plain batched inserts, on the same disk and with the city's own last facts.</summary>
internal static class RawAppendRate
{
    private const int FactsSampled = 4096;

    /// <summary>Rows of one transaction: the larger of the two batches that the reference figures name.</summary>
    private const int Batch = 1024;

    private static readonly TimeSpan HowLong = TimeSpan.FromSeconds(3);

    /// <summary>Measures beside the server's log; null when that is no file on this machine.</summary>
    public static async Task<RawRate?> Measure(LogView log, long position, TimeProvider time, CancellationToken cancel)
    {
        if (log.Store != "sqlite" || !File.Exists(log.Place))
        {
            return null;
        }

        ImmutableArray<Fact> facts;
        await using (var read = SqliteEventLog.OpenReadOnly(log.Place, time))
        {
            facts = await read.ReadAll(Math.Max(0, position - FactsSampled), FactsSampled, cancel);
        }

        var beside = Path.GetDirectoryName(Path.GetFullPath(log.Place))!;
        var folder = Directory.CreateDirectory(Path.Combine(beside, "raw"));
        try
        {
            var rate = RawAppend.Measure(folder.FullName, facts, Batch, HowLong, time);
            return new RawRate(rate, facts.Sum(fact => (long)fact.Payload.Length) / facts.Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <param name="PayloadBytes">Mean size of the facts that it was measured with.</param>
internal sealed record RawRate(double FactsPerSecond, long PayloadBytes);
