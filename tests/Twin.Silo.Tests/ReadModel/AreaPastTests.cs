using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.ReadModel;

/// <summary>The map as it was and as it is now: what changed an area, and where cases of a period count.</summary>
public sealed class AreaPastTests
{
    private static readonly double[] Middle = [TinyCity.Within(0).Lng, TinyCity.Within(0).Lat];

    [Fact]
    public async Task An_area_tells_what_changed_it_and_what_it_came_of()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        await Do(planner, TinyCity.WestGrid, "recode", new AreaCommandRequest(Name: "老网格"));
        var parts = await Split(planner);
        await Do(planner, parts[0], "move", new AreaCommandRequest(Parent: TinyCity.EastCommunity));

        var old = await planner.Get<AreaHistoryView>($"areas/{TinyCity.WestGrid}/history");
        var part = await planner.Get<AreaHistoryView>($"areas/{parts[0]}/history");
        var other = await planner.Get<AreaHistoryView>($"areas/{TinyCity.EastGrid}/history");

        Assert.Equal(parts, old.Heirs);
        Assert.NotNull(old.Until);
        Assert.Equal(["AreaRecoded", "AreaSplit"], Kinds(old).Where(kind => kind.StartsWith("Area", Ordinal)));
        Assert.Equal(("老网格", "planner"), (old.Changes[0].Name, old.Changes[0].By));
        Assert.Equal([TinyCity.WestGrid], part.Predecessors);
        Assert.Equal(TinyCity.EastCommunity, part.Changes.Single(change => change.Kind == "AreaMoved").Parent);
        Assert.Equal(part.Changes.OrderBy(change => change.Position), part.Changes);
        Assert.Equal((0, 0, 0), (other.Changes.Length, other.Predecessors.Length, other.Heirs.Length));
    }

    [Fact]
    public async Task Cases_of_a_period_count_by_the_map_as_it_was_and_as_it_is()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        for (var at = 0; at < 4; at++)
        {
            await city.Report(at);
        }

        await city.Services.Settle();
        var before = city.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var parts = await Split(planner);
        await Do(planner, parts[0], "move", new AreaCommandRequest(Parent: TinyCity.EastCommunity));
        await city.Services.Settle();
        var to = Uri.EscapeDataString(before.ToString("O", CultureInfo.InvariantCulture));

        var then = await planner.Get<AreaCasesView>($"areas/{TinyCity.Root}/cases?map=then&to={to}");
        var now = await planner.Get<AreaCasesView>($"areas/{TinyCity.Root}/cases?map=now&to={to}");
        var west = await planner.Get<AreaCasesView>($"areas/{TinyCity.WestCommunity}/cases?map=then&to={to}");
        var none = await planner.Get<AreaCasesView>($"areas/{parts[0]}/cases?map=then&to={to}");

        Assert.Equal(new CaseCountView(4, 4, 0, 0), then.Total);
        Assert.Equal(then.Total, now.Total);
        Assert.Equal([2, 2], Reported(then));
        Assert.Equal(4, Reported(now).Sum());
        Assert.Equal([TinyCity.WestGrid, "g-2"], west.Children.Select(child => child.Id));
        Assert.Equal([1, 1], Reported(west));
        Assert.Equal(("then", 0), (none.Map, none.Total.Reported));
        await SumsAgree(planner, now, to);
    }

    [Fact]
    public async Task What_ended_before_the_periods_end_is_closed_or_voided_in_it()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        var answer = await city.Report(0);
        await city.Services.Settle();
        var open = city.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await lead.Command(answer.CaseId, "void", new CommandRequest(Reason: "Test", SecondSignature: true));
        await city.Services.Settle();
        var to = Uri.EscapeDataString(open.ToString("O", CultureInfo.InvariantCulture));

        var before = await lead.Get<AreaCasesView>($"areas/{TinyCity.WestGrid}/cases?to={to}");
        var after = await lead.Get<AreaCasesView>($"areas/{TinyCity.WestGrid}/cases");

        Assert.Equal((new CaseCountView(1, 1, 0, 0), new CaseCountView(1, 0, 0, 1)), (before.Total, after.Own));
    }

    [Fact]
    public async Task A_map_that_has_changed_has_other_tiles_at_another_address()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        var before = await planner.Get<CityView>("city");
        await Split(planner);
        var after = await planner.Get<CityView>("city");
        async Task<string?> Kept(long? version)
        {
            var address = new Uri(city.Url, $"/tiles/14/13664/6769.mvt{(version is { } v ? $"?v={v}" : "")}");
            using var tile = await planner.GetAsync(address, cancel);
            return tile.Headers.CacheControl?.ToString();
        }

        Assert.True(after.Map > before.Map);
        Assert.Equal("public, max-age=3600", await Kept(after.Map));
        Assert.Equal("no-cache", await Kept(before.Map));
        Assert.Equal("no-cache", await Kept(null));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static async Task SumsAgree(HttpClient planner, AreaCasesView whole, string to)
    {
        foreach (var child in whole.Children)
        {
            var own = await planner.Get<AreaCasesView>($"areas/{child.Id}/cases?map={whole.Map}&to={to}");
            Assert.Equal(child.Cases, own.Total);
        }
    }

    private static IEnumerable<string> Kinds(AreaHistoryView area) => area.Changes.Select(change => change.Kind);

    private static IEnumerable<long> Reported(AreaCasesView view) =>
        view.Children.Select(child => child.Cases.Reported);

    private static async Task<string[]> Split(HttpClient planner)
    {
        var line = new double[][] { Middle, [Middle[0], Middle[1] + 0.01] };
        var answer = await Do(planner, TinyCity.WestGrid, "split", new AreaCommandRequest(
            Line: line, Parts: [new AreaPartRequest("甲"), new AreaPartRequest("乙")]));
        return answer.Changes.Single(change => change.Kind == "AreaSplit").Areas[1..];
    }

    private static Task<AreaChangeView> Do(HttpClient planner, string area, string command, AreaCommandRequest body) =>
        planner.Give<AreaCommandRequest, AreaChangeView>($"areas/{area}/{command}", body);
}
