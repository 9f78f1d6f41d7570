using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Json;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Clocks;

/// <summary>The clocks of one home's cases: a fold of its feed, kept now and then to wake up faster.</summary>
internal sealed class HomeClocks
{
    /// <summary>Raise it with every change of <see cref="ClockFold"/> or of what it keeps.</summary>
    private const int FoldVersion = 2;

    private readonly FeedCursor _cursor;
    private readonly FoldSnapshots _snapshots;

    public HomeClocks(HomeId home, IEventLog log)
    {
        var feed = CaseFeeds.Area(home);
        Fold = new ClockFold(home);
        _cursor = new FeedCursor(log, feed, fact => Fold.Apply(fact));
        _snapshots = new FoldSnapshots(log, feed, $"clocks:{home}", FoldVersion);
    }

    public ClockFold Fold { get; private set; }

    public HomeId Home => Fold.Home;

    public bool Behind => _cursor.Behind;

    /// <summary>Nothing up to that number is missing.</summary>
    public bool Has(long number) => number <= _cursor.Number && !_cursor.Behind;

    public async Task Load(CancellationToken cancel)
    {
        if (await _snapshots.Newest(Read, cancel) is { } kept)
        {
            Fold = new ClockFold(kept.Memory);
            _cursor.StartAt(kept.Number);
        }

        await _cursor.CatchUp(cancel);
    }

    public ValueTask Take(CaseNews news) => _cursor.Take(news, CancellationToken.None);

    public ValueTask Hear(long head) => _cursor.Hear(head, CancellationToken.None);

    public ValueTask CatchUp(CancellationToken cancel) => _cursor.CatchUp(cancel);

    /// <summary>Looks how far the feed has come.</summary>
    public ValueTask LookAtHead(CancellationToken cancel) => _cursor.LookAtHead(cancel);

    public ValueTask KeepSnapshot(DateTimeOffset now, CancellationToken cancel) =>
        _snapshots.KeepIfDue(() => CityJson.Encode(Fold.Memory()), _cursor.Number, now, cancel);

    private ClockMemory? Read(ReadOnlyMemory<byte> state) =>
        CityJson.DecodeClocks(state) is var memory && memory.Home == Fold.Home ? memory : null;
}
