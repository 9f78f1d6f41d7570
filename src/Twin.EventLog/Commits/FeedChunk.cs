using System.Buffers;

namespace Twin.EventLog.Commits;

/// <summary>Positions of consecutive numbers of one feed: the first, then differences, each as LEB128.</summary>
internal static class FeedChunk
{
    public static void Write(ArrayBufferWriter<byte> bytes, long position)
    {
        var room = bytes.GetSpan(10);
        var length = 0;
        for (var rest = (ulong)position; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                room[length++] = (byte)rest;
                bytes.Advance(length);
                return;
            }

            room[length++] = (byte)((rest & 0x7f) | 0x80);
        }
    }

    /// <exception cref="LogBrokenException">The bytes do not end with a whole number.</exception>
    public static List<long> Read(ReadOnlySpan<byte> bytes)
    {
        var positions = new List<long>();
        var (position, value, shift) = (0L, 0UL, 0);
        foreach (var part in bytes)
        {
            value |= (ulong)(part & 0x7f) << shift;
            shift += 7;
            if (part < 0x80)
            {
                positions.Add(position = unchecked(position + (long)value));
                (value, shift) = (0, 0);
            }
        }

        return shift == 0 ? positions : throw new LogBrokenException(
            "The index of a feed is cut off. Run a check; the index can be rebuilt from the facts.");
    }
}
