using Twin.City;
using Twin.City.Cases;
using Twin.Grains.Cases;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

/// <summary>One city on two silos: what comes in at either shows on all screens.</summary>
public class TwoSilosTests
{
    private const int Each = 20;

    [Fact]
    public async Task Reports_come_in_at_either_silo_and_all_boards_are_right()
    {
        await using var city = await LiveCity.Start(silos: 2);
        HomeId[] homes = [Town.East1, Town.East2, Town.West1];
        Assert.Equal(2, city.Doors.Count);

        foreach (var (door, number) in Enumerable.Range(0, Each).Select(i => (city.Doors[i % 2], i)))
        {
            var home = homes[number % homes.Length];
            var order = Town.Order(Town.Flood(home), Town.Receiver, $"report-{number}");
            var answer = await door.GetGrain<ICaseGrain>($"c-{number}").Do(order, city.Cancel);
            Assert.Null(answer.Refusal);
        }

        foreach (var door in city.Doors)
        {
            var screen = new Watcher(city.Tree.Watched(door, Town.City), city.Cancel);
            await screen.Until(shown => shown.Board.Awaiting == Each);
            Assert.Equal((Each, Each), (screen.Board.Reported, screen.Board.Open));
            foreach (var (home, index) in homes.Select((home, index) => (home, index)))
            {
                var grid = new Watcher(city.Tree.Watched(door, home), city.Cancel);
                var expected = Enumerable.Range(0, Each).Count(number => number % homes.Length == index);
                await grid.Until(shown => shown.Board.Awaiting == expected);
                Assert.Equal(expected, grid.Cases.Count);
            }
        }

        Assert.Equal(2, await city.SilosInUse());
    }

    [Fact]
    public async Task A_case_is_worked_on_through_both_silos()
    {
        await using var city = await LiveCity.Start(time: new FastTime(speed: 1, Town.Morning), silos: 2);
        var worker = Town.Worker(Town.East1);

        foreach (var (command, number, by) in Life(worker).Select((one, i) => (one.Command, i, one.By)))
        {
            var answer = await city.Doors[number % 2].GetGrain<ICaseGrain>("c-1")
                .Do(Town.Order(command, by, $"command-{number}"), city.Cancel);
            Assert.Null(answer.Refusal);
        }

        var screen = new Watcher(city.Tree.Watched(city.Doors[1], Town.City), city.Cancel);
        await screen.Until(shown => shown.Board.Reported == 1 && shown.Board.Awaiting == 0);
        Assert.Equal(1, screen.Board.Open);
    }

    private static (CaseCommand Command, Actor By)[] Life(Actor worker) =>
    [
        (Town.Flood(Town.East1), Town.Receiver),
        (new CaseCommand.Accept(null), worker),
        (new CaseCommand.Arrive(), worker),
        (new CaseCommand.Handle(new Words("r", "s"), AfterPhoto: true), worker),
    ];
}
