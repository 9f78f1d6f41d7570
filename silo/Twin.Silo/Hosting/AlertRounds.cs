using Orleans;
using Twin.City.Devices;
using Twin.Grains.Devices;

namespace Twin.Silo.Hosting;

/// <summary>Calls the next desk about alerts that nobody has acknowledged in time.</summary>
/// <remarks>Whom it calls is a fact of the device's stream: after a restart it is the same, and told once.</remarks>
internal sealed partial class AlertRounds(
    AlertBook alerts, IGrainFactory grains, TimeProvider time, ILogger<AlertRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodic.Each(Period, time, OneRound, stoppingToken);

    private async Task OneRound(CancellationToken cancel)
    {
        try
        {
            var (states, _) = await alerts.Now(cancel);
            var now = time.GetUtcNow();
            foreach (var device in states.Where(one => AlertCalls.CallOn(one.Value, now) is not null))
            {
                await grains.GetGrain<IDeviceGrain>(device.Key.Value).CallOn(cancel);
            }
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogNotCalled(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unanswered alerts call their next desks at the next round")]
    private partial void LogNotCalled(Exception failure);
}
