using System.Collections.Immutable;

namespace Twin.EventLog.Readings;

/// <summary>What a device measured at a moment, in the unit of its kind.</summary>
/// <param name="At">By the device's own clock; whole microseconds count.</param>
public readonly record struct Reading(string Device, DateTimeOffset At, double Value);

/// <summary>A reading that is durable.</summary>
/// <param name="Number">Its place among all readings of the store, from 1, in the order in which they came.</param>
public readonly record struct StoredReading(DateTimeOffset At, double Value, long Number);

/// <summary>What became of a reading.</summary>
public enum ReadingFate
{
    /// <summary>It is new and durable.</summary>
    Stored,

    /// <summary>It was there already; nothing changed.</summary>
    Known,

    /// <summary>The device told another value for the same moment; that one stays.</summary>
    Differs,
}

/// <summary>What became of a reading, and what stands in the store for its moment.</summary>
public readonly record struct ReadingReceipt(ReadingFate Fate, StoredReading Stored);

/// <summary>The latest reading of each device, by the devices' clocks, when so many were stored.</summary>
public sealed record LatestReadings(ImmutableDictionary<string, StoredReading> ByDevice, long Number)
{
    public static LatestReadings None { get; } =
        new(ImmutableDictionary.Create<string, StoredReading>(StringComparer.Ordinal), 0);

    /// <summary>Null when it never told anything.</summary>
    public StoredReading? Of(string device) => ByDevice.TryGetValue(device, out var latest) ? latest : null;
}
