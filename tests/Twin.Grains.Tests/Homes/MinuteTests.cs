using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

/// <summary>Limits pass and heat cools without any fact.</summary>
public class MinuteTests
{
    [Fact]
    public async Task A_limit_that_passes_makes_the_case_overdue_on_every_level()
    {
        await using var city = await LiveCity.Start();
        var screen = city.Watch(Town.City);
        await screen.Until(_ => true);
        var dueAt = city.Time.GetUtcNow().AddSeconds(20);
        await city.Do("c-1", Older(dueAt), Town.Source);
        await screen.Until(shown => shown.Board.Open == 1);

        await screen.Until(shown => shown.Board.Overdue == 1);

        Assert.True(screen.Board.AsOfMinute >= CanonicalMinute.OverdueFrom(dueAt));
        Assert.Equal(1, (await city.Home(Town.East1).Board()).Overdue);
    }

    [Fact]
    public async Task Heat_cools_each_minute_up_to_the_city()
    {
        await using var city = await LiveCity.Start();
        var screen = city.Watch(Town.City);
        await city.Report("c-1", Town.East1);
        await screen.Until(shown => shown.Board.HeatMicros > 0);
        var warm = screen.Board;

        await screen.Until(shown => shown.Board.AsOfMinute > warm.AsOfMinute);

        var minutes = screen.Board.AsOfMinute - warm.AsOfMinute;
        Assert.Equal(Heat.Cool(warm.HeatMicros, minutes), screen.Board.HeatMicros);
    }

    [Fact]
    public async Task A_grid_that_fell_asleep_is_woken_when_its_figures_age()
    {
        await using var city = await LiveCity.Start(
            idleAfter: TimeSpan.FromSeconds(70), time: new FastTime(speed: 200, Town.Morning));
        var screen = city.Watch(Town.City);
        await screen.Until(_ => true);
        await city.Do("c-1", Older(city.Time.GetUtcNow().AddMinutes(4)), Town.Source);

        await screen.Until(shown => shown.Board.Overdue == 1);

        Assert.Equal(1, screen.Board.Open);
    }

    [Fact]
    public async Task A_city_that_rests_tells_nothing_new()
    {
        await using var city = await LiveCity.Start();
        await CityGrains.Wake(city.Grains, city.Tree, city.Cancel);
        var screen = city.Watch(Town.City);
        await screen.Until(shown => shown.Children.Count == 1);
        var began = city.Time.GetUtcNow();

        while (city.Time.GetUtcNow() < began.AddMinutes(2))
        {
            var frame = await screen.Next();
            Assert.Equal((null, 0), (frame.Board, frame.Children.Length));
        }

        Assert.Equal(CanonicalMinute.Of(began), screen.Board.AsOfMinute);
    }

    /// <summary>An older record that its source brings with a limit.</summary>
    private static CaseCommand.Report Older(DateTimeOffset dueAt) =>
        Town.Flood(Town.East1) with { LimitBy = LimitBy.Source, DueAt = dueAt };
}
