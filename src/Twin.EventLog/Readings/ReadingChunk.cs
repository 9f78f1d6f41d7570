using System.Buffers.Binary;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Readings;

/// <summary>Which device and which hour since 1970.</summary>
internal readonly record struct ChunkKey(string Device, long Hour)
{
    private const long HourMicros = 3_600_000_000;

    public long FirstMicros => Hour * HourMicros;

    public static ChunkKey Of(string device, DateTimeOffset at) => new(device, HourOf(at));

    public static long HourOf(DateTimeOffset at) =>
        Math.DivRem(Moments.Micros(at), HourMicros) is var (whole, rest) && rest < 0 ? whole - 1 : whole;
}

/// <summary>The readings of one device in one hour, in the order of their moments.</summary>
internal sealed class ReadingChunk(ChunkKey key)
{
    /// <summary>Microseconds in the hour (4), value (8), number (8).</summary>
    private const int EntryBytes = 20;

    private readonly List<StoredReading> _readings = [];

    public ChunkKey Key => key;

    public IReadOnlyList<StoredReading> Readings => _readings;

    /// <summary>Takes a reading under a number, unless its moment has one.</summary>
    public ReadingReceipt Take(DateTimeOffset at, double value, long number)
    {
        var reading = new StoredReading(Moments.At(Moments.Micros(at)), value, number);
        var place = _readings.Count;
        while (place > 0 && _readings[place - 1].At >= reading.At) place--;
        if (place < _readings.Count && _readings[place] is var there && there.At == reading.At)
        {
            return new ReadingReceipt(there.Value.Equals(value) ? ReadingFate.Known : ReadingFate.Differs, there);
        }

        _readings.Insert(place, reading);
        return new ReadingReceipt(ReadingFate.Stored, reading);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[_readings.Count * EntryBytes];
        for (var i = 0; i < _readings.Count; i++)
        {
            var entry = bytes.AsSpan(i * EntryBytes, EntryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(
                entry, (uint)(Moments.Micros(_readings[i].At) - key.FirstMicros));
            BinaryPrimitives.WriteDoubleLittleEndian(entry[4..], _readings[i].Value);
            BinaryPrimitives.WriteInt64LittleEndian(entry[12..], _readings[i].Number);
        }

        return bytes;
    }

    /// <exception cref="LogBrokenException">The bytes are no whole readings.</exception>
    public static ReadingChunk Parse(ChunkKey key, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % EntryBytes != 0)
        {
            throw new LogBrokenException(
                $"The readings of '{key.Device}' in hour {key.Hour} have {bytes.Length} bytes; expected a multiple of "
                + $"{EntryBytes}. Restore the store of readings from a backup.");
        }

        var chunk = new ReadingChunk(key);
        for (; bytes.Length > 0; bytes = bytes[EntryBytes..])
        {
            chunk._readings.Add(new StoredReading(
                Moments.At(key.FirstMicros + BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
                BinaryPrimitives.ReadDoubleLittleEndian(bytes[4..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[12..])));
        }

        return chunk;
    }
}
