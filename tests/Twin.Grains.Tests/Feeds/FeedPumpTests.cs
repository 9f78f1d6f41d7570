using Twin.City.Cases;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Cases;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Feeds;

public class FeedPumpTests
{
    [Fact]
    public async Task Buildings_and_sites_are_left_asleep()
    {
        // Hints of another city on the same log never reach this one: here the pump alone tells.
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using var city = await LiveCity.Start(log);
        await using var other = await LiveCity.Start(log);
        var pump = city.Pump;
        await other.Report("c-1", Town.East1);
        var screen = city.Watch(Town.City);

        await pump.Nudge(city.Cancel);

        await screen.Until(shown => shown.Board.Facts == 5);
        Assert.DoesNotContain((await city.Awake()).Keys, one => one.Contains("Building", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_of_a_home_that_the_city_no_longer_has_is_passed_over()
    {
        await using var city = await LiveCity.Start();
        var pump = city.Pump;
        await city.Log.Append(
            new NewBatch
            {
                Stream = "case/old",
                ExpectedVersion = 0,
                At = Town.Morning,
                By = Author.System,
                CommandId = "c",
                Facts = [new NewFact("case/Closed", 1, "{}"u8.ToArray(), ["area:gone", "post:gone", "strange"])],
            },
            city.Cancel);

        await pump.Nudge(city.Cancel);
        await city.Report("c-1", Town.East1);

        await city.Watch(Town.City).Until(shown => shown.Board.Facts == 5);
        Assert.Empty(city.Journal.Lines);
    }

    [Fact]
    public async Task A_log_that_fails_once_is_asked_again()
    {
        await using var log = new FlakyLog(MemoryEventLog.Create(TimeProvider.System));
        await using var city = await LiveCity.Start(log, loses: (_, _) => true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(city.Cancel);
        await CityGrains.Wake(city.Grains, city.Tree, city.Cancel);
        var pumping = city.Pump.Run(stop.Token);
        log.FailHeads(2);

        await city.Report("c-1", Town.East1);

        await city.Watch(Town.City).Until(shown => shown.Board.Facts == 5);

        // The grid's own look at its feed may be faster than the pump, which meets the fault at its next second.
        while (!city.Journal.Lines.Any(line => line.Contains("were not told", StringComparison.Ordinal)))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), city.Time, city.Cancel);
        }

        await stop.CancelAsync();
        await pumping;
    }

    [Theory]
    [InlineData("area:east-1", "area", "east-1")]
    [InlineData("building:a:b", "building", "a:b")]
    [InlineData("strange", "strange", "")]
    public void A_feed_is_named_by_kind_and_id(string feed, string kind, string id) =>
        Assert.Equal((kind, id), Grains.Feeds.FeedName.Part(feed));

    [Fact]
    public void The_names_are_those_of_the_city()
    {
        Assert.Equal("area", Grains.Feeds.FeedName.Part(CaseFeeds.Area(Town.East1)).Kind);
        Assert.Equal("post", Grains.Feeds.FeedName.Part(CaseFeeds.Post(Town.Seat(Town.East1))).Kind);
        Assert.Equal("building", Grains.Feeds.FeedName.Part(CaseFeeds.Building(Town.House)).Kind);
        Assert.Equal("site", Grains.Feeds.FeedName.Part(CaseFeeds.Site(Town.School)).Kind);
        Assert.Equal("case/c-1", CaseFacts.StreamOf(new City.CaseId("c-1")));
    }
}
