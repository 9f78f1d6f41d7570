using System.Text.Json;
using Twin.City.Metrics;
using Twin.Cli.Terminal;
using Twin.Cli.Verify;
using Twin.Contracts;

namespace Twin.Cli.Tests.Verify;

/// <summary>Figures of a sheet and of a screen against the log, at their own positions.</summary>
public sealed class ShownPageTests
{
    private static readonly HomeTree Tree = new(RandomTown.Areas);
    private static readonly CalendarView Calendar = new("Asia/Shanghai", [], 0);
    private static readonly AreaView Street = RandomTown.Areas.Single(area => area.Id == "street");

    [Fact]
    public async Task A_sheet_that_is_the_logs_is_equal_and_an_injected_figure_is_found_by_name()
    {
        await using var town = new RandomTown(11);
        await town.Live(400);
        var folded = await Fold(town, town.Log.Head.Position);
        var (all, sheet) = Sheet(town, folded);
        var changed = Injection.Parse("street/M03=+1");

        Assert.Empty(FoldedFigures.Differing(sheet, all, Calendar.Zone));
        Assert.StartsWith("street/M03 30d: live ", Assert.Single(
            FoldedFigures.Differing(changed.Into(sheet), all, Calendar.Zone)));
        Assert.False(changed.IsOfBoard);
        Assert.True(sheet.Figures.Single(one => one.Figure == "M03").Value > 0);
    }

    [Fact]
    public async Task Figures_of_a_screen_are_counted_each_at_its_own_position()
    {
        await using var town = new RandomTown(12);
        await town.Live(200);
        var early = (town.Log.Head.Position, At(town), Open(await Fold(town, town.Log.Head.Position), town));
        var city = RandomTown.Areas.Single(area => area.Id == "city");
        var all = (await Fold(town, early.Position)).Metrics.AllOf(city, early.Item2, Calendar);
        var counted = CityMetrics.Of("M03", all.Since(early.Item2, out _)).Value;
        await town.Live(200);
        var late = (town.Log.Head.Position, At(town), Open(await Fold(town, town.Log.Head.Position), town));
        ShownFigure[] right =
        [
            new("open", "city", "now", late.Item3, late.Position, late.Item2),
            new("open", "city", "now", early.Item3, early.Position, early.Item2),
            new("M03", "city", "live", counted, early.Position, early.Item2),
            new("M25", "city", "live", null, late.Position, late.Item2),
            new("reported24", "city", "24h", 5, late.Position, late.Item2),
        ];

        var said = await Compare(town, right);
        var wrong = await Compare(town, [right[1], right[2] with { Value = counted + 1 }]);

        Assert.Equal(("3", "3", "2"), (said["page"], said["pageEqual"], said["pageElsewhere"]));
        Assert.Empty(said.Faults);
        Assert.StartsWith("city/M03 live: the screen shows", Assert.Single(wrong.Faults));
    }

    [Fact]
    public void A_page_that_cannot_be_read_is_told() => Assert.Contains(
        "expected a JSON array of figures",
        Assert.Throws<InputException>(() => ShownPage.Read("no-such-file.json", Tree)).Message);

    private static async Task<Outcome> Compare(RandomTown town, ShownFigure[] figures)
    {
        var (file, outcome) = (Path.GetTempFileName(), new Outcome());
        await File.WriteAllTextAsync(
            file, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web), TestContext.Current.CancellationToken);
        await ShownPage.Read(file, Tree).Compare(
            new FoldedBoards(Tree), new FoldedDevices(Tree, [], null), town.Log,
            Calendar, outcome, TestContext.Current.CancellationToken);
        File.Delete(file);
        return outcome;
    }

    private static async Task<FoldedBoards> Fold(RandomTown town, long position)
    {
        var folded = new FoldedBoards(Tree);
        await folded.ReadTo(position, town.Log, _ => { }, TestContext.Current.CancellationToken);
        return folded;
    }

    private static DateTimeOffset At(RandomTown town) => DateTimeOffset.FromUnixTimeSeconds(town.Minute * 60);

    private static long Open(FoldedBoards folded, RandomTown town) => folded.At("city", town.Minute).Open;

    private static (MetricAsk All, FiguresView Sheet) Sheet(RandomTown town, FoldedBoards folded)
    {
        var all = folded.Metrics.AllOf(Street, At(town), Calendar);
        var window = MetricWindow.Of("30d")!;
        var figures = FigureSheet.Of("Community", window, all, TimeZoneInfo.FindSystemTimeZoneById(Calendar.Zone));
        return (all, new FiguresView(
            Street.Id, null, "Community", window.Word, all.Until, 0,
            [.. figures.Select(one => new FigureView(
                one.Row.Id, one.Row.Metric.Id, one.Row.Group, one.Row.Kind, one.Row.Source.ToString(), one.Row.Zh,
                one.Row.En, one.Window.Word, one.From, one.Value, one.N, "", "", ""))],
            [.. VitalSigns.Of(all).Select(one => new SignView(
                one.Row.Id, one.Row.Zh, one.Row.En, "", "", "", "", "", one.Value, one.Tone?.ToString(), 0, 0, 0, 0,
                false, ""))],
            folded.Position, 0));
    }
}
