using Twin.City.Cases;
using Twin.EventLog.Memory;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

/// <summary>Streams are hints: whatever they lose, the boards come right.</summary>
public class HealingTests
{
    [Fact]
    public async Task A_lost_first_hint_is_read_when_the_next_one_shows_the_gap()
    {
        using var told = new SemaphoreSlim(0);
        await using var city = await LiveCity.Start(loses: (_, news) =>
        {
            told.Release();
            return news.Facts[0].Version == 1;
        });
        var (screen, grid) = (city.Watch(Town.City), city.Watch(Town.East1));
        await grid.Until(_ => true);
        await city.Report("c-1", Town.East1);

        // A case leaves hints out while its last ones are on their way: to the grid, its clocks, seat and building.
        for (var streams = 0; streams < 4; streams++)
        {
            await told.WaitAsync(city.Cancel);
        }

        await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));

        await screen.Until(shown => shown.Board.Facts == 6);
    }

    [Fact]
    public async Task A_lost_last_hint_is_read_when_the_pump_nudges()
    {
        await using var city = await LiveCity.Start(
            loses: (_, news) => news.Facts.Any(fact => fact.Happened is CaseEvent.Accepted));
        var (screen, grid) = (city.Watch(Town.City), city.Watch(Town.East1));
        var pump = city.Pump;
        await grid.Until(_ => true);
        await city.Report("c-1", Town.East1);
        await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
        await grid.Until(shown => shown.Board.Facts >= 5);

        await pump.Nudge(city.Cancel);

        await screen.Until(shown => shown.Board.Handling == 1);
        Assert.Equal(6, screen.Board.Facts);
    }

    [Fact]
    public async Task Without_any_hint_the_pump_alone_keeps_the_boards_right()
    {
        await using var city = await LiveCity.Start(loses: (_, _) => true);
        var screen = city.Watch(Town.City);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(city.Cancel);
        var pumping = city.Pump.Run(stop.Token);

        for (var i = 0; i < 20; i++)
        {
            await city.Report($"c-{i}", Town.Grids[i % 4]);
        }

        await screen.Until(shown => shown.Board.Awaiting == 20);
        await stop.CancelAsync();
        await pumping;
    }

    [Fact]
    public async Task A_seat_whose_hints_are_lost_is_nudged_too()
    {
        await using var city = await LiveCity.Start(loses: (stream, _) => stream.GetNamespace() == CityStreams.ByPost);
        var pump = city.Pump;
        var seat = city.Seat(Town.East1);
        var frame = await seat.NextFrame(null, 0, city.Cancel);
        Assert.Empty(frame.Seat.Tasks);
        await city.Report("c-1", Town.East1);

        await pump.Nudge(city.Cancel);

        while (frame.Seat.Tasks.IsEmpty)
        {
            frame = await seat.NextFrame(frame.Epoch, frame.Version, city.Cancel);
        }
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_for_a_while_makes_a_grid_late_not_wrong()
    {
        var hints = true;
        await using var log = new FlakyLog(MemoryEventLog.Create(TimeProvider.System));
        await using var city = await LiveCity.Start(log, loses: (_, _) => !Volatile.Read(ref hints));
        var (screen, grid) = (city.Watch(Town.City), city.Watch(Town.East1));
        await city.Report("c-1", Town.East1);
        await grid.Until(shown => shown.Board.Facts == 5);
        Volatile.Write(ref hints, false);
        log.FailReads(6, CaseFeeds.Area(Town.East1));

        await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
        await city.Pump.Nudge(city.Cancel);

        await screen.Until(shown => shown.Board.Facts == 6);
        Assert.Contains(city.Journal.Lines, line => line.Contains("behind its feed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parent_that_wakes_asks_its_quiet_children()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log))
        {
            await city.Report("c-1", Town.East1);
            await city.Report("c-2", Town.West2);
        }

        await using var again = await LiveCity.Start(log);
        var screen = again.Watch(Town.City);

        await screen.Until(shown => shown.Board.Facts == 10);
        Assert.Equal(2, screen.Board.Open);
    }
}
