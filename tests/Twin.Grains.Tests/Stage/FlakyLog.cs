using System.Collections.Immutable;
using Twin.EventLog;

namespace Twin.Grains.Tests.Stage;

/// <summary>A real log whose answers may be lost on the way, as a network does it.</summary>
internal sealed class FlakyLog(IEventLog log) : IEventLog
{
    private int _answersToLose;
    private int _refusals;
    private int _readsToFail;
    private int _headsToFail;
    private string? _dark;

    public LogHead Head => log.Head;

    /// <summary>The next batch is stored, and nobody learns it.</summary>
    public void LoseNextAnswer() => _answersToLose = 1;

    public void RefuseNext() => _refusals = 1;

    /// <summary>The next reads fail, of any feed or of this one.</summary>
    public void FailReads(int count, string? feed = null) => (_dark, _readsToFail) = (feed, count);

    public void FailHeads(int count) => _headsToFail = count;

    public async ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _refusals, 0) > 0)
        {
            throw new LogFullException(1, 1);
        }

        var stored = await log.Append(batch, cancel);
        return Interlocked.Exchange(ref _answersToLose, 0) == 0 ? stored : throw new IOException("The line is dead.");
    }

    public ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long after, int atMost, CancellationToken cancel) =>
        log.ReadStream(stream, after, atMost, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadFeed(string feed, long after, int atMost, CancellationToken cancel) =>
        (_dark ?? feed) == feed && Interlocked.Decrement(ref _readsToFail) >= 0
            ? throw new IOException("The line is dead.")
            : log.ReadFeed(feed, after, atMost, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadAll(long after, int atMost, CancellationToken cancel) =>
        log.ReadAll(after, atMost, cancel);

    public ValueTask<string?> ReadHash(long commit, CancellationToken cancel) => log.ReadHash(commit, cancel);

    public ValueTask WaitBeyond(long position, CancellationToken cancel) => log.WaitBeyond(position, cancel);

    public ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel) => log.ReadFeedHead(feed, cancel);

    public ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long after, CancellationToken cancel) =>
        Interlocked.Decrement(ref _headsToFail) >= 0
            ? throw new IOException("The line is dead.")
            : log.ReadFeedHeads(after, cancel);

    public ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel) => log.SaveSnapshot(snapshot, cancel);

    public ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel) =>
        log.ReadSnapshot(stream, foldVersion, cancel);

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        log.Check(progress, cancel);

    public LogDescription Describe() => log.Describe();

    public ValueTask DisposeAsync() => log.DisposeAsync();
}
