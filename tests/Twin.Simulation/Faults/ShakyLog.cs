using System.Collections.Immutable;
using Twin.EventLog;

namespace Twin.Simulation.Faults;

/// <summary>The log as one process sees it: slow at times, full, cut off before or after the commit.</summary>
/// <param name="log">What is durable; it outlives every process.</param>
/// <param name="crash">Ends the process at once.</param>
internal sealed class ShakyLog(IEventLog log, TimeProvider time, Chaos chaos, Action crash) : IEventLog
{
    private const string Dead = "The line to the store is dead.";

    public LogHead Head => log.Head;

    public async ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel)
    {
        if (chaos.Strikes(6))
        {
            chaos.AppendsFailed++;
            throw chaos.Number(2) == 0 ? new LogFullException(1, 1) : new IOException(Dead);
        }

        await Slow(80);
        var stored = await log.Append(batch, cancel);
        if (chaos.Strikes(8))
        {
            chaos.AnswersLost++;
            throw new IOException(Dead);
        }

        if (chaos.Strikes(1))
        {
            // Between append and apply: nobody in this process goes on.
            crash();
            await new TaskCompletionSource().Task;
        }

        await Slow(80);
        return stored;
    }

    public async ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long after, int atMost, CancellationToken cancel)
    {
        await Read();
        return await log.ReadStream(stream, after, atMost, cancel);
    }

    public async ValueTask<ImmutableArray<Fact>> ReadFeed(
        string feed, long after, int atMost, CancellationToken cancel)
    {
        await Read();
        return await log.ReadFeed(feed, after, atMost, cancel);
    }

    public ValueTask<ImmutableArray<Fact>> ReadAll(long after, int atMost, CancellationToken cancel) =>
        log.ReadAll(after, atMost, cancel);

    public ValueTask<string?> ReadHash(long commit, CancellationToken cancel) => log.ReadHash(commit, cancel);

    public ValueTask WaitBeyond(long position, CancellationToken cancel) => log.WaitBeyond(position, cancel);

    public async ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel)
    {
        await Read();
        return await log.ReadFeedHead(feed, cancel);
    }

    public async ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long after, CancellationToken cancel)
    {
        await Read();
        return await log.ReadFeedHeads(after, cancel);
    }

    public async ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel)
    {
        await Read();
        await log.SaveSnapshot(snapshot, cancel);
    }

    public ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel) =>
        log.ReadSnapshot(stream, foldVersion, cancel);

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        log.Check(progress, cancel);

    public LogDescription Describe() => log.Describe();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask Read()
    {
        await Slow(20);
        if (chaos.Strikes(4))
        {
            chaos.ReadsFailed++;
            throw new IOException(Dead);
        }
    }

    private async ValueTask Slow(int inThousand)
    {
        if (chaos.Strikes(inThousand))
        {
            chaos.SlowStores++;
            await Task.Delay(chaos.Pause(60, 3_000), time);
        }
    }
}
