using Twin.City;
using Twin.City.Devices;
using Twin.Geo.Reference;
using Twin.Grains.Devices;
using Twin.Scenarios;
using Twin.Silo.Gateway.Devices;
using Twin.Silo.Hosting;

namespace Twin.Silo.Traffic;

/// <summary>Simulated devices tell plausible values at their cadence: 演示数据, through the same desk as others.</summary>
internal sealed partial class DemoReadings(
    ReferenceCity city, CityBook book, DeviceBook devices, DeviceDesk desk, TimeProvider time,
    ILogger<DemoReadings> logger) : BackgroundService
{
    /// <summary>The shortest cadence of all kinds; what is due together is one commit.</summary>
    private static readonly TimeSpan Period = DeviceType.All.Min(type => type.Cadence);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!book.View.Traffic || !city.Demo) return;
        var simulated = DemoDevices.Of(city)
            .Where(one => devices.Find(new DeviceId(one.Id)) is not null)
            .Select(one => (Device: devices.Find(new DeviceId(one.Id))!, one.Values)).ToList();
        await Round(simulated, stoppingToken);
        await Periodic.Each(Period, time, cancel => Round(simulated, cancel), stoppingToken);
    }

    private async Task Round(List<(Device Device, DemoValues Values)> simulated, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var local = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(now, city.TimeZone).TimeOfDay);
        var latest = devices.Latest;
        try
        {
            await Task.WhenAll(simulated
                .Where(one => latest.Of(one.Device.Id.Value) is not { } told
                    || now - told.At >= one.Device.Type.Cadence)
                .Select(one => desk.Take(
                    one.Device, now, Within(one.Device.Type, one.Values.At(now, local)), cancel).AsTask()));
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            LogRound(fault);
        }
    }

    private static double Within(DeviceType type, double value) => Math.Clamp(value, type.Least, type.Most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Simulated devices could not tell their values")]
    private partial void LogRound(Exception fault);
}
