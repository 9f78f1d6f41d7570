using Twin.City;
using Twin.City.Resources;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Stocks;

/// <summary>Which cases hold resources, of all holders: a fold of the feed of stocks.</summary>
/// <remarks>One reader at a time.</remarks>
public sealed class HeldStocks(IEventLog log)
{
    private readonly SortedDictionary<string, (StockState State, long Version)> _stocks = new(StringComparer.Ordinal);
    private long _number;
    private long _position;

    /// <summary>Reads what is new; asks nothing of a log that has not grown.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        var head = log.Head.Position;
        if (head == _position) return;
        await foreach (var fact in log.FeedAfter(StockGrain.Feed, _number, cancel))
        {
            Apply(fact);
            _number++;
        }

        _position = head;
    }

    /// <summary>Each case that has something of a holder now.</summary>
    public IEnumerable<HeldStock> Held(DateTimeOffset now) =>
        from stock in _stocks
        from held in stock.Value.State.Rows.Where(row => row.For is { } one && row.IsHeldFor(one, now))
            .Select(row => row.For!.Value).Distinct()
        select new HeldStock(stock.Key, held, stock.Value.Version);

    /// <summary>What each case has of each holder now, by kind; what is committed apart from what is kept.</summary>
    public IEnumerable<HeldKind> Kinds(DateTimeOffset now) =>
        from stock in _stocks
        from row in stock.Value.State.Rows
        where row.For is { } one && row.IsHeldFor(one, now)
        group row by (Holder: stock.Key, Case: row.For!.Value, row.Kind, Use: row.Use(now)) into held
        select new HeldKind(
            held.Key.Holder, held.Key.Case, held.Key.Kind, held.Key.Use == ResourceUse.Committed, held.Count());

    private void Apply(Fact fact)
    {
        var holder = StockGrain.HolderOf(fact.Stream);
        var state = _stocks.TryGetValue(holder, out var known) ? known.State : StockState.Empty;
        _stocks[holder] = (state.After(FactFamilies.Stocks.Read(fact)), fact.Version);
    }
}

/// <summary>So many resources of one kind that a case has of a holder.</summary>
public sealed record HeldKind(string Holder, CaseId Case, string Kind, bool IsCommitted, int Count);

/// <summary>A case that has resources of a holder.</summary>
/// <param name="Version">Of the holder's stock: what is held later is another matter.</param>
public sealed record HeldStock(string Holder, CaseId Case, long Version)
{
    /// <summary>Identity of giving it back: once, however often it is noticed.</summary>
    public string CommandId => $"ended/{Case}/{Version}";
}
