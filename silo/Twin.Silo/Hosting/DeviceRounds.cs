using Orleans;
using Twin.City.Devices;
using Twin.Grains.Devices;

namespace Twin.Silo.Hosting;

/// <summary>Notices devices that have fallen silent while others of their kind are heard.</summary>
internal sealed partial class DeviceRounds(
    DeviceBook devices, IGrainFactory grains, TimeProvider time, ILogger<DeviceRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodic.Each(Period, time, OneRound, stoppingToken);

    private async Task OneRound(CancellationToken cancel)
    {
        var (now, latest) = (time.GetUtcNow(), devices.Latest);
        foreach (var ofOneType in devices.All.GroupBy(device => device.Type))
        {
            if (AlertDecisions.IsFeedSilent(ofOneType.Select(device => DeviceBook.Sensed(device, latest)), now))
            {
                continue;
            }

            foreach (var device in ofOneType.Where(device =>
                DeviceBook.Sensed(device, latest).Latest is { } told && device.Type.IsStale(told.At, now)))
            {
                await Listen(device, cancel);
            }
        }
    }

    private async Task Listen(Device device, CancellationToken cancel)
    {
        try
        {
            await grains.GetGrain<IDeviceGrain>(device.Id.Value).Listen(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogNotListened(failure, device.Id.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silence of device {Device} is noticed at the next round")]
    private partial void LogNotListened(Exception failure, string device);
}
