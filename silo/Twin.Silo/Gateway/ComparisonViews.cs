using System.Collections.Immutable;
using Twin.City;
using Twin.City.Comparisons;
using Twin.City.Metrics;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Grains.Clocks;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>The areas right below one side by side, each with its interval; no rank.</summary>
internal sealed class ComparisonViews(
    CaseList list, CityTree tree, CalendarBook calendar, ReferenceCity city, TimeProvider time)
{
    public ComparisonView Of(HomeId area, MetricWindow window)
    {
        var now = time.GetUtcNow();
        var below = Below(area);
        var (stories, position) = list.Look(look =>
        {
            var all = new List<(HomeId, IReadOnlyCollection<CaseStory>)>(below.Length);
            foreach (var home in below)
            {
                all.Add((home, look.Shelf(home)?.Stories() ?? []));
            }

            return (all, look.Position);
        });
        var ask = new MetricAsk([], window.Begin(now, city.TimeZone), now, calendar.Now);
        return new ComparisonView(
            area.Value, window.Word, ask.From, now, [.. Comparison.Of(stories, ask).Select(Of)], position);
    }

    /// <summary>One alone has nobody to be compared with: then those below it.</summary>
    private ImmutableArray<HomeId> Below(HomeId area)
    {
        ImmutableArray<HomeId> below = [.. tree.Book.LiveChildrenOf(area).Select(row => row.Id)];
        return below is [var alone] ? Below(alone) : below;
    }

    private ComparedView Of(ComparedArea one) => new(
        one.Area.Value, tree.Book.Find(one.Area)?.Name, one.N, one.Late, one.N == 0 ? null : (double)one.Late / one.N,
        one.Share?.Low, one.Share?.High, one.Expected, one.Ratio, one.RatioInterval?.Low, one.RatioInterval?.High,
        one.Differs);
}
