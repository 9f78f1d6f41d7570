using Twin.Geo;

namespace Twin.City.Devices;

/// <summary>A thing at a place that measures things, never people.</summary>
/// <remarks>No picture, no track, nothing that a phone could be known by.</remarks>
/// <param name="Owner">Who keeps it going.</param>
public sealed record Device(DeviceId Id, DeviceType Type, DepartmentId Owner, LngLat At);

/// <summary>A device with the latest that it told; no reading = it never told anything.</summary>
public readonly record struct SensedDevice(DeviceType Type, SensedValue? Latest);

/// <summary>What was measured, and when by the device's own clock.</summary>
public readonly record struct SensedValue(double Value, DateTimeOffset At);
