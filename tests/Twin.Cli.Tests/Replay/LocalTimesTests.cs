using System.Globalization;
using Twin.Cli.Replay.Rows;

namespace Twin.Cli.Tests.Replay;

public class LocalTimesTests
{
    private static readonly LocalTimes Boston = new("America/New_York", ["yyyy-MM-dd HH:mm:ss"], false);
    private static readonly LocalTimes BostonLater = new("America/New_York", ["yyyy-MM-dd HH:mm:ss"], true);

    [Theory]
    [InlineData("2011-07-01 01:32:33", "2011-07-01T05:32:33Z")]
    [InlineData("2011-12-31 23:11:06", "2012-01-01T04:11:06Z")]
    public void A_local_time_becomes_an_instant(string local, string utc) =>
        Assert.Equal((Reading.Plain, Utc(utc)), Boston.Read(local));

    [Fact]
    public void The_hour_that_the_autumn_clock_shows_twice_is_told_and_read_as_the_map_says()
    {
        Assert.Equal((Reading.Twice, Utc("2011-11-06T05:09:48Z")), Boston.Read("2011-11-06 01:09:48"));
        Assert.Equal((Reading.Twice, Utc("2011-11-06T06:09:48Z")), BostonLater.Read("2011-11-06 01:09:48"));
    }

    [Fact]
    public void Of_two_readings_one_before_the_opening_is_not_taken()
    {
        var opened = Utc("2011-11-06T05:30:00Z");

        Assert.Equal(Utc("2011-11-06T06:09:48Z"), Boston.Read("2011-11-06 01:09:48", opened).At);
    }

    [Theory]
    [InlineData("2011-11-06 00:59:59")]
    [InlineData("2011-11-06 02:00:00")]
    public void The_hours_beside_it_are_plain(string local) => Assert.Equal(Reading.Plain, Boston.Read(local).Reading);

    [Fact]
    public void A_time_that_the_spring_clock_skips_lies_an_hour_later() =>
        Assert.Equal((Reading.Skipped, Utc("2011-03-13T07:30:00Z")), Boston.Read("2011-03-13 02:30:00"));

    [Theory]
    [InlineData("", Reading.Empty)]
    [InlineData("  ", Reading.Empty)]
    [InlineData("yesterday", Reading.Unreadable)]
    [InlineData("2011-02-30 00:00:00", Reading.Unreadable)]
    public void What_is_no_time_is_told(string text, Reading reading) =>
        Assert.Equal(reading, Boston.Read(text).Reading);

    [Fact]
    public void Formats_are_tried_in_order()
    {
        var mixed = new LocalTimes("Asia/Shanghai", ["yyyy-MM-dd HH:mm:ss", "MM/dd/yyyy hh:mm:ss tt"], false);

        Assert.Equal(Utc("2022-05-01T04:00:03Z"), mixed.Read("05/01/2022 12:00:03 PM").At);
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
