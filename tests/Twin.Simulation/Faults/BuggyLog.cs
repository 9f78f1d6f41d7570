using System.Collections.Immutable;
using Twin.EventLog;

namespace Twin.Simulation.Faults;

/// <summary>The log with one of the seeded bugs that a log can have.</summary>
internal sealed class BuggyLog(IEventLog log, SeededBug bug) : IEventLog
{
    /// <summary>Parts a command's own id from what hides it from the log.</summary>
    public const char Again = '#';

    private long _commands;

    public LogHead Head => log.Head;

    public async ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel) => await log.Append(
        bug switch
        {
            SeededBug.SkipFence => batch with { ExpectedVersion = await VersionOf(batch.Stream, cancel) },
            SeededBug.ForgetCommandIds => batch with { CommandId = $"{batch.CommandId}{Again}{++_commands}" },
            SeededBug.LoseReHome => batch with { Facts = [.. batch.Facts.Select(WithoutOldHome)] },
            _ => batch,
        },
        cancel);

    public ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long after, int atMost, CancellationToken cancel) =>
        log.ReadStream(stream, after, atMost, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadFeed(string feed, long after, int atMost, CancellationToken cancel) =>
        log.ReadFeed(feed, after, atMost, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadAll(long after, int atMost, CancellationToken cancel) =>
        log.ReadAll(after, atMost, cancel);

    public ValueTask<string?> ReadHash(long commit, CancellationToken cancel) => log.ReadHash(commit, cancel);

    public ValueTask WaitBeyond(long position, CancellationToken cancel) => log.WaitBeyond(position, cancel);

    public ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel) => log.ReadFeedHead(feed, cancel);

    public ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long after, CancellationToken cancel) =>
        bug == SeededBug.DropNudges ? ValueTask.FromResult<ImmutableArray<FeedHead>>([])
        : log.ReadFeedHeads(after, cancel);

    public ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel) => log.SaveSnapshot(snapshot, cancel);

    public ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel) =>
        log.ReadSnapshot(stream, foldVersion, cancel);

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        log.Check(progress, cancel);

    public LogDescription Describe() => log.Describe();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<long> VersionOf(string stream, CancellationToken cancel) =>
        (await log.ReadStream(stream, 0, int.MaxValue, cancel)).Length;

    /// <summary>A fact in two areas' feeds moves a case; the second is the home that loses it.</summary>
    private static NewFact WithoutOldHome(NewFact fact)
    {
        var areas = fact.Feeds.Where(feed => feed.StartsWith("area:", StringComparison.Ordinal)).ToArray();
        return areas.Length < 2 ? fact : fact with { Feeds = fact.Feeds.Remove(areas[1]) };
    }
}
