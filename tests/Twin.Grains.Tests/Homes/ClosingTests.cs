using Twin.City.Cases;
using Twin.Grains.Homes;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

public class ClosingTests
{
    [Fact]
    public async Task A_case_handled_on_the_spot_closes_when_nobody_objects_for_a_day()
    {
        await using var city = await LiveCity.Start(time: new FastTime(speed: 20_000, Town.Morning));
        var screen = city.Watch(Town.East1);
        var answer = await city.Do(OnSpotUndrawn(), OnSpot(), Town.Worker(Town.East1));
        Assert.Null(answer.Refusal);
        await screen.Until(shown => shown.Board.OnSpot == 1);

        await screen.Until(shown => shown.Board.Closed == 1);

        var sight = (await city.Case(OnSpotUndrawn()).See(city.Cancel))!;
        Assert.True(sight.EndedAt >= sight.HandledAt + TimeSpan.FromHours(24));
        Assert.Equal(2, sight.Version);
    }

    [Fact]
    public async Task A_clock_that_is_told_too_early_or_twice_does_nothing()
    {
        await using var city = await LiveCity.Start();
        await city.Do(OnSpotUndrawn(), OnSpot(), Town.Worker(Town.East1));
        var head = city.Log.Head;

        await city.Case(OnSpotUndrawn()).ClockDue();
        await city.Case("c-none").ClockDue();
        var sight = (await city.Case(OnSpotUndrawn()).See(city.Cancel))!;

        Assert.Equal((CaseStage.Handled, head), (sight.Stage, city.Log.Head));
    }

    [Fact]
    public void A_reminder_that_came_to_nothing_is_given_again()
    {
        var clock = new ClosingClock();
        var trace = Traces.OnSpot("c-1", Town.Morning);
        clock.Note(trace);
        Assert.Empty(clock.TakeDue(Town.Morning.AddHours(23)));

        Assert.Single(clock.TakeDue(Town.Morning.AddHours(24)));
        Assert.Empty(clock.TakeDue(Town.Morning.AddHours(24)));
        Assert.Single(clock.TakeDue(Town.Morning.AddHours(25)));

        clock.Note(trace with { Stage = CaseStage.Closed });
        Assert.Empty(clock.TakeDue(Town.Morning.AddHours(49)));
        Assert.False(clock.Any);
    }

    private static CaseCommand.HandleOnSpot OnSpot() => new(
        Town.East1, Town.Place(0), null, null, "E0102", "", new Words("r", "s"), BeforePhoto: true, AfterPhoto: true,
        "receipt");

    /// <summary>One in fifty is drawn for a check; this one is not.</summary>
    private static string OnSpotUndrawn() => Enumerable.Range(0, 99).Select(i => $"c-{i}")
        .First(id => !CaseDecisions.IsDrawn(new Twin.City.CaseId(id)));
}
