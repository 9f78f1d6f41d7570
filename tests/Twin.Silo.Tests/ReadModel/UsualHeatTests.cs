using System.Text.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.ReadModel;

/// <summary>What is usual is learnt from whole weeks before the moment, grid by grid.</summary>
public sealed class UsualHeatTests
{
    private static readonly DateTimeOffset Begin = new(2011, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_busy_grid_usually_is_hotter_and_too_short_a_past_says_nothing()
    {
        await using var city = await TestCity.Start();
        using var replay = await city.As("replay");
        string[] lines = [.. from hour in Enumerable.Range(0, 36 * 24)
                             where hour % 6 == 0
                             select Line(hour, hour % 72 == 0 ? 1 : 0)];
        var answers = await replay.Batch<ReportLineAnswer>("reports:batch", lines);
        var last = answers.Max(answer => answer.Answer!.Position);
        using var lead = await city.As("lead");
        await lead.Get<CasePage>($"cases?atLeast={last}");

        var known = await lead.Get<HeatView>($"areas/{TinyCity.WestCommunity}/heat?at=2011-02-05T12:30:00Z");
        var alone = await lead.Get<HeatView>("areas/g-1/heat?at=2011-02-05T12:59:59Z");
        var early = await lead.Get<HeatView>("areas/g-1/heat?at=2011-01-20T12:30:00Z");

        Assert.Equal(5, known.Weeks);
        Assert.Equal(new DateTimeOffset(2011, 2, 5, 20, 0, 0, TimeSpan.FromHours(8)), known.Hour);
        Assert.Equal(["g-1", "g-2"], known.Grids.Select(grid => grid.Id));
        Assert.True(known.Grids[0].MeanMicros > 3 * known.Grids[1].MeanMicros);
        Assert.All(known.Grids, grid => Assert.True(grid is { SigmaMicros: > 0, LeastMicros: > 0 }));
        Assert.Equal((2, 0), (early.Weeks, early.Grids.Length));
        Assert.Equal([known.Grids[0]], alone.Grids);
    }

    private static string Line(int hour, int grid)
    {
        var place = TinyCity.Within(grid);
        return JsonSerializer.Serialize(
            new ReportLine($"h-{hour}", new ReportRequest(
                Source: "Hotline", Class: "E0104", Lng: place.Lng, Lat: place.Lat, History: true,
                OccurredAt: Begin.AddHours(hour))),
            TestCity.Json);
    }
}
