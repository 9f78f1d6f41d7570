using System.Collections.Immutable;
using Twin.EventLog;

namespace Twin.Simulation.Faults;

/// <summary>The log as one process sees it: slow at times, full, cut off before or after the commit.</summary>
/// <param name="log">What is durable; it outlives every process.</param>
/// <param name="crash">Ends the process at once.</param>
internal sealed class ShakyLog(IEventLog log, TimeProvider time, Chaos chaos, Action crash)
    : PassingLog(log)
{
    private const string Dead = "The line to the store is dead.";

    public override async ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel)
    {
        if (chaos.Strikes(6))
        {
            chaos.AppendsFailed++;
            throw chaos.Number(2) == 0 ? new LogFullException(1, 1) : new IOException(Dead);
        }

        await Slow(80);
        var stored = await Log.Append(batch, cancel);
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

    public override async ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long afterVersion, int atMost, CancellationToken cancel)
    {
        await Read();
        return await Log.ReadStream(stream, afterVersion, atMost, cancel);
    }

    public override async ValueTask<ImmutableArray<Fact>> ReadFeed(
        string feed, long afterNumber, int atMost, CancellationToken cancel)
    {
        await Read();
        return await Log.ReadFeed(feed, afterNumber, atMost, cancel);
    }

    public override async ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel)
    {
        await Read();
        return await Log.ReadFeedHead(feed, cancel);
    }

    public override async ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(
        long afterPosition, CancellationToken cancel)
    {
        await Read();
        return await Log.ReadFeedHeads(afterPosition, cancel);
    }

    public override async ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel)
    {
        await Read();
        await Log.SaveSnapshot(snapshot, cancel);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
