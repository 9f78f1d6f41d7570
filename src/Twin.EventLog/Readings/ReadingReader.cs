using System.Collections.Immutable;

namespace Twin.EventLog.Readings;

/// <summary>Reads readings out of their chunks.</summary>
internal class ReadingReader(IReadingTables tables) : IReadingReader
{
    protected IReadingTables Tables { get; } = tables;

    public async ValueTask<ImmutableArray<StoredReading>> Read(
        string device, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        var chunks = await Tables.Read(device, ChunkKey.HourOf(from), ChunkKey.HourOf(until), cancel);
        return [.. chunks.SelectMany(chunk => chunk.Readings).Where(one => one.At >= from && one.At < until)];
    }

    public async ValueTask<StoredReading?> LatestAt(string device, long number, CancellationToken cancel)
    {
        var hour = long.MaxValue;
        while (await Tables.Before(device, hour, cancel) is { } chunk)
        {
            for (var i = chunk.Readings.Count - 1; i >= 0; i--)
            {
                if (chunk.Readings[i].Number <= number) return chunk.Readings[i];
            }

            hour = chunk.Key.Hour;
        }

        return null;
    }

    public virtual ValueTask DisposeAsync() => Tables.DisposeAsync();
}
