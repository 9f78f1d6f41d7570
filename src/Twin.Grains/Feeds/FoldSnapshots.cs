using System.Security.Cryptography;
using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>Keeps what a fold of a feed knows now and then, to wake up faster; never needed for truth.</summary>
/// <param name="name">Under which name the log keeps it; one fold has one name.</param>
/// <param name="foldVersion">Raise it with every change of the fold or of what it keeps.</param>
internal sealed class FoldSnapshots(IEventLog log, string feed, string name, int foldVersion)
{
    private const int FactsBetween = 200;

    /// <summary>In a burst facts come by the thousand; a snapshot a minute is enough to wake up from.</summary>
    private static readonly TimeSpan PauseLeast = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PauseMost = TimeSpan.FromHours(24);

    private long _keptNumber;
    private DateTimeOffset _keptAt;

    /// <summary>The newest one that is whole, of this fold and not ahead of the log, and its place.</summary>
    /// <param name="read">Reads it; null when it is of another fold than is wanted.</param>
    public async ValueTask<(TMemory Memory, long Number)?> Newest<TMemory>(
        Func<ReadOnlyMemory<byte>, TMemory?> read, CancellationToken cancel)
        where TMemory : class
    {
        if (await log.ReadSnapshot(name, foldVersion, cancel) is not { } kept
            || kept.Hash != HashOf(kept.State.Span)
            || kept.Version > (await log.ReadFeedHead(feed, cancel)).Number
            || read(kept.State) is not { } memory)
        {
            return null;
        }

        _keptNumber = kept.Version;
        return (memory, kept.Version);
    }

    public async ValueTask KeepIfDue(
        Func<ReadOnlyMemory<byte>> write, long number, DateTimeOffset now, CancellationToken cancel)
    {
        if (_keptAt == default && number - _keptNumber < FactsBetween)
        {
            // Whoever just woke up had few facts to read: the day is counted from here.
            _keptAt = now;
        }

        if (number > _keptNumber && now - _keptAt >= (number - _keptNumber >= FactsBetween ? PauseLeast : PauseMost))
        {
            var state = write();
            await log.SaveSnapshot(new Snapshot(name, number, foldVersion, HashOf(state.Span), state), cancel);
            (_keptNumber, _keptAt) = (number, now);
        }
    }

    private static string HashOf(ReadOnlySpan<byte> state) => Convert.ToHexStringLower(SHA256.HashData(state));
}
