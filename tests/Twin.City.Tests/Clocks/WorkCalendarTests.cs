using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Tests.Clocks;

public class WorkCalendarTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly Arbitrary<int> Minutes = Gen.Choose(0, 60 * 24 * 1_000).ToArbitrary();
    private static readonly DateTimeOffset NewYear2024 = new(2023, 12, 31, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-02-13T15:00", "PT4H/W", "2026-02-14T11:00")]
    [InlineData("2026-02-14T15:00", "PT4H/W", "2026-02-24T11:00")]
    [InlineData("2026-02-14T10:15", "P1D/D", "2026-02-24T10:15")]
    [InlineData("2026-04-30T16:30", "PT1H/W", "2026-05-06T09:30")]
    [InlineData("2026-05-08T10:15", "P1D/D", "2026-05-09T10:15")]
    [InlineData("2025-09-30T12:00", "P2D/D", "2025-10-10T12:00")]
    [InlineData("2024-09-13T16:00", "PT2H/W", "2024-09-14T10:00")]
    [InlineData("2026-02-15T10:15", "P3D/E", "2026-02-18T10:15")]
    public void Official_holidays_rest_and_make_up_days_work(string from, string limit, string until) =>
        Assert.Equal(Local(until), Calendars.Add(Local(from), Limit.Parse(limit), China));

    [Fact]
    public void The_table_has_the_days_of_three_years_each_once_and_make_up_days_lie_on_weekends()
    {
        var days = CityTables.CalendarDays["Asia/Shanghai"];

        Assert.Equal(days.Length, days.DistinctBy(day => day.Day).Count());
        Assert.All(days.Where(day => day.Works), day =>
            Assert.True(day.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, $"{day}"));
        Assert.Equal(
            [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6)],
            days.GroupBy(day => day.Day.Year).Select(year => (
                year.Key, year.Count(day => !day.Works), year.Count(day => day.Works))));
    }

    [Fact]
    public void What_a_limit_adds_is_what_lies_between()
    {
        Limit[] limits = [.. "PT2H/W PT8H/W PT24H/W P1D/D P5D/D PT3H/E".Split(' ').Select(Limit.Parse)];
        Prop.ForAll(Minutes, minutes =>
        {
            var from = NewYear2024.AddMinutes(minutes);
            foreach (var limit in limits)
            {
                var end = Calendars.Add(from, limit, China);
                Assert.Equal(limit.Length, Calendars.Between(from, end, limit.Calendar, China));
                Assert.True(Calendars.Between(from, end.AddTicks(-1), limit.Calendar, China) < limit.Length);
            }
        }).Check(Runs);
    }

    [Fact]
    public void Who_starts_later_never_ends_earlier_and_ends_in_working_time()
    {
        Limit[] limits = [.. "PT1H/W PT4H/W PT24H/W P1D/D P13D/D".Split(' ').Select(Limit.Parse)];
        Prop.ForAll(Minutes, Gen.Choose(0, 5_000).ToArbitrary(), (minutes, more) =>
        {
            var (early, late) = (NewYear2024.AddMinutes(minutes), NewYear2024.AddMinutes(minutes + more));
            foreach (var limit in limits)
            {
                var (first, second) = (Calendars.Add(early, limit, China), Calendars.Add(late, limit, China));
                var local = first.ToOffset(TimeSpan.FromHours(8));
                Assert.True(China.IsWorkingDay(DateOnly.FromDateTime(local.DateTime)));

                // Whole days keep the time of day: who starts on a Sunday morning ends before one of Saturday night.
                var isSure = limit.Calendar == LimitCalendar.WorkingHours
                    ? first <= second
                    : local.Date <= second.ToOffset(TimeSpan.FromHours(8)).Date;
                Assert.True(isSure, $"{early:O} {late:O} {limit}");
            }
        }).Check(Runs);
    }

    [Fact]
    public void A_local_time_that_comes_twice_or_never_ends_no_limit_before_its_start()
    {
        var isKnown = TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone);
        if (!isKnown) Assert.Skip("No zone data here.");
        DateOnly[] sundays = [new(2026, 3, 8), new(2026, 11, 1)];
        var calendar = WorkCalendar.Plain(zone!).With(sundays.Select(day => new CalendarDay(day, true, "")));
        var day = Limit.Parse("P1D/D");

        // 02:30 does not exist on March 8: the same moment after the gap. 01:30 of November 1 comes twice: the second.
        Assert.Equal(Utc("2026-03-08T07:30"), Calendars.Add(Utc("2026-03-07T07:30"), day, calendar));
        Assert.Equal(Utc("2026-11-01T06:30"), Calendars.Add(Utc("2026-10-31T05:30"), day, calendar));
        Prop.ForAll(Gen.Choose(-3_000, 3_000).ToArbitrary(), minutes =>
        {
            foreach (var change in new[] { Utc("2026-03-08T07:00"), Utc("2026-11-01T06:00") })
            {
                var from = change.AddMinutes(minutes);
                Assert.True(Calendars.Add(from, Limit.Parse("P0D/D"), calendar) >= from);
                Assert.True(Calendars.Add(from, day, calendar) > from);
                Assert.True(Calendars.Add(from, Limit.Parse("PT1H/W"), calendar) >= from.AddHours(1));
            }
        }).Check(Runs);
    }

    [Fact]
    public void An_announced_day_moves_clocks_in_working_time_that_have_not_passed_and_no_others()
    {
        var started = Local("2027-01-08T15:00");
        var saturday = China.With([new CalendarDay(new DateOnly(2027, 1, 9), true, "调休")]);
        CaseClock Clock(string id, string limit, bool passed = false) => new(
            new ClockId(id), started, Calendars.Add(started, Limit.Parse(limit), China), Limit.Parse(limit), passed);

        var moves = CalendarMoves.Of(
            [Clock("T3/5", "PT4H/W"), Clock("T5/6", "P1D/D"), Clock("T1/1", "PT6H/E"), Clock("T6/8", "P1D/D", true)],
            saturday).ToList();

        Assert.Equal(["T3/5", "T5/6"], moves.Select(move => move.Clock.Id.Value));
        Assert.Equal([Local("2027-01-09T11:00"), Local("2027-01-09T15:00")], moves.Select(move => move.DueAt));
        Assert.Empty(CalendarMoves.Of([Clock("T3/5", "PT4H/W")], China));
        Assert.Equal(CalendarMoves.OrderOf(new("T3/5"), started), CalendarMoves.OrderOf(new("T3/5"), started));
    }

    [Fact]
    public void What_a_mode_has_moved_is_not_moved_back_by_the_calendar()
    {
        ImmutableArray<CaseClock> clocks =
            [new(new("T5/6"), Local("2027-01-08T15:00"), Local("2027-01-11T15:00"), Limit.Parse("P1D/D"))];

        var byMode = CaseClocks.After(
            clocks, new CaseEvent.DeadlineMoved(new("T5/6"), Local("2027-01-20T15:00"), "Mode"), 9, default);
        var byCalendar = CaseClocks.After(
            clocks, new CaseEvent.DeadlineMoved(new("T5/6"), Local("2027-01-20T15:00"), "Calendar"), 9, default);

        Assert.Empty(CalendarMoves.Of(byMode, China));
        Assert.Single(CalendarMoves.Of(byCalendar, China));
    }

    [Fact]
    public void A_day_named_again_is_as_named_last_and_a_calendar_without_work_is_loud()
    {
        var day = new DateOnly(2027, 1, 9);
        var twice = China.With([new CalendarDay(day, true, "")]).With([new CalendarDay(day, false, "")]);
        var never = China.With(Enumerable.Range(0, 800).Select(at => new CalendarDay(day.AddDays(at), false, "")));

        Assert.False(twice.IsWorkingDay(day));
        Assert.Throws<InvalidOperationException>(
            () => Calendars.Add(Local("2027-01-10T10:00"), Limit.Parse("P1D/D"), never));
    }

    private static WorkCalendar China { get; } = WorkCalendar.Of(
        TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "city", "city"));

    private static DateTimeOffset Local(string text) =>
        new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    private static DateTimeOffset Utc(string text) =>
        new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
