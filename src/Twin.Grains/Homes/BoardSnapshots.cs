using Twin.City;
using Twin.City.Boards;
using Twin.City.Json;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Homes;

/// <summary>Keeps a home's fold now and then, to wake up faster. Without any of them the boards are the same.</summary>
internal sealed class BoardSnapshots(IEventLog log, string feed)
{
    /// <summary>Raise it with every change of <see cref="BoardFold"/> or of what it keeps.</summary>
    private const int FoldVersion = 1;

    private readonly FoldSnapshots _kept = new(log, feed, feed, FoldVersion);

    /// <summary>The newest one that is whole, of this fold and not ahead of the log, and its place.</summary>
    public ValueTask<(BoardMemory Memory, long Number)?> Newest(
        HomeId home, int households, CancellationToken cancel) => _kept.Newest(
            state => CityJson.DecodeBoard(state) is var memory && memory.Home == home
                && memory.Households == households ? memory : null,
            cancel);

    public ValueTask KeepIfDue(BoardFold fold, long number, DateTimeOffset now, CancellationToken cancel) =>
        _kept.KeepIfDue(() => CityJson.Encode(fold.Memory()), number, now, cancel);
}
