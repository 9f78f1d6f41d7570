using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Devices;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Grains.Devices;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Devices;

/// <summary>From a reading to an alert to a case: each step is a fact, and each case has its cause.</summary>
public sealed class AlertCaseTests
{
    private readonly JumpingTime _time =
        new(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)), stands: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_reading_over_the_limit_opens_a_case_that_is_as_grave_as_the_water_is_deep()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        using var lead = await city.As("lead");

        Assert.Equal("Raised", (await source.Tell(TinyCity.WaterDevice, Minute(0), 20)).Alert);
        Assert.Null((await lead.Device(TinyCity.WaterDevice)).CaseId);
        Assert.Equal("CaseOpened", (await source.Tell(TinyCity.WaterDevice, Minute(1), 30)).Alert);
        var device = await lead.Device(TinyCity.WaterDevice);
        var facts = await city.Log.ReadStream(DeviceGrain.StreamOf(new(TinyCity.WaterDevice)), 0, 10, Cancel);
        var ofCase = await city.Log.ReadStream(CaseFacts.StreamOf(new(device.CaseId!)), 0, 10, Cancel);
        var sight = await Case(city, device.CaseId!);

        Assert.Equal(
            ["device/AlertRaised", "device/AlertConfirmed", "device/CaseOpened"], facts.Select(fact => fact.Kind));
        Assert.Equal((CaseSource.Sensor, "E0406", Severity.S2), (sight.Source, sight.Class, sight.Severity));
        Assert.Equal(new HomeId(TinyCity.WestGrid), sight.Home);
        Assert.Equal(facts[1].Position, ofCase[0].Cause);
        Assert.NotNull(sight.CaseNo);
    }

    [Fact]
    public async Task What_goes_on_while_the_case_is_open_is_no_new_case()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        using var lead = await city.As("lead");
        foreach (var (minute, value) in new[] { (0, 20.0), (1, 30), (2, 3), (3, 20), (4, 22) })
        {
            await source.Tell(TinyCity.WaterDevice, Minute(minute), value);
        }

        await city.Services.Settle();
        Assert.Equal("CaseOpened", (await lead.Device(TinyCity.WaterDevice)).Alert);
        Assert.Equal("Cleared", (await source.Tell(TinyCity.WaterDevice, Minute(5), 0)).Alert);
        Assert.Null((await lead.Device(TinyCity.WaterDevice)).CaseId);
        Assert.Equal(1, (await lead.Get<CasePage>("cases")).Total);
    }

    [Fact]
    public async Task A_neighbour_bears_it_out_and_gas_needs_nobody()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        using var lead = await city.As("lead");

        Assert.Equal("Raised", (await source.Tell(TinyCity.WaterDevice, Minute(0), 20)).Alert);
        Assert.Equal("Raised", (await source.Tell("water-3", Minute(0), 20)).Alert);
        Assert.Equal("CaseOpened", (await source.Tell(TinyCity.NextWaterDevice, Minute(0), 20)).Alert);
        Assert.Equal("CaseOpened", (await source.Tell(TinyCity.GasDevice, Minute(0), 25)).Alert);
        var gas = await Case(city, (await lead.Device(TinyCity.GasDevice)).CaseId!);

        Assert.Equal(("X-GAS", Severity.S1), (gas.Class, gas.Severity));
    }

    [Fact]
    public async Task Two_readings_in_one_batch_are_as_good_as_two_after_each_other_in_any_order()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        using var lead = await city.As("lead");

        await source.Tell(
            Sensors.Line(TinyCity.WaterDevice, Minute(1), 30), Sensors.Line(TinyCity.WaterDevice, Minute(0), 20));

        Assert.Equal("CaseOpened", (await lead.Device(TinyCity.WaterDevice)).Alert);
    }

    [Fact]
    public async Task A_device_that_falls_silent_is_a_case_once_and_not_again_while_it_is_open()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        using var lead = await city.As("lead");
        var grain = city.Services.GetRequiredService<IGrainFactory>().GetGrain<IDeviceGrain>(TinyCity.GasDevice);
        var first = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            await source.Tell(TinyCity.GasDevice, _time.GetUtcNow(), 1);
            Assert.False((await grain.See(Cancel)).State.IsOffline);
            _time.JumpTo(_time.GetUtcNow().AddMinutes(4));
            for (var again = 0; again < 3; again++) await grain.Listen(Cancel);
            first.Add((await lead.Device(TinyCity.GasDevice)).CaseId!);
        }

        await city.Services.Settle();
        var sight = await Case(city, first[0]);
        Assert.Single(first.Distinct());
        Assert.Equal((DeviceType.OfflineClass, Severity.S3), (sight.Class, sight.Severity));
        Assert.Equal(1, (await lead.Get<CasePage>("cases")).Total);
    }

    private DateTimeOffset Minute(int minute)
    {
        var at = new DateTimeOffset(2026, 6, 15, 1, 0, 0, TimeSpan.Zero).AddMinutes(minute);
        _time.JumpTo(at);
        return at;
    }

    private static async Task<CaseSight> Case(TestCity city, string id) =>
        (await city.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseGrain>(id).See(Cancel))!;
}
