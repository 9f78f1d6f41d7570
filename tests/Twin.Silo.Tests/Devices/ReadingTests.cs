using System.Net;
using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Devices;

/// <summary>Readings come in once, are durable, and become vital signs that go grey when nothing follows.</summary>
public sealed class ReadingTests
{
    private readonly JumpingTime _time =
        new(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)), stands: true);

    [Fact]
    public async Task A_bad_line_is_refused_alone_and_says_why()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        var now = _time.GetUtcNow();

        var answers = await source.Tell(
            Sensors.Line(TinyCity.WaterDevice, now, 3),
            Sensors.Line("no-such", now, 3),
            Sensors.Line(TinyCity.WaterDevice, now, 3),
            Sensors.Line(TinyCity.WaterDevice, now, 4),
            Sensors.Line(TinyCity.WaterDevice, now.AddHours(1), 3),
            Sensors.Line(TinyCity.WaterDevice, now.AddSeconds(1), 5_000),
            "{\"device\":",
            Sensors.Line(TinyCity.NextWaterDevice, now, 1));

        Assert.Equal([1L, 2, 3, 4, 5, 6, 7, 8], answers.Select(answer => answer.Line));
        Assert.Equal([201, 404, 200, 409, 400, 400, 400, 201], answers.Select(answer => answer.Status));
        Assert.Equal("DeviceUnknown", answers[1].Problem!.Code);
        Assert.Equal(("ReadingDiffers", "value"), (answers[3].Problem!.Code, answers[3].Problem!.Field));
        Assert.Equal("at", answers[4].Problem!.Field);
        Assert.Contains("0 到 1000 cm", answers[5].Problem!.DetailZh!, StringComparison.Ordinal);
        Assert.Equal((1, 2), (answers[0].Answer!.Number, answers[7].Answer!.Number));
    }

    [Fact]
    public async Task Only_a_source_sends_readings_and_only_who_may_count_sees_them()
    {
        await using var city = await TestCity.Start(time: _time);
        using var worker = await city.As("worker-1");
        using var lines = new StringContent("{}", null, "application/x-ndjson");

        using var refused = await worker.PostAsync(
            new Uri("readings", UriKind.Relative), lines, TestContext.Current.CancellationToken);
        using var nobody = await city.Http.GetAsync(
            new Uri("devices", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var lead = await city.As("lead");
        var west = await lead.Get<DevicesView>($"devices?area={TinyCity.WestCommunity}");
        Assert.Equal([TinyCity.WaterDevice, TinyCity.NextWaterDevice], west.Devices.Select(one => one.Id));
        Assert.All(west.Devices, one => Assert.Equal(("Unheard", "None", null), (one.Health, one.Alert, one.Value)));
    }

    [Fact]
    public async Task A_reading_sent_three_times_across_a_restart_is_one()
    {
        var folder = Directory.CreateTempSubdirectory("twin-readings-");
        var at = _time.GetUtcNow();
        try
        {
            await using (var before = await Start(folder))
            {
                using var source = await before.As("replay");
                Assert.False((await source.Tell(TinyCity.WaterDevice, at, 7)).Again);
                Assert.True((await source.Tell(TinyCity.WaterDevice, at, 7)).Again);
            }

            await using var after = await Start(folder);
            using var again = await after.As("replay");
            using var lead = await after.As("lead");
            var third = await again.Tell(TinyCity.WaterDevice, at, 7);
            var day = await lead.Get<DeviceDayView>($"devices/{TinyCity.WaterDevice}");

            Assert.Equal((true, 1L), (third.Again, third.Number));
            Assert.Equal(new ReadingView(at, 7), Assert.Single(day.Readings));
            Assert.Equal((7.0, "Heard"), (day.Device.Value!.Value, day.Device.Health));
            Assert.Equal(7, (await lead.Sign("VS01")).Value);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_sign_is_of_its_area_and_goes_grey_after_three_cadences()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        using var lead = await city.As("lead");
        var at = _time.GetUtcNow();
        Assert.Null((await lead.Sign("VS01")).Value);
        Assert.NotEmpty((await lead.Sign("VS01")).LacksZh!);
        Step(seconds: 3);

        await source.Tell(TinyCity.WaterDevice, at, 3);
        await source.Tell("water-3", at, 14);
        var (whole, west) = (await lead.Sign("VS01"), await lead.Sign("VS01", TinyCity.WestCommunity));
        Step(seconds: 200);
        var stale = await lead.Sign("VS01");

        Assert.Equal((14.0, "Normal", at), (whole.Value!.Value, whole.Tone, whole.At!.Value));
        Assert.Null(whole.LacksZh);
        Assert.Equal(3, west.Value);
        Assert.Equal((14.0, null, at), (stale.Value!.Value, stale.Tone, stale.At!.Value));
        Assert.Equal((0.0, "Red"), ((await lead.Sign("VS19")).Value!.Value, (await lead.Sign("VS19")).Tone));
        Assert.Equal("Stale", (await lead.Device(TinyCity.WaterDevice)).Health);
    }

    private void Step(double seconds) => _time.JumpTo(_time.GetUtcNow().AddSeconds(seconds));

    private Task<TestCity> Start(DirectoryInfo folder) =>
        TestCity.Start(options => options with { Log = LogStore.Sqlite }, folder.FullName, time: _time);
}
