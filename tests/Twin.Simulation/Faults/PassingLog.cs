using System.Collections.Immutable;
using Twin.EventLog;

namespace Twin.Simulation.Faults;

/// <summary>Hands every call on to another log; whoever spoils one says which.</summary>
internal abstract class PassingLog(IEventLog log) : IEventLog
{
    public LogHead Head => log.Head;

    protected IEventLog Log => log;

    public virtual ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel) => log.Append(batch, cancel);

    public virtual ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long afterVersion, int atMost, CancellationToken cancel) =>
        log.ReadStream(stream, afterVersion, atMost, cancel);

    public virtual ValueTask<ImmutableArray<Fact>> ReadFeed(
        string feed, long afterNumber, int atMost, CancellationToken cancel) =>
        log.ReadFeed(feed, afterNumber, atMost, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadAll(long afterPosition, int atMost, CancellationToken cancel) =>
        log.ReadAll(afterPosition, atMost, cancel);

    public ValueTask<string?> ReadHash(long commit, CancellationToken cancel) => log.ReadHash(commit, cancel);

    public ValueTask WaitBeyond(long position, CancellationToken cancel) => log.WaitBeyond(position, cancel);

    public virtual ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel) =>
        log.ReadFeedHead(feed, cancel);

    public virtual ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long afterPosition, CancellationToken cancel) =>
        log.ReadFeedHeads(afterPosition, cancel);

    public virtual ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel) =>
        log.SaveSnapshot(snapshot, cancel);

    public ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel) =>
        log.ReadSnapshot(stream, foldVersion, cancel);

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        log.Check(progress, cancel);

    public LogDescription Describe() => log.Describe();

    public abstract ValueTask DisposeAsync();
}
