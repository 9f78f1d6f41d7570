using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;
using Bound = Twin.Silo.Tests.Rights.Bound;

namespace Twin.Silo.Tests.Metrics;

/// <summary>What comes next and how areas compare: said only where enough is known, to whoever counts.</summary>
public sealed class ForecastDoorTests
{
    private const int Days = 21;

    [Fact]
    public async Task Nothing_is_foretold_of_a_day_and_of_three_weeks_each_grid_is()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        var early = await lead.Get<ForecastView>($"areas/{TinyCity.Root}/forecast");
        Assert.Equal(("TooShort", 0), (early.State, early.Ahead.Length));
        Assert.Null(early.HitRate);

        await Records(city);
        var head = city.Log.Head.Position;
        var told = await lead.Get<ForecastView>($"areas/{TinyCity.Root}/forecast?atLeast={head}");

        Assert.Equal(("Ready", 168, 24, 2), (told.State, told.Week.Length, told.Hours.Length, told.Grids.Length));
        Assert.Equal([1, 6, 24], told.Ahead.Select(one => one.Hours));
        Assert.All(told.Ahead, one => Assert.True(one.Low <= one.Mean && one.Mean <= one.High + 1));
        // Two an hour came, as regularly as a clock.
        Assert.InRange(told.Ahead[2].Mean, 40, 56);
        Assert.Equal(told.Ahead[2].Mean, told.Grids.Sum(grid => grid.Ahead[2].Mean), 6);
        Assert.True(told.HitHours > 300);
        Assert.True(told.Position >= head);
    }

    [Fact]
    public async Task Areas_stand_in_the_order_of_their_ids_and_few_cases_have_no_interval()
    {
        await using var city = await TestCity.Start();
        await Records(city);
        using var lead = await city.As("lead");

        var told = await lead.Get<ComparisonView>(
            $"areas/{TinyCity.Root}/comparison?window=30d&atLeast={city.Log.Head.Position}");

        Assert.Equal([TinyCity.WestCommunity, TinyCity.EastCommunity], told.Areas.Select(one => one.Area));
        Assert.All(told.Areas, one => Assert.Equal(
            one.N < 10, one is { Low: null, High: null, RatioLow: null, Differs: null }));
        Assert.Equal(told.Areas.Sum(one => one.Late), told.Areas.Sum(one => one.Expected), 6);
    }

    [Fact]
    public async Task Only_who_counts_is_told()
    {
        await using var city = await TestCity.Start();
        using var resident = RightCity.With(city, "r", [new Bound("Resident", TinyCity.Root, null)]);
        using var analyst = RightCity.With(city, "a", [new Bound("Analyst", TinyCity.WestCommunity, null)]);

        foreach (var what in new[] { "forecast", "comparison" })
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri($"areas/{TinyCity.WestCommunity}/{what}", UriKind.Relative));
            Assert.Equal(403, (await resident.Problem(request)).Status);
            using var answer = await analyst.GetAsync(
                new Uri($"areas/{TinyCity.WestCommunity}/{what}", UriKind.Relative),
                TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    /// <summary>Older records of three weeks, one in each of two grids every hour.</summary>
    private static async Task Records(TestCity city)
    {
        using var replay = await city.As("replay");
        var now = city.Now();
        for (var day = Days; day > 0; day--)
        {
            var lines = from hour in Enumerable.Range(0, 24)
                        from grid in (int[])[0, 3]
                        let at = now.AddDays(-day).AddHours(hour)
                        let place = TinyCity.Within(grid)
                        select System.Text.Json.JsonSerializer.Serialize(
                            new ReportLine($"{day}-{hour}-{grid}", new ReportRequest(
                                Source: "Hotline", Class: "E0104", Lng: place.Lng, Lat: place.Lat, History: true,
                                OccurredAt: at, DueAt: at.AddHours(12), SourceRef: $"{day}-{hour}-{grid}")),
                            TestCity.Json);
            using var body = new StringContent(
                string.Join('\n', lines), System.Text.Encoding.UTF8, "application/x-ndjson");
            using var answer = await replay.PostAsync(
                new Uri("./reports:batch", UriKind.Relative), body, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        await city.Services.Settle();
    }
}
