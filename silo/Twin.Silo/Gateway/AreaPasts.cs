using System.Collections.Immutable;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Json;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Areas;

namespace Twin.Silo.Gateway;

/// <summary>How the map has changed, and what it was at a moment.</summary>
internal sealed class AreaPasts(IEventLog log, CityTree tree) : IDisposable
{
    private const int FactsPerRead = 1_000;

    private readonly SemaphoreSlim _reading = new(1);
    private ImmutableArray<(Fact Fact, AreaEvent Happened)> _past = [];

    /// <summary>All that changed an area, oldest first.</summary>
    public async Task<AreaHistoryView> Of(AreaView area, CancellationToken cancel)
    {
        var id = new HomeId(area.Id);
        var past = await Read(cancel);
        var before = past.SelectMany(one => one.Happened switch
        {
            AreaEvent.AreaSplit e when e.Parts.Any(part => part.Id == id) => [e.Area],
            AreaEvent.AreaMerged e when e.Into.Id == id => e.Areas,
            _ => ImmutableArray<HomeId>.Empty,
        });
        return new AreaHistoryView(
            area.Id, area.Code, area.Level, area.Name, area.From, area.Until,
            [.. before.Select(one => one.Value).Distinct()], area.Heirs ?? [],
            [.. past.Select(one => Of(one.Fact, one.Happened, id)).OfType<AreaPastView>()]);
    }

    /// <summary>The map as it was: the fold of all that had happened.</summary>
    public async Task<AreaBook> MapAt(DateTimeOffset moment, CancellationToken cancel)
    {
        var past = await Read(cancel);
        if (past.Length > 0 && past[^1].Fact.At < moment && tree.Book.Version == past.Length)
        {
            return tree.Book;
        }

        return past.TakeWhile(one => one.Fact.At < moment).Aggregate(
            tree.Book.First, (book, one) => book.After(one.Happened, one.Fact.At, one.Fact.Position));
    }

    public void Dispose() => _reading.Dispose();

    private static AreaPastView? Of(Fact fact, AreaEvent happened, HomeId id)
    {
        var view = AreaChangeViews.Of(happened);
        if (!view.Areas.Contains(id.Value))
        {
            return null;
        }

        var (part, parent) = happened switch
        {
            AreaEvent.AreaDrawn e when e.Area.Id == id => (e.Area, (HomeId?)e.Parent),
            AreaEvent.AreaSplit e => (e.Parts.FirstOrDefault(one => one.Id == id), null),
            AreaEvent.AreaMerged e when e.Into.Id == id => (e.Into, e.Parent),
            AreaEvent.AreaMoved e when e.Area == id => (null, e.To),
            _ => ((AreaPart?)null, (HomeId?)null),
        };
        var recoded = happened as AreaEvent.AreaRecoded;
        return new AreaPastView(
            fact.Position, fact.At, fact.By.Account, view.Kind, view.Areas, part?.Code ?? recoded?.Code,
            part?.Name ?? recoded?.Name, parent?.Value);
    }

    /// <summary>Reads on where the last reading ended.</summary>
    private async Task<ImmutableArray<(Fact Fact, AreaEvent Happened)>> Read(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            ImmutableArray<Fact> page;
            do
            {
                page = await log.ReadStream(CityTree.Stream, _past.Length, FactsPerRead, cancel);
                _past = _past.AddRange(page.Select(
                    fact => (fact, CityJson.DecodeArea(fact.Kind, fact.Schema, fact.Payload))));
            }
            while (page.Length == FactsPerRead);

            return _past;
        }
        finally
        {
            _reading.Release();
        }
    }
}
