using Orleans;
using Twin.City;
using Twin.City.Devices;
using Twin.Grains.Feeds;

namespace Twin.Grains.Devices;

/// <summary>One device: its alerts and its health. Key: the DeviceId.</summary>
public interface IDeviceGrain : IGrainWithStringKey
{
    /// <summary>A reading of it is durable: the grain looks at all that is, and acts.</summary>
    Task<DeviceSight> Told(CancellationToken cancel = default);

    /// <summary>Others of its kind are heard: a device that is not has gone offline.</summary>
    Task<DeviceSight> Listen(CancellationToken cancel = default);

    /// <summary>A person acknowledges, denies or silences its alert; the same command again changes nothing.</summary>
    Task<Decided> Do(AlertAct act, Actor by, string commandId, CancellationToken cancel = default);

    /// <summary>Looks whether its alert was acknowledged in time, and calls the next desk if not.</summary>
    Task<DeviceSight> CallOn(CancellationToken cancel = default);

    Task<DeviceSight> See(CancellationToken cancel = default);
}

/// <summary>A device's alert at a position of the log.</summary>
public sealed record DeviceSight(AlertState State, long Position);
