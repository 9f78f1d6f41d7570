using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Clocks;

/// <summary>The clocks of one home's cases: a fold of its feed.</summary>
internal sealed class HomeClocks
{
    private readonly IEventLog _log;
    private readonly FeedCursor _cursor;
    private ClockFold _fold;

    public HomeClocks(HomeId home, IEventLog log)
    {
        _log = log;
        _fold = new ClockFold(home);
        _cursor = new FeedCursor(log, CaseFeeds.Area(home), Apply);
    }

    public ClockFold Fold => _fold;

    public bool Behind => _cursor.Behind;

    public Task Load(CancellationToken cancel) => _cursor.CatchUp(cancel).AsTask();

    public ValueTask Take(CaseNews news) => _cursor.Take(news, CancellationToken.None);

    public ValueTask Hear(long head) => _cursor.Hear(head, CancellationToken.None);

    public ValueTask CatchUp(CancellationToken cancel) => _cursor.CatchUp(cancel);

    /// <summary>Looks how far the feed has come.</summary>
    public async Task LookAtHead(CancellationToken cancel) =>
        await _cursor.Hear((await _log.ReadFeedHead(_cursor.Feed, cancel)).Number, cancel);

    private void Apply(Committed fact) => _fold.Apply(fact);
}
