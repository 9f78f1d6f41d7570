using System.Security.Cryptography;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Json;
using Twin.EventLog;

namespace Twin.Grains.Homes;

/// <summary>Keeps a home's fold now and then, to wake up faster. Without any of them the boards are the same.</summary>
internal sealed class BoardSnapshots(IEventLog log, string feed)
{
    /// <summary>Raise it with every change of <see cref="BoardFold"/> or of what it keeps.</summary>
    private const int FoldVersion = 1;

    private const int FactsBetween = 200;

    /// <summary>In a burst facts come by the thousand; a snapshot a minute is enough to wake up from.</summary>
    private static readonly TimeSpan PauseLeast = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PauseMost = TimeSpan.FromHours(24);

    private long _keptNumber;
    private DateTimeOffset _keptAt;

    /// <summary>The newest one that is whole, of this fold and not ahead of the log, and its place.</summary>
    public async ValueTask<(BoardMemory Memory, long Number)?> Newest(
        HomeId home, int households, CancellationToken cancel)
    {
        if (await log.ReadSnapshot(feed, FoldVersion, cancel) is not { } kept
            || kept.Hash != HashOf(kept.State.Span)
            || kept.Version > (await log.ReadFeedHead(feed, cancel)).Number
            || CityJson.DecodeBoard(kept.State) is not { } memory
            || memory.Home != home || memory.Households != households)
        {
            return null;
        }

        _keptNumber = kept.Version;
        return (memory, kept.Version);
    }

    public async ValueTask KeepIfDue(BoardFold fold, long number, DateTimeOffset now, CancellationToken cancel)
    {
        if (_keptAt == default && number - _keptNumber < FactsBetween)
        {
            // Whoever just woke up had few facts to read: the day is counted from here.
            _keptAt = now;
        }

        if (number > _keptNumber && now - _keptAt >= (number - _keptNumber >= FactsBetween ? PauseLeast : PauseMost))
        {
            var state = CityJson.Encode(fold.Memory());
            await log.SaveSnapshot(new Snapshot(feed, number, FoldVersion, HashOf(state.Span), state), cancel);
            (_keptNumber, _keptAt) = (number, now);
        }
    }

    private static string HashOf(ReadOnlySpan<byte> state) => Convert.ToHexStringLower(SHA256.HashData(state));
}
