using System.Collections.Immutable;
using Twin.City;
using Twin.City.Metrics;
using Twin.City.Ratings;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Grains.Clocks;

namespace Twin.Silo.ReadModel;

/// <summary>Ratings of a quarter; what is over is counted once.</summary>
internal sealed class CityRatings(
    AreaMetrics metrics, CaseList list, CityTree tree, CalendarBook calendar, ReferenceCity city, TimeProvider time)
{
    private volatile Kept? _kept;

    public Quarter Running => Quarter.Of(time.GetUtcNow(), city.TimeZone);

    public (DateTimeOffset From, DateTimeOffset End) Span(Quarter quarter) =>
        (quarter.Begin(city.TimeZone), quarter.End(city.TimeZone));

    /// <summary>All grids of the city.</summary>
    /// <returns>Null when too many cases have gone on since.</returns>
    public async Task<ImmutableArray<GridRating>?> Grids(Quarter quarter, RatingBook appeals, CancellationToken cancel)
    {
        var (position, book, leftOut) = (list.Position, tree.Book, appeals.LeftOut(quarter));
        if (_kept is { } kept && kept.Quarter == quarter && ReferenceEquals(kept.Map, book)
            && kept.LeftOut.SetEquals(leftOut) && (kept.Final || kept.Position == position))
        {
            return kept.Ratings;
        }

        var (from, end) = Span(quarter);
        var final = time.GetUtcNow() >= end;
        var grids = new List<(HomeId, ImmutableArray<CaseStory>)>();
        foreach (var grid in book.All.Where(home => tree.IsGrid(home) && book[home].IsLive))
        {
            if (await metrics.Stories(grid, final ? end : null, cancel) is not { } stories)
            {
                return null;
            }

            grids.Add((grid, [.. stories.Where(story => !leftOut.Contains(story.Id))]));
        }

        var ratings = GridRatings.Of(grids, from, final ? end : time.GetUtcNow(), calendar.Now);
        _kept = new Kept(quarter, position, book, leftOut, final, ratings);
        return ratings;
    }

    /// <summary>Departments that were asked for something in an area.</summary>
    public async Task<ImmutableArray<(DepartmentId Department, MetricValue Value)>?> Departments(
        HomeId area, Quarter quarter, CancellationToken cancel)
    {
        var ((from, end), now) = (Span(quarter), time.GetUtcNow());
        if (await metrics.Stories(area, now >= end ? end : null, cancel) is not { } stories)
        {
            return null;
        }

        var among = MetricSheet.Among(stories, from, out _);
        return DepartmentRatings.Of(new MetricAsk(among, from, now < end ? now : end, calendar.Now));
    }

    private sealed record Kept(
        Quarter Quarter, long Position, City.Areas.AreaBook Map, ImmutableHashSet<CaseId> LeftOut, bool Final,
        ImmutableArray<GridRating> Ratings);
}
