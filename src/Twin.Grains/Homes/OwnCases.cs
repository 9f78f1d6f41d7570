using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Homes;

/// <summary>The cases whose home this is: a fold of its feed, and which marks changed since the last beat.</summary>
internal sealed class OwnCases
{
    private readonly BoardSnapshots _snapshots;
    private readonly FeedCursor _cursor;
    private readonly Dictionary<CaseId, CaseTrace> _changed = [];
    private BoardFold _fold;
    private bool _shown;

    public OwnCases(HomeId home, int households, IEventLog log)
    {
        _fold = new BoardFold(home, households);
        _snapshots = new BoardSnapshots(log, CaseFeeds.Area(home));
        _cursor = new FeedCursor(log, CaseFeeds.Area(home), Apply);
    }

    /// <summary>A read or a fold failed: <see cref="CatchUp"/> again.</summary>
    public bool Behind => _cursor.Behind;

    public bool HasChanges => _changed.Count > 0;

    /// <summary>Looking changes nothing.</summary>
    public Board AsOf(long minute) => _fold.AsOf(minute);

    /// <summary>The home's open cases.</summary>
    public IEnumerable<CaseTrace> Open => _fold.Open.Values;

    public async Task Load(CancellationToken cancel)
    {
        if (await _snapshots.Newest(_fold.Home, _fold.Households, cancel) is { } kept)
        {
            _fold = new BoardFold(kept.Memory);
            _cursor.StartAt(kept.Number);
        }

        if (!Mutants.Has(Mutants.ForgetHeadCheck))
        {
            await _cursor.CatchUp(cancel);
        }
    }

    /// <summary>Somebody watches: from now on changes are noted, all open cases first.</summary>
    public void Show()
    {
        _shown = true;
        foreach (var trace in _fold.Open.Values)
        {
            Note(trace);
        }
    }

    public ValueTask Take(CaseNews news, CancellationToken cancel) => _cursor.Take(news, cancel);

    public ValueTask Hear(long head, CancellationToken cancel) => _cursor.Hear(head, cancel);

    /// <summary>Looks how far the feed has come.</summary>
    public ValueTask LookAtHead(CancellationToken cancel) => _cursor.LookAtHead(cancel);

    public ValueTask CatchUp(CancellationToken cancel) => _cursor.CatchUp(cancel);

    public ValueTask KeepSnapshot(DateTimeOffset now, CancellationToken cancel) =>
        _snapshots.KeepIfDue(_fold, _cursor.Number, now, cancel);

    /// <summary>Marks of the cases that changed since the last call.</summary>
    public CaseMark[] TakeChanges()
    {
        CaseMark[] marks = [.. _changed.Values.Select(CaseMark.Of)];
        _changed.Clear();
        return marks;
    }

    private void Apply(Committed fact)
    {
        if (_fold.Apply(fact) is { } trace)
        {
            Note(trace);
        }
    }

    private void Note(CaseTrace trace)
    {
        if (_shown)
        {
            _changed[trace.Case] = trace;
        }
    }
}
