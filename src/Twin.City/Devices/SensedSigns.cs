using Twin.City.Metrics;

namespace Twin.City.Devices;

/// <summary>Vital signs out of the latest readings of an area's devices, as their column rollUp says.</summary>
public static class SensedSigns
{
    /// <summary>The share of devices that are heard.</summary>
    public const string Online = "VS19";

    private const double Hundred = 100;

    /// <summary>Null when no device of the sign has ever told anything.</summary>
    /// <remarks>
    /// What is old does not count beside what is fresh. When all is old, the last that was known is told, as stale.
    /// </remarks>
    public static SensedSign? Of(
        SignRow sign, IReadOnlyCollection<SensedDevice> devices, DateTimeOffset until, TimeZoneInfo zone)
    {
        if (sign.Id == Online) return OnlineOf(devices, until);
        var told = devices.Where(device => device.Type.Sign == sign && device.Latest is not null)
            .Select(device => (device.Type, Latest: device.Latest!.Value)).ToList();
        if (told.Count == 0) return null;
        var fresh = told.Where(one => !one.Type.IsStale(one.Latest.At, until)).ToList();
        var counted = fresh.Count > 0 ? fresh : told;
        var value = sign.RollUp switch
        {
            "max" => counted.Max(one => one.Latest.Value),
            "min" => counted.Min(one => one.Latest.Value),
            "ratio" => Hundred * counted.Count(one => one.Type.IsOver(one.Latest.Value, one.Latest.At, zone) is true)
                / counted.Count,
            _ => counted.Sum(one => one.Latest.Value),
        };
        return new SensedSign(value, counted.Max(one => one.Latest.At), IsStale: fresh.Count == 0);
    }

    /// <summary>Of all devices there, once one of them was ever heard.</summary>
    private static SensedSign? OnlineOf(IReadOnlyCollection<SensedDevice> devices, DateTimeOffset until) =>
        devices.Any(device => device.Latest is not null)
            ? new SensedSign(
                Hundred * devices.Count(device =>
                    device.Latest is { } latest && !device.Type.IsStale(latest.At, until)) / devices.Count,
                until, IsStale: false)
            : null;
}

/// <summary>A vital sign that devices told.</summary>
/// <param name="At">Of the newest reading in it.</param>
/// <param name="IsStale">No device has told anything for three cadences: this is the last that was known.</param>
public readonly record struct SensedSign(double Value, DateTimeOffset At, bool IsStale);
