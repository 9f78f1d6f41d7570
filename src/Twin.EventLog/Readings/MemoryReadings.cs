using System.Collections.Immutable;

namespace Twin.EventLog.Readings;

/// <summary>Chunks in memory, as bytes like everywhere else; gone when the process ends.</summary>
internal sealed class MemoryReadings : IReadingTables
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<long, byte[]>> _chunks = new(StringComparer.Ordinal);
    private long _number;

    public ValueTask<(long Number, ImmutableArray<ReadingChunk> Newest)> Begin(CancellationToken cancel)
    {
        lock (_gate)
        {
            return new((_number, [.. _chunks.Select(one => Of(one.Key, one.Value.Last()))]));
        }
    }

    public ValueTask<ImmutableArray<ReadingChunk>> Load(
        IReadOnlyCollection<ChunkKey> keys, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new([.. from key in keys
                let bytes = HoursOf(key.Device).GetValueOrDefault(key.Hour)
                where bytes is not null
                select ReadingChunk.Parse(key, bytes)]);
        }
    }

    public ValueTask Save(
        IReadOnlyCollection<ReadingChunk> chunks, long before, long number, CancellationToken cancel)
    {
        lock (_gate)
        {
            foreach (var chunk in chunks)
            {
                if (!_chunks.TryGetValue(chunk.Key.Device, out var hours)) _chunks[chunk.Key.Device] = hours = [];
                hours[chunk.Key.Hour] = chunk.ToBytes();
            }

            _number = number;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ImmutableArray<ReadingChunk>> Read(string device, long from, long to, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new([.. HoursOf(device).Where(one => one.Key >= from && one.Key <= to)
                .Select(one => Of(device, one))]);
        }
    }

    public ValueTask<ReadingChunk?> Before(string device, long hour, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new(HoursOf(device).Where(one => one.Key < hour).Select(one => Of(device, one)).LastOrDefault());
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SortedDictionary<long, byte[]> HoursOf(string device) => _chunks.GetValueOrDefault(device, []);

    private static ReadingChunk Of(string device, KeyValuePair<long, byte[]> chunk) =>
        ReadingChunk.Parse(new ChunkKey(device, chunk.Key), chunk.Value);
}
