using Twin.City;
using Twin.City.Cases;
using Twin.EventLog.Memory;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

public class RollUpTests
{
    [Fact]
    public async Task A_report_reaches_the_board_of_the_city()
    {
        await using var city = await LiveCity.Start();
        var screen = city.Watch(Town.City);
        await screen.Until(shown => shown.Board.Open == 0);

        var answer = await city.Report("c-1", Town.East1);
        await screen.Until(shown => shown.Board.Awaiting == 1);

        Assert.Equal((1, 1, 5), (screen.Board.Reported, screen.Board.Open, screen.Board.Facts));
        Assert.Equal(answer.Position, screen.Board.Position);
        Assert.Equal(screen.Board, screen.Children[Town.Street]);
    }

    [Fact]
    public async Task A_grid_shows_its_cases_and_tells_once_that_one_has_ended()
    {
        await using var city = await LiveCity.Start();
        var screen = city.Watch(Town.East1);
        await city.Report("c-1", Town.East1);
        await screen.Until(shown => shown.Cases.Count == 1);
        var mark = screen.Cases[new CaseId("c-1")];
        Assert.Equal(("E0406", Town.House, Town.Place(0)), (mark.Class, mark.Building, mark.At));

        var voided = await city.Do(
            "c-1", new CaseCommand.Void("Test", SecondSignature: true), Town.ShiftLead);
        Assert.Null(voided.Refusal);
        await screen.Until(shown => shown.Cases.Count == 0);

        Assert.Equal((0, 1), (screen.Board.Open, screen.Board.Voided));
    }

    [Fact]
    public async Task A_case_of_unknown_grid_counts_in_the_lowest_known_area()
    {
        await using var city = await LiveCity.Start();
        var (east, street) = (city.Watch(Town.East), city.Watch(Town.Street));
        await city.Report("c-1", Town.East);
        await city.Report("c-2", Town.East1);

        await east.Until(shown => shown.Board.Open == 2);
        await street.Until(shown => shown.Board.Open == 2);

        Assert.Equal("c-1", Assert.Single(east.Cases).Key.Value);
        Assert.Equal(1, east.Children[Town.East1].Open);
    }

    [Fact]
    public async Task A_case_that_is_filed_elsewhere_moves_from_home_to_home()
    {
        await using var city = await LiveCity.Start();
        var (east, west) = (city.Watch(Town.East), city.Watch(Town.West));
        await city.Report("c-1", Town.East);
        await east.Until(shown => shown.Board.Open == 1);

        var filed = await city.Do("c-1", new CaseCommand.File("E0406", Severity.S3, Town.West1, ""), Town.Filer);
        Assert.Null(filed.Refusal);
        await east.Until(shown => shown.Board.Open == 0 && shown.Cases.Count == 0);
        await west.Until(shown => shown.Board.Open == 1);

        Assert.Equal((1, 0), (east.Board.Reported, west.Board.Reported));
    }

    [Fact]
    public async Task A_screen_that_has_all_is_held_for_two_seconds()
    {
        await using var city = await LiveCity.Start();
        var screen = city.Watch(Town.East1);
        await screen.Next();
        var began = city.Time.GetTimestamp();

        var frame = await screen.Next();

        Assert.Equal((false, null), (frame.Whole, frame.Board));
        Assert.Empty(frame.Cases);
        Assert.InRange(city.Time.GetElapsedTime(began), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task News_ends_a_hold_at_the_next_beat()
    {
        // Slowly: a stream of Orleans takes a tenth of a second and more, whatever the city's clock shows.
        await using var city = await LiveCity.Start(time: new FastTime(speed: 0.2, Town.Morning));
        var screen = city.Watch(Town.East1);
        await screen.Next();
        var held = screen.Next();

        await city.Report("c-1", Town.East1);

        Assert.NotEmpty((await held).Cases);
    }

    [Fact]
    public async Task Seats_are_shown_when_somebody_watches()
    {
        await using var city = await LiveCity.Start();
        var screen = city.Watch(Town.East1);
        await screen.Until(shown => shown.Posts.Count == 1);
        var seat = Town.Seat(Town.East1);
        Assert.Equal(new PostMark(seat, OnDuty: false, OpenTasks: 0), screen.Posts[seat]);

        await city.Report("c-1", Town.East1);
        await city.Seat(Town.East1).SignOn(Town.Worker(Town.East1), "on", city.Cancel);

        await screen.Until(shown => shown.Posts[seat] is { OnDuty: true, OpenTasks: 1 });
    }

    [Fact]
    public async Task A_city_that_wakes_has_its_whole_board_at_once()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log))
        {
            await Task.WhenAll(Town.Grids.Select((grid, i) => city.Report($"c-{i}", grid)));
        }

        await using var again = await LiveCity.Start(log);
        var board = await CityGrains.Wake(again.Grains, again.Tree, again.Cancel);

        Assert.Equal((4, 4, 20), (board.Reported, board.Open, board.Facts));
    }
}
