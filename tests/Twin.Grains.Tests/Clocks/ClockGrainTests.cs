using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.EventLog.Memory;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Clocks;

public class ClockGrainTests
{
    [Fact]
    public async Task A_case_handled_on_the_spot_closes_when_nobody_objects_for_a_day()
    {
        var time = new FastTime(speed: 50, Town.Morning);
        await using var city = await LiveCity.Start(time: time);
        var screen = city.Watch(Town.East1);
        await city.Do(OnSpotUndrawn, OnSpot, Town.Worker(Town.East1));
        await screen.Until(shown => shown.Board.OnSpot == 1);
        Assert.Equal(1, (await city.Clock(Town.East1).Sweep(city.Cancel)).Running);
        time.Jump(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(2));
        await city.Clock(Town.East1).Look();

        await screen.Until(shown => shown.Board.Closed == 1);

        var sight = (await city.Case(OnSpotUndrawn).See(city.Cancel))!;
        Assert.True(sight.EndedAt >= sight.HandledAt + TimeSpan.FromHours(24));
        Assert.Equal(2, sight.Version);
    }

    [Fact]
    public async Task A_clock_that_is_told_too_early_twice_or_wrongly_fires_once()
    {
        var time = new FastTime(speed: 1, Town.Morning);
        await using var city = await LiveCity.Start(time: time);
        await city.Do(OnSpotUndrawn, OnSpot, Town.Worker(Town.East1));
        var (clock, dueAt) = (new ClockId("OnSpotObjection/1"), await DueAt(city));
        var told = city.Case(OnSpotUndrawn);

        Assert.Equal(ClockOutcome.TooEarly, (await told.ClockDue(clock, dueAt)).Outcome);
        Assert.Equal(ClockOutcome.NotRunning, (await told.ClockDue(clock, dueAt.AddSeconds(1))).Outcome);
        Assert.Equal(ClockOutcome.NotRunning, (await told.ClockDue(new ClockId("T5/1"), dueAt)).Outcome);
        Assert.Equal(ClockOutcome.NotRunning, (await city.Case("c-none").ClockDue(clock, dueAt)).Outcome);
        time.Jump(TimeSpan.FromHours(25));

        Assert.Equal(new ClockAnswer(ClockOutcome.Fired, 2), await told.ClockDue(clock, dueAt));
        Assert.Equal(new ClockAnswer(ClockOutcome.NotRunning, 2), await told.ClockDue(clock, dueAt));
    }

    [Fact]
    public async Task A_clock_that_was_due_while_the_city_stood_still_fires_once_after_the_start()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log, time: new FastTime(speed: 1, Town.Morning)))
        {
            await city.Do(OnSpotUndrawn, OnSpot, Town.Worker(Town.East1));
        }

        for (var start = 1; start <= 2; start++)
        {
            await using var again = await LiveCity.Start(log, time: new FastTime(1, Town.Morning.AddDays(1 + start)));
            await again.Clocks.Sweep(again.Cancel);
            await again.Watch(Town.East1).Until(shown => shown.Board.Closed == 1);
        }

        var facts = await log.ReadStream($"case/{OnSpotUndrawn}", 0, 99, TestContext.Current.CancellationToken);
        Assert.Equal(["case/HandledOnSpot", "case/Closed"], facts.Select(fact => fact.Kind));
    }

    [Fact]
    public async Task A_deadline_that_passed_at_night_is_late_by_its_due_time_and_supervised_in_the_same_commit()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        CaseSight before;
        await using (var city = await LiveCity.Start(log, time: new FastTime(speed: 1, Town.Morning)))
        {
            await city.Report("c-1", Town.East1);
            await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
            before = (await city.Case("c-1").See(city.Cancel))!;
        }

        var late = before.DueAt!.Value.AddHours(11);
        await using var again = await LiveCity.Start(log, time: new FastTime(1, late));
        await again.Clocks.Sweep(again.Cancel);
        ImmutableArray<EventLog.Fact> facts = [];
        do
        {
            facts = await log.ReadStream("case/c-1", before.Version, 99, again.Cancel);
        }
        while (!facts.Any(fact => HasPassed(fact, "T5")) && await Look());

        var t5 = facts.Single(fact => HasPassed(fact, "T5"));
        Assert.Equal(before.DueAt, ((CaseEvent.DeadlinePassed)CaseFacts.Committed(t5)!.Happened).DueAt);
        Assert.True(t5.At >= late);
        var supervised = facts.Single(fact => fact.Commit == t5.Commit && fact.Kind == "case/Supervised");
        Assert.Equal((2, "T5"), Told((CaseEvent.Supervised)Happened(supervised)));
        Assert.Equal("clock/T5/6", t5.CommandId);

        async Task<bool> Look() => await again.Watch(Town.East1).Next() is not null;

        static bool HasPassed(EventLog.Fact fact, string name) =>
            CaseFacts.Committed(fact)?.Happened is CaseEvent.DeadlinePassed e && e.Clock.Name == name;

        static (int, string) Told(CaseEvent.Supervised fact) => (fact.Level, fact.Reason);

        static CaseEvent Happened(EventLog.Fact fact) => CaseFacts.Committed(fact)!.Happened;
    }

    [Fact]
    public async Task A_pause_stores_what_was_due_before_it_in_the_same_commit_and_it_never_fires_again()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        CaseSight before;
        await using (var city = await LiveCity.Start(log, time: new FastTime(speed: 1, Town.Morning)))
        {
            await city.Report("c-1", Town.East1);
            await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
            before = (await city.Case("c-1").See(city.Cancel))!;
        }

        // Nobody wakes the clocks: the pause comes first.
        await using var again = await LiveCity.Start(
            log, time: new FastTime(1, before.DueAt!.Value.AddSeconds(1)));
        await again.Do(
            "c-1", new CaseCommand.Pend("Season", before.DueAt.Value.AddDays(20), new Words("r", "s")),
            new Actor("head", ["CentreHead"], null, null));

        var facts = await log.ReadStream("case/c-1", before.Version, 99, again.Cancel);
        Assert.Equal(
            ["case/DeadlinePassed", "case/DeadlinePassed", "case/Pended", "case/Supervised"],
            facts.Select(fact => fact.Kind));
        Assert.Single(facts.Select(fact => fact.Commit).Distinct());
        Assert.Equal(["System", "System", "CentreHead", "System"], facts.Select(fact => fact.By.Role));
        Assert.Equal(
            ClockOutcome.NotRunning,
            (await again.Case("c-1").ClockDue(new ClockId("T5/6"), before.DueAt.Value)).Outcome);
    }

    [Fact]
    public async Task A_case_whose_grid_is_not_known_lies_with_its_own_area_and_one_that_moves_takes_its_clocks_along()
    {
        await using var city = await LiveCity.Start(time: new FastTime(speed: 1, Town.Morning));
        await city.Report("c-1", Town.City);
        Assert.Equal(2, (await city.Clock(Town.City).Sweep(city.Cancel)).Running);

        await city.Do("c-1", new CaseCommand.File("E0406", Severity.Unset, Town.West1, ""), Town.Filer);

        Assert.Equal(0, (await city.Clock(Town.City).Sweep(city.Cancel)).Running);
        var west = await city.Clock(Town.West1).Sweep(city.Cancel);
        Assert.Equal((Town.West, 2), (west.Area, west.Running));
    }

    [Fact]
    public async Task Whoever_lost_every_hint_is_told_by_the_pump()
    {
        // Hints of another city on the same log never reach this one.
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using var city = await LiveCity.Start(log);
        await using var other = await LiveCity.Start(log);
        var pump = city.Pump;
        await other.Do(OnSpotUndrawn, OnSpot, Town.Worker(Town.East1));
        Assert.Equal(0, await Awake(city));

        await pump.Nudge(city.Cancel);

        while (await Awake(city) == 0)
        {
            city.Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_round_wakes_each_clock_grain_with_facts_once_and_leaves_the_others_asleep()
    {
        await using var city = await LiveCity.Start();
        await city.Report("c-1", Town.East1);
        await city.Clocks.Sweep(city.Cancel);

        for (var step = 0; step < ClockRounds.StepsPerRound; step++)
        {
            city.Clocks.Step();
        }

        await city.Clock(Town.East1).Sweep(city.Cancel);
        Assert.Equal(1, await Awake(city));
    }

    [Fact]
    public async Task Notices_older_than_an_hour_are_one_and_younger_ones_are_told_each()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        DateTimeOffset due;
        await using (var city = await LiveCity.Start(log, time: new FastTime(speed: 1, Town.Morning)))
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(i => city.Report($"c-{i}", Town.East1)));
            due = (await city.Clock(Town.East1).Sweep(city.Cancel)).NextAt!.Value;
        }

        await using var again = await LiveCity.Start(log, time: new FastTime(1, due.AddMinutes(61)));
        ClockSight sight;
        do
        {
            sight = await again.Clock(Town.East1).Sweep(again.Cancel);
        }
        while (sight.Fired < 5);

        var notice = Assert.Single(sight.Notices);
        Assert.Equal((5, due), (notice.Count, notice.Oldest.DueAt));
        Assert.Equal(1, ClockNotice.Of([notice.Oldest], due.AddMinutes(59))[0].Count);
        Assert.Equal(2, ClockNotice.Of(
            [notice.Oldest, notice.Oldest with { DueAt = due.AddMinutes(30) }], due.AddMinutes(61)).Length);
    }

    [Fact]
    public async Task An_announced_make_up_day_moves_the_clocks_that_run()
    {
        await using var city = await LiveCity.Start(time: new FastTime(speed: 1, Town.Morning));
        var pump = city.Pump;
        await city.Do("c-1", Town.Flood(Town.East1) with { Class = "E0401" }, Town.Receiver);
        await pump.Nudge(city.Cancel);
        await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
        var before = (await city.Case("c-1").See(city.Cancel))!.DueAt;
        var monday = new CalendarDay(new DateOnly(2026, 5, 18), Works: false, "演练");

        await city.Grains.GetGrain<ICalendarGrain>(CalendarBook.Key).Change(
            [monday], "test", Town.ShiftLead, "calendar-1", city.Cancel);
        await pump.Nudge(city.Cancel);

        var screen = city.Watch(Town.East1);
        await screen.Until(shown => shown.Cases.Values.Any(one => one.DueAt > before));
        var facts = await city.Log.ReadStream("case/c-1", 0, 99, city.Cancel);
        var moved = facts.Where(fact => fact.Kind == "case/DeadlineMoved").ToList();
        Assert.Equal(moved.Count, moved.Select(fact => fact.CommandId).Distinct().Count());
        var after = (await city.Case("c-1").See(city.Cancel))!.DueAt;
        Assert.Equal(before!.Value.AddDays(1), after!.Value, TimeSpan.FromMilliseconds(1));
    }

    private static async Task<int> Awake(LiveCity city) => (await city.Awake())
        .Where(one => one.Key.Contains("ClockGrain", StringComparison.Ordinal)).Sum(one => one.Value);

    private static async Task<DateTimeOffset> DueAt(LiveCity city)
    {
        var facts = await city.Log.ReadStream($"case/{OnSpotUndrawn}", 0, 1, city.Cancel);
        return ((CaseEvent.HandledOnSpot)CaseFacts.Committed(facts[0])!.Happened).ObjectionUntil;
    }

    private static readonly CaseCommand.HandleOnSpot OnSpot = new(
        Town.East1, Town.Place(0), null, null, "E0102", "", new Words("r", "s"), BeforePhoto: true, AfterPhoto: true,
        "receipt");

    /// <summary>One in fifty is drawn for a check; this one is not.</summary>
    private static readonly string OnSpotUndrawn = Enumerable.Range(0, 99).Select(i => $"c-{i}")
        .First(id => !CaseDecisions.IsDrawn(new Twin.City.CaseId(id)));
}
