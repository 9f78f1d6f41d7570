using Microsoft.Extensions.DependencyInjection;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Metrics;
using Twin.Contracts;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Silo.Gateway;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;
using Bound = Twin.Silo.Tests.Rights.Bound;

namespace Twin.Silo.Tests.Metrics;

/// <summary>Metrics over HTTP are those of the log, each with the cases behind it, for whoever may count.</summary>
public sealed class MetricTests
{
    [Fact]
    public async Task What_is_answered_is_what_the_log_says_at_that_position_now_and_later()
    {
        await using var city = await TestCity.Start();
        await city.Live(0);
        await city.Live(2);
        await city.Report(1, code: "E0202");
        await city.Services.Settle();
        using var lead = await city.As("lead");

        foreach (var area in new[] { TinyCity.Root, TinyCity.WestCommunity, TinyCity.WestGrid })
        {
            foreach (var window in MetricWindow.Words)
            {
                var live = await lead.Get<MetricsView>($"areas/{area}/metrics?window={window}");
                var told = await FromTheLog(city, live);
                Assert.Equal(told, live.Metrics.Select(Text));
            }
        }

        var before = await lead.Get<MetricsView>($"areas/{TinyCity.Root}/metrics?window=7d");
        await city.Live(1);
        await city.Services.Settle();
        var later = await lead.Get<MetricsView>(
            $"areas/{TinyCity.Root}/metrics?window=7d&at={before.Until:yyyy-MM-ddTHH:mm:ss.fffffffZ}");
        var now = await lead.Get<MetricsView>($"areas/{TinyCity.Root}/metrics?window=30d&atLeast={later.Position}");
        Assert.Equal(before.Metrics.Select(Text), later.Metrics.Select(Text));
        Assert.True(later.Position > before.Position);
        Assert.Equal(3, now.Metrics.Single(one => one.Code == "M08").Denominator);
    }

    [Fact]
    public async Task Every_metric_of_the_table_is_offered_at_its_levels_and_windows_and_at_no_other()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        foreach (var (area, level) in new[] { (TinyCity.Root, "City"), (TinyCity.WestGrid, "Grid") })
        {
            foreach (var window in MetricWindow.Words)
            {
                var view = await lead.Get<MetricsView>($"areas/{area}/metrics?window={window}");
                Assert.Equal(level, view.Level);
                Assert.Equal(
                    MetricTable.Rows.Where(row => CityMetrics.Ids.Contains(row.Id) && row.Levels.Contains(level)
                        && row.Windows.Contains(window)).Select(row => row.Id),
                    view.Metrics.Select(one => one.Code));
            }
        }

        var unit = await lead.Get<MetricsView>($"areas/{TinyCity.Root}/metrics?window=quarter&department=Enforcement");
        Assert.Equal("Department", unit.Level);
        Assert.Contains("M20", unit.Metrics.Select(one => one.Code));
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"areas/{TinyCity.Root}/metrics/M20/rows", UriKind.Relative));
        Assert.Equal("code", (await lead.Problem(request)).Field);
    }

    [Fact]
    public async Task Rows_name_each_case_with_why_and_add_up_to_the_figure()
    {
        await using var city = await TestCity.Start();
        var closed = await city.Live(0);
        var open = (await city.Report(3, code: "E0202")).CaseId;
        await city.Services.Settle();
        using var lead = await city.As("lead");

        var all = await lead.Get<MetricRowsView>($"areas/{TinyCity.Root}/metrics/M09/rows?window=7d");
        var few = await lead.Get<MetricRowsView>($"areas/{TinyCity.Root}/metrics/M03/rows");
        var paged = await lead.Get<MetricRowsView>($"areas/{TinyCity.Root}/metrics/M03/rows?counts=true&pageSize=1");
        var none = await lead.Get<MetricRowsView>($"areas/{TinyCity.Root}/metrics/M03/rows?counts=false");

        Assert.Equal(all.Metric.N, all.Total);
        Assert.Equal(all.Metric.Numerator, all.Rows.Count(row => row.Counts));
        Assert.Equal([open], few.Rows.Select(row => row.Case.CaseId));
        Assert.Equal(("在办", "open", 0), (few.Rows[0].Zh, few.Rows[0].En, few.Hidden));
        Assert.NotEqual(closed, few.Rows[0].Case.CaseId);
        Assert.Equal((1, 1L, 0L), (paged.Rows.Length, paged.Total, none.Total));
        Assert.All(CityMetrics.Ids, id => Assert.True(MetricTable.WordsOf.ContainsKey(id), id));
    }

    [Fact]
    public async Task A_rate_of_few_cases_of_a_grid_is_not_shown()
    {
        await using var city = await TestCity.Start();
        await city.Live(0);
        await city.Services.Settle();
        using var lead = await city.As("lead");

        var grid = await lead.Get<MetricsView>($"areas/{TinyCity.WestGrid}/metrics?window=7d");
        var home = await lead.Get<MetricsView>($"areas/{TinyCity.WestCommunity}/metrics?window=7d");

        Assert.All(grid.Metrics.Where(one => one.Few == true), one => Assert.Null(one.Value ?? one.Numerator));
        Assert.True(grid.Metrics.Single(one => one.Code == "M08").Few);
        Assert.Null(home.Metrics.Single(one => one.Code == "M08").Few);
    }

    [Fact]
    public async Task Only_who_counts_gets_figures_and_only_who_sees_cases_gets_rows()
    {
        await using var city = await TestCity.Start();
        await city.Live(0);
        await city.Services.Settle();
        using var resident = RightCity.With(city, "r", [new Bound("Resident", TinyCity.Root, null)]);
        using var analyst = RightCity.With(city, "a", [new Bound("Analyst", TinyCity.WestCommunity, null)]);
        using var bureau = await city.As("handler-enforcement");

        Assert.Equal(403, await Status(resident, $"areas/{TinyCity.Root}/metrics"));
        Assert.Equal(403, await Status(analyst, $"areas/{TinyCity.Root}/metrics"));
        Assert.NotEmpty((await analyst.Get<MetricsView>($"areas/{TinyCity.WestCommunity}/metrics")).Metrics);
        Assert.Equal(403, await Status(analyst, $"areas/{TinyCity.WestCommunity}/metrics/M03/rows"));
        Assert.Equal(403, await Status(bureau, $"areas/{TinyCity.Root}/metrics"));
        Assert.Equal(403, await Status(bureau, $"areas/{TinyCity.Root}/metrics?department=Power"));
        var own = await bureau.Get<MetricRowsView>(
            $"areas/{TinyCity.Root}/metrics/M14/rows?department=Enforcement&window=7d");
        Assert.Equal((1L, 1), (own.Total, own.Rows.Length));
    }

    private static async Task<int> Status(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return (await http.Problem(request)).Status;
    }

    /// <summary>The same counted from nothing but the facts up to the position.</summary>
    private static async Task<IEnumerable<string>> FromTheLog(TestCity city, MetricsView view)
    {
        var (stories, homes) = (new Dictionary<CaseId, CaseStory>(), new Dictionary<CaseId, HomeId>());
        foreach (var fact in await city.Log.ReadAll(0, 100_000, TestContext.Current.CancellationToken))
        {
            if (fact.Position > view.Position || CaseFacts.Committed(fact) is not { } told) continue;
            stories[told.Case] = (stories.GetValueOrDefault(told.Case) ?? CaseStory.Absent(told.Case)).After(told);
            homes[told.Case] = CaseFeeds.HomeAfter(told.Happened) ?? homes[told.Case];
        }

        var tree = city.Services.GetRequiredService<CityTree>();
        var (calendar, areas) = (city.Services.GetRequiredService<CalendarBook>(),
            city.Services.GetRequiredService<AreaViews>());
        var area = new HomeId(view.Area);
        var ask = new MetricAsk(
            [.. stories.Values.Where(story => tree.Covers(area, homes[story.Id]))], view.From, view.Until,
            calendar.Now, areas.Find(view.Area)!.Households)
        {
            Duty = DutyCover.Of([.. tree.Book.All.Where(id => tree.IsGrid(id) && tree.Covers(area, id))], []),
        };
        return view.Metrics.Select(one => Text(MetricViews.Of(MetricSheet.Figure(one.Code, view.Level, ask))));
    }

    private static string Text(MetricView one) =>
        $"{one.Code} {one.Value} {one.Numerator}/{one.Denominator} n={one.N} few={one.Few} "
        + string.Join(' ', one.Parts.Select(part => $"{part.Name}={part.Value}"));
}
