using System.Collections.Immutable;

namespace Twin.EventLog.Readings;

/// <summary>Reads what devices told; also from outside, while the city runs.</summary>
public interface IReadingReader : IAsyncDisposable
{
    /// <summary>Readings of a device from one moment up to, but without, another; in their order.</summary>
    ValueTask<ImmutableArray<StoredReading>> Read(
        string device, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel);

    /// <summary>The latest reading of a device when so many readings were stored; null when there was none.</summary>
    ValueTask<StoredReading?> LatestAt(string device, long number, CancellationToken cancel);
}

/// <summary>The readings of a city: a chunk for each device and hour, not a fact for each reading.</summary>
/// <remarks>Exactly one process writes it. Device and moment are a reading's identity: told twice it is one.</remarks>
public interface IReadingStore : IReadingReader
{
    /// <summary>What is durable now; never changes once it was given out.</summary>
    LatestReadings Latest { get; }

    /// <summary>Stores a reading; it is durable when this returns.</summary>
    /// <exception cref="LogFullException">Too many wait; nothing was stored.</exception>
    /// <exception cref="LogUnavailableException">The store is out of reach; send the same again.</exception>
    ValueTask<ReadingReceipt> Put(Reading reading, CancellationToken cancel);
}
