using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Twin.EventLog.Commits;

/// <summary>The hash chain over commits: SHA-256 of the previous hash and this commit's records.</summary>
/// <remarks>
/// Canonical bytes, little endian: previous hash (32), commit number, moment in µs, count of facts (i32), then each
/// fact. A text is its UTF-8 length (i32, −1 for none) and its bytes. The order of fields is docs/decisions/0002.
/// Fixed from the first commit: a change would break every log there is.
/// </remarks>
internal sealed class ChainHash
{
    public static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);

    public byte[] After(byte[] previous, long commit, long atMicros, ReadOnlySpan<Fact> facts)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(previous);
        Write(commit);
        Write(atMicros);
        Write(facts.Length);
        foreach (var fact in facts)
        {
            Write(fact);
        }

        return SHA256.HashData(_bytes.WrittenSpan);
    }

    public static string Print(byte[] hash) => Convert.ToHexStringLower(hash);

    private void Write(Fact fact)
    {
        Write(fact.Position);
        Write(fact.Stream);
        Write(fact.Version);
        Write(fact.Feeds.Length);
        foreach (var (feed, number) in fact.Feeds)
        {
            Write(feed);
            Write(number);
        }

        Write(Moments.Micros(fact.At));
        Write(fact.By.Account);
        Write(fact.By.Role);
        Write(fact.Client);
        Write(fact.CommandId);
        Write(fact.Cause ?? 0);
        Write(fact.Correlation);
        Write(fact.Kind);
        Write(fact.Schema);
        Write(fact.RulesVersion);
        Write(fact.Tag);
        Write(fact.Payload.Length);
        _bytes.Write(fact.Payload.Span);
    }

    private void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    private void Write(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    private void Write(string? text)
    {
        if (text is null)
        {
            Write(-1);
            return;
        }

        var room = _bytes.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        _bytes.Advance(sizeof(int) + length);
    }
}
