using System.Collections.Immutable;
using Twin.EventLog;
using Twin.Simulation.Faults;

namespace Twin.Grains.Tests.Stage;

/// <summary>A real log whose answers may be lost on the way, as a network does it.</summary>
internal sealed class FlakyLog(IEventLog log) : PassingLog(log)
{
    private int _answersToLose;
    private int _refusals;
    private int _readsToFail;
    private int _headsToFail;
    private string? _dark;

    /// <summary>The next batch is stored, and nobody learns it.</summary>
    public void LoseNextAnswer() => _answersToLose = 1;

    public void RefuseNext() => _refusals = 1;

    /// <summary>The next reads fail, of any feed or of this one.</summary>
    public void FailReads(int count, string? feed = null) => (_dark, _readsToFail) = (feed, count);

    public void FailHeads(int count) => _headsToFail = count;

    public override async ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _refusals, 0) > 0)
        {
            throw new LogFullException(1, 1);
        }

        var stored = await Log.Append(batch, cancel);
        return Interlocked.Exchange(ref _answersToLose, 0) == 0 ? stored : throw new IOException("The line is dead.");
    }

    public override ValueTask<ImmutableArray<Fact>> ReadFeed(
        string feed, long afterNumber, int atMost, CancellationToken cancel) =>
        (_dark ?? feed) == feed && Interlocked.Decrement(ref _readsToFail) >= 0
            ? throw new IOException("The line is dead.")
            : Log.ReadFeed(feed, afterNumber, atMost, cancel);

    public override ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long afterPosition, CancellationToken cancel) =>
        Interlocked.Decrement(ref _headsToFail) >= 0
            ? throw new IOException("The line is dead.")
            : Log.ReadFeedHeads(afterPosition, cancel);

    public override ValueTask DisposeAsync() => Log.DisposeAsync();
}
