using System.Collections.Immutable;

namespace Twin.EventLog;

/// <summary>The city's truth: facts in one order, appended and never changed.</summary>
/// <remarks>
/// Waiting appends of all streams share one durable commit. A stale or refused batch fails alone.
/// Readers never see a hole: what a read answers is durable and complete up to there.
/// </remarks>
public interface IEventLog : IAsyncDisposable
{
    /// <summary>Stores a batch; answers after the sync that covers it.</summary>
    /// <exception cref="LogConflictException">Another writer was faster on this stream.</exception>
    /// <exception cref="LogFullException">Too many batches wait; nothing was stored.</exception>
    /// <exception cref="LogUnavailableException">The store is out of reach; send the same again.</exception>
    /// <remarks>
    /// A batch whose <see cref="NewBatch.CommandId"/> the stream already holds is answered with the stored facts.
    /// Cancellation counts only until the batch is in a commit.
    /// </remarks>
    ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel);

    /// <summary>Facts of one stream with version &gt; <paramref name="afterVersion"/>, in order.</summary>
    ValueTask<ImmutableArray<Fact>> ReadStream(string stream, long afterVersion, int atMost, CancellationToken cancel);

    /// <summary>Facts of one feed with number &gt; <paramref name="afterNumber"/>, in order.</summary>
    ValueTask<ImmutableArray<Fact>> ReadFeed(string feed, long afterNumber, int atMost, CancellationToken cancel);

    /// <summary>All facts with position &gt; <paramref name="afterPosition"/>, in order.</summary>
    ValueTask<ImmutableArray<Fact>> ReadAll(long afterPosition, int atMost, CancellationToken cancel);

    /// <summary>The end of the log as it is durable now; no I/O.</summary>
    LogHead Head { get; }

    /// <summary>Hash of the chain up to a commit, to compare with a printed head; null when there is none.</summary>
    ValueTask<string?> ReadHash(long commit, CancellationToken cancel);

    /// <summary>Completes when the head is beyond <paramref name="position"/>.</summary>
    ValueTask WaitBeyond(long position, CancellationToken cancel);

    /// <summary>The end of one feed; number 0 when it has no fact.</summary>
    ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel);

    /// <summary>The feeds that got a number after <paramref name="afterPosition"/>, each with its end.</summary>
    ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long afterPosition, CancellationToken cancel);

    /// <summary>Keeps the newest snapshot of a stream, durable some time later.</summary>
    ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel);

    /// <summary>The newest snapshot of this fold version; null when there is none.</summary>
    ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel);

    /// <summary>Walks the whole chain and names the first broken place; changes nothing.</summary>
    ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel);

    /// <summary>What this store is and how it syncs, read from the live connection (for health and READY).</summary>
    LogDescription Describe();
}

/// <summary>The store in figures that an operator can check.</summary>
/// <param name="Store"><c>sqlite</c>, <c>memory</c> or <c>postgres</c>.</param>
/// <param name="Place">File or database; no secret.</param>
/// <param name="Settings">Such as <c>synchronous=2</c> and <c>journal_mode=wal</c>, as the connection answers
/// them.</param>
public sealed record LogDescription(string Store, string Place, ImmutableSortedDictionary<string, string> Settings);

/// <summary>Two writers met on one stream. The caller forgets its state, reloads and decides again.</summary>
public sealed class LogConflictException(string stream, long expected, long found)
    : Exception($"Stream '{stream}' is at version {found}; this writer had read {expected}. Reload and decide again.")
{
    public long Expected { get; } = expected;

    public long Found { get; } = found;
}

/// <summary>The log has no room for another waiting batch. Nothing was stored; try again later.</summary>
public sealed class LogFullException(int waiting, int most)
    : Exception($"{waiting} writes wait for their commit, at most {most} may. Nothing was stored; try again later.");

/// <summary>The store of the log is out of reach for now. Send the same command again, it is stored once.</summary>
public sealed class LogUnavailableException(string sentence, Exception? inner = null) : Exception(sentence, inner);

/// <summary>The log cannot be opened or written as it is.</summary>
public sealed class LogBrokenException(string sentence, Exception? inner = null) : Exception(sentence, inner);
