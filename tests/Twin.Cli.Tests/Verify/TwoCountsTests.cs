using Twin.City.Cases;
using Twin.Cli.Terminal;
using Twin.Cli.Verify;

namespace Twin.Cli.Tests.Verify;

public class TwoCountsTests
{
    private static readonly HomeTree Tree = new(RandomTown.Areas);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_fold_and_the_count_agree_on_a_log_of_chance(int seed)
    {
        await using var town = new RandomTown(seed);
        await town.Live(1500);
        foreach (var later in new[] { 0, 1, 600, 60 * 24 * 400 })
        {
            var (folded, counted) = await Count(town, town.Minute + later);

            foreach (var home in Tree.Homes)
            {
                for (var i = 0; i < Figures.Names.Length; i++)
                {
                    var tolerance = i == Figures.Heat ? counted.Count.HeatTolerance(home) : 0;
                    Assert.True(
                        Math.Abs(folded[home][i] - counted.Figures[home][i]) <= tolerance,
                        $"seed={seed} later={later} {home}/{Figures.Names[i]}: {folded[home][i]}, "
                        + $"{counted.Figures[home][i]}");
                }
            }
        }
    }

    [Fact]
    public async Task Such_a_log_holds_what_the_counts_are_about()
    {
        await using var town = new RandomTown(1);
        await town.Live(1500);
        var city = (await Count(town, town.Minute)).Folded["city"];

        foreach (var figure in new[]
        {
            "open", "closed", "closedOnTime", "closedLate", "closedNoLimit", "voided", "overdue", "onSpot",
            "defaultPlace", "drill", "heatMicros", "s1", "ungraded", "unassigned", "awaiting", "handling", "checking",
        })
        {
            Assert.True(city[Array.IndexOf(Figures.Names, figure)] > 0, $"{figure} is 0: nothing is proved about it");
        }

        Assert.Contains(town.Cases.Values, state => state.Home.Value != "city" && state.Stage == CaseStage.Closed);
    }

    [Fact]
    public async Task Equal_figures_are_equal_and_an_injected_one_is_found_by_name()
    {
        await using var town = new RandomTown(7);
        await town.Live(300);
        var (folded, _) = await Count(town, town.Minute);
        var live = Live(town, town.Minute, folded);
        var clean = new Comparison();
        clean.Add(live, folded, "fold", _ => 0);
        Injection.Parse("south/handling=+1").Into(live);
        var injected = new Comparison();
        injected.Add(live, folded, "fold", _ => 0);

        Assert.Equal((5 * Figures.Names.Length, 0), (clean.Figures, clean.Differing.Count));
        Assert.StartsWith("south/handling: live ", Assert.Single(injected.Differing));
    }

    [Fact]
    public async Task A_home_that_only_one_side_has_is_named()
    {
        await using var town = new RandomTown(8);
        await town.Live(50);
        var (folded, _) = await Count(town, town.Minute);
        var live = Live(town, town.Minute, folded);
        var more = new Comparison();
        more.Add(live, folded.Where(home => home.Key != "west").ToDictionary(), "fold", _ => 0);

        Assert.StartsWith("west:", Assert.Single(more.Differing));
    }

    [Fact]
    public async Task A_position_half_way_is_counted_as_it_was_then()
    {
        await using var town = new RandomTown(9);
        await town.Live(200);
        var (then, position, minute) = ((await Count(town, town.Minute)).Folded, town.Log.Head.Position, town.Minute);
        await town.Live(200);
        var counted = CountedBoards.Count(town.File, Tree, position).At(Live(town, minute, then));

        Assert.Equal(then["city"][0], counted["city"][0]);
        Assert.Equal(then["city"][^2], counted["city"][^2]);
        Assert.True(town.Log.Head.Position > position);
    }

    [Theory]
    [InlineData("city/open=+1", "city", "open", 1)]
    [InlineData("a/b/heatMicros=-20", "a/b", "heatMicros", -20)]
    [InlineData("city/M01a.strict=+1", "city", "M01a.strict", 1)]
    public void An_injection_reads_area_figure_and_sum(string text, string home, string figure, long add)
    {
        var injection = Injection.Parse(text);

        Assert.Equal((home, figure, add), (injection.Home, injection.Figure, injection.Add));
    }

    [Theory]
    [InlineData("open=+1")]
    [InlineData("city/opened=+1")]
    [InlineData("city/open")]
    [InlineData("city/open=many")]
    [InlineData("city/open=0")]
    public void What_is_no_injection_is_told(string text) =>
        Assert.Contains("expected area/figure=+1", Assert.Throws<InputException>(() => Injection.Parse(text)).Message);

    [Fact]
    public void An_injection_into_nowhere_is_told()
    {
        var live = new LiveBoards(1, new Dictionary<string, LiveBoard> { ["city"] = new(0, new long[23]) });

        Assert.Contains("'atlantis'", Assert.Throws<InputException>(
            () => Injection.Parse("atlantis/open=+1").Into(live)).Message);
    }

    private static async Task<(IReadOnlyDictionary<string, long[]> Folded,
        (CountedBoards Count, IReadOnlyDictionary<string, long[]> Figures) Counted)> Count(RandomTown town, long minute)
    {
        var empty = Tree.Homes.ToDictionary(home => home, _ => new long[Figures.Names.Length]);
        var live = Live(town, minute, empty);
        var folded = new FoldedBoards(Tree);
        await folded.ReadTo(town.Log.Head.Position, town.Log, _ => { }, TestContext.Current.CancellationToken);
        var counted = CountedBoards.Count(town.File, Tree, town.Log.Head.Position);
        return (folded.At(live), (counted, counted.At(live)));
    }

    private static LiveBoards Live(RandomTown town, long minute, IReadOnlyDictionary<string, long[]> figures) => new(
        town.Log.Head.Position,
        figures.ToDictionary(home => home.Key, home => new LiveBoard(minute, [.. home.Value])));
}
