using Twin.City.Metrics;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;
using Bound = Twin.Silo.Tests.Rights.Bound;

namespace Twin.Silo.Tests.Metrics;

/// <summary>One request gives all figures that a level wants, at one position, for whoever may count.</summary>
public sealed class FigureDoorTests
{
    /// <summary>Of the tiny city.</summary>
    private const int Grids = 4;

    [Fact]
    public async Task A_sheet_holds_what_its_level_wants_and_what_is_not_connected_says_so()
    {
        await using var city = await TestCity.Start();
        await city.Report(1, code: "E0202");
        await city.Services.Settle();
        using var lead = await city.As("lead");

        foreach (var (area, level) in new[]
        {
            (TinyCity.Root, "City"), (TinyCity.WestCommunity, "Community"), (TinyCity.WestGrid, "Grid"),
        })
        {
            var sheet = await lead.Get<FiguresView>($"areas/{area}/figures?window=30d");

            Assert.Equal(level, sheet.Level);
            Assert.Equal(FigureTable.At(level).Select(row => row.Id), sheet.Figures.Select(one => one.Figure));
            Assert.Equal(SignTable.Rows.Select(row => row.Id), sheet.Signs.Select(one => one.Sign));
            Assert.All(sheet.Figures.Where(one => one.Source != "Log"), one => Assert.Null(one.Value));
            Assert.All(sheet.Figures.Where(one => one.Source == "None"), one => Assert.NotEmpty(one.LacksZh!));
            Assert.All(sheet.Signs.Where(one => one.Source != "Log"), one => Assert.Null(one.Tone));
        }
    }

    [Fact]
    public async Task A_figure_is_the_metric_of_its_own_window_at_the_same_position()
    {
        await using var city = await TestCity.Start();
        await city.Report(1, code: "E0202");
        await city.Report(2, code: "E0202");
        await city.Services.Settle();
        using var lead = await city.As("lead");

        var sheet = await lead.Get<FiguresView>($"areas/{TinyCity.Root}/figures?window=30d");
        foreach (var figure in sheet.Figures.Where(one => one.Source == "Log" && one.Figure == one.Metric))
        {
            var metrics = await lead.Get<MetricsView>(
                $"areas/{TinyCity.Root}/metrics?window={figure.Window}&atLeast={sheet.Position}");
            var metric = metrics.Metrics.Single(one => one.Code == figure.Metric);
            Assert.Equal((metric.Value, metric.N), (figure.Value, figure.N));
        }

        Assert.Equal(2, sheet.Figures.Single(one => one.Figure == "M03").Value);
        Assert.Equal("live", sheet.Figures.Single(one => one.Figure == "M03").Window);
        Assert.Equal("30d", sheet.Figures.Single(one => one.Figure == "M01a").Window);
    }

    [Fact]
    public async Task A_worker_who_takes_a_seat_covers_the_grid_and_one_who_leaves_it_does_not()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        using var worker = await city.As("worker-1");
        var post = (await lead.Get<PostView[]>("posts")).First(one => one.Home == TinyCity.WestGrid);

        var before = await Covered();
        await Sit("sign-on");
        var on = await Covered();
        await Sit("sign-off");

        Assert.Equal((0, 1.0, 0), (before, on, await Covered()));

        async Task Sit(string how)
        {
            using var answer = await worker.PostAsync(
                new Uri($"posts/{post.Id}/{how}", UriKind.Relative), null, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        async Task<double?> Covered()
        {
            await city.Services.Settle();
            var head = city.Log.Head.Position;
            var sheet = await lead.Get<FiguresView>($"areas/{TinyCity.Root}/figures?atLeast={head}");
            return sheet.Figures.Single(one => one.Figure == "M23").Value * Grids;
        }
    }

    [Fact]
    public async Task Only_who_counts_gets_figures()
    {
        await using var city = await TestCity.Start();
        using var resident = RightCity.With(city, "r", [new Bound("Resident", TinyCity.Root, null)]);
        using var analyst = RightCity.With(city, "a", [new Bound("Analyst", TinyCity.WestCommunity, null)]);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"areas/{TinyCity.Root}/figures", UriKind.Relative));

        Assert.Equal(403, (await resident.Problem(request)).Status);
        Assert.NotEmpty((await analyst.Get<FiguresView>($"areas/{TinyCity.WestCommunity}/figures")).Figures);
    }
}
