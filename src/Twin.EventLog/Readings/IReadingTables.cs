using System.Collections.Immutable;

namespace Twin.EventLog.Readings;

/// <summary>Where chunks of readings lie. Reads may be asked side by side with the one writer.</summary>
internal interface IReadingTables : IAsyncDisposable
{
    /// <summary>Number of the newest reading, and the newest chunk of each device.</summary>
    ValueTask<(long Number, ImmutableArray<ReadingChunk> Newest)> Begin(CancellationToken cancel);

    /// <summary>The chunks of those keys that are there.</summary>
    ValueTask<ImmutableArray<ReadingChunk>> Load(IReadOnlyCollection<ChunkKey> keys, CancellationToken cancel);

    /// <summary>Replaces chunks and sets the number of the newest reading, all or nothing, durable.</summary>
    /// <param name="before">The number that the writer has read; another one says that somebody else wrote.</param>
    ValueTask Save(IReadOnlyCollection<ReadingChunk> chunks, long before, long number, CancellationToken cancel);

    /// <summary>Chunks of a device from one hour to another, both with; in the order of their hours.</summary>
    ValueTask<ImmutableArray<ReadingChunk>> Read(string device, long from, long to, CancellationToken cancel);

    /// <summary>The newest chunk before an hour; null when there is none.</summary>
    ValueTask<ReadingChunk?> Before(string device, long hour, CancellationToken cancel);
}
