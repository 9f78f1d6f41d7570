using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Twin.City.Clocks;

namespace Twin.City.Tests.Clocks;

public class CalendarsTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Plain(Town.Zone);

    [Theory]
    [InlineData("2026-05-15T10:00", "PT4H/E", "2026-05-15T14:00")]
    [InlineData("2026-05-15T23:00", "PT30M/E", "2026-05-15T23:30")]
    [InlineData("2026-05-15T10:00", "PT4H/W", "2026-05-15T14:00")]
    [InlineData("2026-05-15T13:00", "PT4H/W", "2026-05-15T17:00")]
    [InlineData("2026-05-15T15:00", "PT4H/W", "2026-05-18T11:00")]
    [InlineData("2026-05-15T07:00", "PT2H/W", "2026-05-15T11:00")]
    [InlineData("2026-05-15T17:00", "PT2H/W", "2026-05-18T11:00")]
    [InlineData("2026-05-16T12:00", "PT2H/W", "2026-05-18T11:00")]
    [InlineData("2026-05-14T09:00", "PT24H/W", "2026-05-18T17:00")]
    [InlineData("2026-05-14T10:15", "P1D/D", "2026-05-15T10:15")]
    [InlineData("2026-05-15T10:15", "P1D/D", "2026-05-18T10:15")]
    [InlineData("2026-05-16T10:15", "P1D/D", "2026-05-18T10:15")]
    [InlineData("2026-05-15T10:15", "P7D/D", "2026-05-26T10:15")]
    [InlineData("2026-05-15T10:15", "P7D/E", "2026-05-22T10:15")]
    public void A_limit_ends_in_the_calendar_of_the_city(string from, string limit, string until)
    {
        var end = Calendars.Add(Local(from), Limit.Parse(limit), Calendar);

        Assert.Equal(Local(until), end);
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }

    [Fact]
    public void A_working_day_keeps_its_local_time_when_the_clocks_change()
    {
        var isKnown = TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone);
        if (!isKnown) Assert.Skip("No zone data here.");
        var friday = new DateTimeOffset(2026, 3, 6, 15, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            new DateTimeOffset(2026, 3, 9, 14, 0, 0, TimeSpan.Zero),
            Calendars.Add(friday, Limit.Parse("P1D/D"), WorkCalendar.Plain(zone!)));
        Assert.Equal(friday.AddHours(72), Calendars.Add(friday, Limit.Parse("PT72H/E"), WorkCalendar.Plain(zone!)));
    }

    [Fact]
    public void A_limit_never_ends_before_it_starts_and_a_longer_one_never_earlier()
    {
        Limit[] limits = [.. "PT2H/W PT4H/W PT8H/W PT24H/W".Split(' ').Select(Limit.Parse)];
        Prop.ForAll(Gen.Choose(0, 60 * 24 * 400).ToArbitrary(), minutes =>
        {
            var from = Town.Morning.AddMinutes(minutes);
            var ends = limits.Select(limit => Calendars.Add(from, limit, Calendar)).ToList();
            Assert.All(ends, end => Assert.True(end > from));
            Assert.Equal(ends.Order(), ends);
            Assert.All(ends.Select(end => end.ToOffset(TimeSpan.FromHours(8))), end =>
            {
                Assert.InRange(end.TimeOfDay, TimeSpan.FromHours(9), TimeSpan.FromHours(17));
                Assert.InRange(end.DayOfWeek, DayOfWeek.Monday, DayOfWeek.Friday);
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData("P1D/X")]
    [InlineData("PT5H/D")]
    [InlineData("soon")]
    [InlineData("")]
    public void A_limit_that_cannot_be_meant_says_what_it_expected(string text)
    {
        var fault = Assert.Throws<FormatException>(() => Limit.Parse(text));

        Assert.Contains($"'{text}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_limit_is_none()
    {
        Assert.Null(Limit.ParseOpen("open"));
        Assert.Equal(LimitCalendar.RoundTheClock, Limit.Parse("P3D").Calendar);
    }

    private static DateTimeOffset Local(string text) =>
        new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
