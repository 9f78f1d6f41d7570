using Twin.City.Devices;
using Twin.Contracts;
using Twin.EventLog.Readings;

namespace Twin.Cli.Verify;

/// <summary>What the devices of an area had told when so many readings were stored, from the store alone.</summary>
/// <param name="readings">Null = there is no store of readings beside the log.</param>
internal sealed class FoldedDevices(HomeTree tree, DeviceView[] devices, IReadingReader? readings) : IAsyncDisposable
{
    private readonly Dictionary<string, StoredReading?> _latest = new(StringComparer.Ordinal);
    private long _number;

    public async ValueTask<IReadOnlyCollection<SensedDevice>> Of(string area, long number, CancellationToken cancel)
    {
        if (number != _number) _latest.Clear();
        _number = number;
        var sensed = new List<SensedDevice>();
        foreach (var device in devices.Where(device => tree.IsIn(device.Home, area)))
        {
            if (!_latest.TryGetValue(device.Id, out var latest))
            {
                latest = readings is null ? null : await readings.LatestAt(device.Id, number, cancel);
                _latest[device.Id] = latest;
            }

            sensed.Add(new SensedDevice(
                DeviceType.Find(device.Type)!, latest is { } told ? new SensedValue(told.Value, told.At) : null));
        }

        return sensed;
    }

    public ValueTask DisposeAsync() => readings?.DisposeAsync() ?? ValueTask.CompletedTask;
}
