using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City;
using Twin.City.Devices;
using Twin.EventLog.Readings;
using Twin.Grains.Areas;

namespace Twin.Grains.Devices;

/// <summary>The devices of the city with what they told last, each in the home that its place has now.</summary>
public sealed class DeviceBook(ImmutableArray<Device> devices, IReadingStore readings, CityTree tree)
{
    private readonly FrozenDictionary<DeviceId, Device> _byId = devices.ToFrozenDictionary(device => device.Id);

    public ImmutableArray<Device> All => devices;

    public LatestReadings Latest => readings.Latest;

    public Device? Find(DeviceId id) => _byId.GetValueOrDefault(id);

    public HomeId HomeOf(Device device) => tree.Book.HomeOf(device.At);

    /// <summary>Those that lie in an area or grid.</summary>
    public IEnumerable<Device> In(HomeId home) =>
        home == tree.Root ? devices : devices.Where(device => tree.Covers(home, HomeOf(device)));

    /// <summary>Devices of an area as so many readings left them.</summary>
    public IReadOnlyCollection<SensedDevice> Sensed(HomeId home, LatestReadings latest) =>
        [.. In(home).Select(device => Sensed(device, latest))];

    public static SensedDevice Sensed(Device device, LatestReadings latest) =>
        new(device.Type, latest.Of(device.Id.Value) is { } told ? new SensedValue(told.Value, told.At) : null);

    /// <summary>A device of its kind near by that is over its limit now; null when none is.</summary>
    public DeviceId? NeighbourInAlert(Device device, DateTimeOffset now) => devices
        .Where(other => other.Type == device.Type && other.Id != device.Id
            && other.At.MetresTo(device.At) <= device.Type.NeighbourMetres
            && Latest.Of(other.Id.Value) is { } told
            && device.Type.Warns(told.Value) && !device.Type.IsStale(told.At, now))
        .Select(other => (DeviceId?)other.Id).FirstOrDefault();

    /// <summary>What it told in the last three cadences, by its own clock.</summary>
    public async ValueTask<IEnumerable<SensedValue>> Recent(
        Device device, DateTimeOffset latest, CancellationToken cancel) =>
        (await readings.Read(
            device.Id.Value, latest - device.Type.StaleAfter, latest + TimeSpan.FromMicroseconds(1), cancel))
        .Select(one => new SensedValue(one.Value, one.At));
}
