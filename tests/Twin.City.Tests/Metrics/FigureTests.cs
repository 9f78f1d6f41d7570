using Twin.City.Metrics;

namespace Twin.City.Tests.Metrics;

/// <summary>The catalogue holds what metrics.csv wants, and a sheet counts all of it at one moment.</summary>
public sealed class FigureTests
{
    private static readonly string[] Levels = ["City", "District", "Street", "Community", "Grid", "Department"];

    [Fact]
    public void Every_metric_has_its_value_as_a_figure_and_no_figure_is_of_another_one()
    {
        foreach (var metric in MetricTable.Rows)
        {
            Assert.Single(FigureTable.Rows, row => row.Metric.Id == metric.Id && row.Part is null);
        }

        Assert.All(FigureTable.Rows, row => Assert.StartsWith(row.Metric.Id, row.Id, StringComparison.Ordinal));
        Assert.True(FigureTable.At("City").Count(row => row.Source == FigureSource.Log) >= 60);
    }

    [Fact]
    public void A_figure_that_nothing_tells_says_why_in_both_languages_and_no_other_does()
    {
        Assert.All(FigureTable.Rows, row =>
        {
            var isNone = row.Source == FigureSource.None;
            Assert.Equal((isNone, isNone), (row.LacksZh is not null, row.LacksEn is not null));
        });
        Assert.All(SignTable.Rows, row =>
        {
            // What devices tell says so while none has told anything.
            var isNone = row.Source is FigureSource.None or FigureSource.Device;
            Assert.Equal((isNone, isNone), (row.LacksZh is not null, row.LacksEn is not null));
        });
        Assert.Equal(20, SignTable.Rows.Length);
    }

    [Fact]
    public void A_figure_from_the_log_is_one_that_its_metric_knows()
    {
        foreach (var row in FigureTable.Rows.Where(row => row.Source == FigureSource.Log))
        {
            Assert.Contains(row.Metric.Id, CityMetrics.Ids);
        }

        // Each part that a day of cases gives has its figure, but for classes, which are as many as there are.
        var day = Told.Ask(
            Told.Life("kept", 100, 90, 1_000), Told.Life("late", 100, 150), Told.Life("open", 500, null));
        foreach (var id in CityMetrics.Ids)
        {
            var parts = CityMetrics.Of(id, day).Parts.Keys
                .Where(part => !part.StartsWith("E0406", StringComparison.Ordinal));
            Assert.All(parts, part => Assert.Contains(
                FigureTable.Rows, row => row.Metric.Id == id && row.Part == part));
        }
    }

    [Fact]
    public void A_sheet_holds_all_figures_of_its_level_each_in_a_window_that_its_metric_has()
    {
        var ask = Told.Ask(Told.Life("kept", 100, 90, 1_000), Told.Life("open", 500, null));
        foreach (var level in Levels)
        {
            foreach (var window in MetricWindow.Words)
            {
                var sheet = FigureSheet.Of(level, new MetricWindow(window), ask, TimeZoneInfo.Utc);

                Assert.Equal(FigureTable.At(level), sheet.Select(figure => figure.Row));
                Assert.All(sheet, figure => Assert.Contains(figure.Window.Word, figure.Row.Metric.Windows));
                Assert.All(sheet, figure => Assert.True(
                    figure.Window.Word == window || !figure.Row.Metric.Windows.Contains(window)));
                Assert.All(sheet, figure => Assert.True(
                    figure.Row.Source == FigureSource.Log || figure.Value is null, figure.Row.Id));
            }
        }
    }

    [Fact]
    public void Nothing_counted_is_zero_only_where_cases_were_counted()
    {
        var some = Sheet("City", Told.Ask(Told.Life("open", 500, null)));
        var none = Sheet("City", Told.Ask());

        Assert.Equal((1, 1, 0), (some["M03"], some["M03.Handling"], some["M03.Pending"]));
        Assert.Equal((0, 0), (none["M03"], none["M03.Handling"]));
        Assert.Null(none["M05"]);
        Assert.Null(none["M05.Grid"]);
        Assert.Null(none["M01a"]);
        Assert.Null(some["M25"]);
    }

    [Fact]
    public void Coverage_is_of_the_grids_that_have_somebody_and_unknown_where_nobody_knows()
    {
        var cover = DutyCover.Of([Told.Home, Town.South], [Told.Home, new HomeId("elsewhere")]);
        var ask = Told.Ask() with { Duty = cover };

        Assert.Equal(0.5, Sheet("City", ask)["M23"]);
        Assert.Null(Sheet("City", Told.Ask())["M23"]);
        Assert.Equal(1, Sign(ask, "VS17").Value);
    }

    [Fact]
    public void Signals_of_made_up_work_are_shares_of_what_was_closed()
    {
        var value = Told.Value("M35", Told.Life("last", 130, 129, 1_000), Told.Life("early", 130, 60, 1_000));

        Assert.Equal((0.5, 2), (value.Value!.Value, value.N));
        Assert.Equal(0, value.Parts["merged"]);
    }

    [Fact]
    public void A_sign_is_as_grave_as_its_table_says_and_one_that_nothing_tells_has_no_tone()
    {
        var overdue = Told.Ask(Told.Life("late", 100, null), Told.Life("soon", 5_000, null));

        Assert.Equal((50.0, SignTone.Red), (Sign(overdue, "VS16").Value!.Value, Sign(overdue, "VS16").Tone));
        Assert.Equal((null, null), (Sign(overdue, "VS01").Value, Sign(overdue, "VS01").Tone));
        Assert.Null(Sign(Told.Ask(), "VS16").Value);
        Assert.Equal((0, SignTone.Normal), (Sign(Told.Ask(), "VS15").Value!.Value, Sign(Told.Ask(), "VS15").Tone));
    }

    [Theory]
    [InlineData("VS16", 4.9, SignTone.Normal)]
    [InlineData("VS16", 5, SignTone.Yellow)]
    [InlineData("VS16", 20, SignTone.Red)]
    [InlineData("VS08", 0.7, SignTone.Normal)]
    [InlineData("VS08", 0.4, SignTone.Orange)]
    [InlineData("VS19", 84, SignTone.Red)]
    [InlineData("VS17", 0, SignTone.Normal)]
    [InlineData("VS17", 1, SignTone.Yellow)]
    [InlineData("VS17", 5, SignTone.Orange)]
    [InlineData("VS17", 10, SignTone.Red)]
    public void A_tone_begins_at_its_limit_upward_or_downward(string sign, double value, SignTone tone) =>
        Assert.Equal(tone, SignTable.Of[sign].ToneOf(value, 100));

    [Fact]
    public void Drills_count_in_no_figure_and_no_sign()
    {
        var drill = Told.Life("drill", 100, null) with { Tag = "storm" };

        Assert.Equal(0, Sheet("City", Told.Ask(drill))["M03"]);
        Assert.Null(Sign(Told.Ask(drill), "VS16").Value);
    }

    private static CountedSign Sign(MetricAsk ask, string id) =>
        Assert.Single(VitalSigns.Of(ask), sign => sign.Row.Id == id);

    private static Dictionary<string, double?> Sheet(string level, MetricAsk ask) =>
        FigureSheet.Of(level, MetricWindow.Live, ask, TimeZoneInfo.Utc)
            .ToDictionary(figure => figure.Row.Id, figure => figure.Value);
}
