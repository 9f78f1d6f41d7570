using Twin.City;
using Twin.City.Metrics;
using Twin.City.SourceFixes;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Feeds;
using Twin.Grains.SourceFixes;

namespace Twin.Grains.Civic;

/// <summary>What metrics count beside cases, for all threads of a silo.</summary>
public sealed class CivicBook(IEventLog log, CityTree tree)
{
    private readonly FoldedStream<SourceFixBook> _fixes = new(
        log, SourceFixGrain.Stream, SourceFixBook.Empty,
        static (book, fact) => book.After(FactFamilies.SourceFixes.Read(fact), fact.Version, fact.At));

    /// <summary>Of an area, true up to the log's head when this is asked.</summary>
    public async Task<CivicPast> Of(HomeId area, CancellationToken cancel)
    {
        await _fixes.CatchUp(cancel);
        return new CivicPast([.. _fixes.Now.Rows.Where(row => tree.Covers(area, row.Opened.Home))]);
    }
}
