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

    private readonly ArrayBufferWriter<byte> _own = new(64 * 1024);
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _start = new byte[SHA256.HashSizeInBytes + (2 * sizeof(long)) + sizeof(int)];
    private IBufferWriter<byte> _bytes;

    public ChainHash() => _bytes = _own;

    public byte[] After(byte[] previous, long commit, long atMicros, ReadOnlySpan<Fact> facts)
    {
        _own.ResetWrittenCount();
        foreach (var fact in facts)
        {
            Write(fact, _own);
        }

        return After(previous, commit, atMicros, facts.Length, _own.WrittenSpan);
    }

    /// <summary>The same from records that were written before; what comes first is known last.</summary>
    public byte[] After(byte[] previous, long commit, long atMicros, int facts, ReadOnlySpan<byte> records)
    {
        previous.CopyTo(_start, 0);
        var rest = _start.AsSpan(SHA256.HashSizeInBytes);
        BinaryPrimitives.WriteInt64LittleEndian(rest, commit);
        BinaryPrimitives.WriteInt64LittleEndian(rest[sizeof(long)..], atMicros);
        BinaryPrimitives.WriteInt32LittleEndian(rest[(2 * sizeof(long))..], facts);
        _sha.AppendData(_start);
        _sha.AppendData(records);
        return _sha.GetHashAndReset();
    }

    public static string Print(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <summary>Writes the canonical bytes of one fact.</summary>
    public void Write(Fact fact, IBufferWriter<byte> to)
    {
        _bytes = to;
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
