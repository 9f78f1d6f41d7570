using System.Net;
using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Clocks;

public sealed class CalendarTests
{
    private static readonly CalendarRequest Spring =
        new([new("2027-02-05", Works: false, "春节"), new("2027-02-20", Works: true)], "通知");

    [Fact]
    public async Task A_shift_lead_announces_days_once_and_everybody_sees_them()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        var official = await lead.Get<CalendarView>("calendar");

        var first = await lead.Give<CalendarRequest, CalendarView>("calendar", Spring, "k-1");
        var again = await lead.Give<CalendarRequest, CalendarView>("calendar", Spring, "k-1");

        Assert.Equal(first.Position, again.Position);
        Assert.Equal("Asia/Shanghai", first.Zone);
        Assert.Equal(official.Days.Length + 2, first.Days.Length);
        Assert.Contains(new CalendarDayView("2026-10-01", Works: false), official.Days);
        using var anyone = await city.As("cockpit");
        Assert.Contains(
            new CalendarDayView("2027-02-20", Works: true), (await anyone.Get<CalendarView>("calendar")).Days);
    }

    [Fact]
    public async Task Nobody_else_announces_and_a_day_that_is_none_is_named()
    {
        await using var city = await TestCity.Start();
        using var anyone = await city.As("cockpit");
        using var lead = await city.As("lead");
        using var refused = await anyone.PostAsJsonAsync(
            "calendar", Spring, TestCity.Json, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Post, "calendar")
        {
            Content = JsonContent.Create(Spring with { Days = [new("5 February", false)] }, options: TestCity.Json),
        };
        Assert.Equal("day", (await lead.Problem(request)).Field);
    }
}
