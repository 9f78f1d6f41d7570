using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Facts as rows of PostgreSQL's binary COPY, written while the server already reads.</summary>
/// <remarks>
/// A row is its count of fields (i16), then each as length (i32, −1 for NULL) and bytes, big endian. An array for each
/// column and <c>unnest</c> cost both sides twice as much. Used by one session at a time; its buffer is kept.
/// </remarks>
internal sealed class CopyRows
{
    private const string Columns =
        "position, stream, version, feeds, at_us, account, role, client, command_id, cause, correlation, kind, schema, "
        + "rules, tag, commit_no, payload";

    private const int Fields = 17;
    private const int WrittenTogether = 64 * 1024;

    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly byte[] Start = [.. "PGCOPY\n"u8, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly Dictionary<string, byte[]> _feedNames = new(StringComparer.Ordinal);
    private byte[] _bytes = new byte[2 * WrittenTogether];
    private int _length;

    public static string Into(string table) => $"COPY {table}({Columns}) FROM STDIN (FORMAT binary)";

    /// <summary>Writes them with positions that go up from the first.</summary>
    public void Write(Stream copy, IReadOnlyList<Fact> facts, long firstPosition)
    {
        _length = 0;
        Bytes(Start);
        for (var i = 0; i < facts.Count; i++)
        {
            Add(facts[i], firstPosition + i);
            if (_length >= WrittenTogether)
            {
                Flush(copy);
            }
        }

        Room(sizeof(short));
        Int16(-1);
        Flush(copy);
    }

    private void Add(Fact fact, long position)
    {
        Room(sizeof(short));
        Int16(Fields);
        Value(position);
        Value(fact.Stream);
        Value(fact.Version);
        Value(fact.Feeds);
        Value(Moments.Micros(fact.At));
        Value(fact.By.Account);
        Value(fact.By.Role);
        Value(fact.Client);
        Value(fact.CommandId);
        if (fact.Cause is { } cause)
        {
            Value(cause);
        }
        else
        {
            Null();
        }

        Value(fact.Correlation);
        Value(fact.Kind);
        Room(2 * sizeof(int));
        Int32(sizeof(int));
        Int32(fact.Schema);
        Value(fact.RulesVersion);
        Value(fact.Tag);
        Value(fact.Commit);
        Room(sizeof(int));
        Int32(fact.Payload.Length);
        Bytes(fact.Payload.Span);
    }

    private void Value(long value)
    {
        Room(sizeof(int) + sizeof(long));
        Int32(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(long);
    }

    private void Value(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }

        Room(sizeof(int) + Utf8.GetMaxByteCount(text.Length));
        var length = Utf8.GetBytes(text, _bytes.AsSpan(_length + sizeof(int)));
        Int32(length);
        _length += length;
    }

    /// <summary>Feeds as <c>{"area/12":345}</c> in their order: JSON, so that plain SQL reads it.</summary>
    private void Value(ImmutableArray<FeedNumber> feeds)
    {
        Room(sizeof(int) + 2);
        var start = _length;
        _length += sizeof(int);
        _bytes[_length++] = (byte)'{';
        for (var i = 0; i < feeds.Length; i++)
        {
            var name = Name(feeds[i].Feed);
            Bytes(name.AsSpan(i == 0 ? 1 : 0));
            Room(32);
            feeds[i].Number.TryFormat(_bytes.AsSpan(_length), out var digits, default, CultureInfo.InvariantCulture);
            _length += digits;
        }

        _bytes[_length++] = (byte)'}';
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(start), _length - start - sizeof(int));
    }

    /// <summary>The name of a feed with a comma before it and a colon behind.</summary>
    private byte[] Name(string feed)
    {
        if (!_feedNames.TryGetValue(feed, out var name))
        {
            _feedNames[feed] = name = Utf8.GetBytes("," + JsonSerializer.Serialize(feed, Json) + ":");
        }

        return name;
    }

    private void Null()
    {
        Room(sizeof(int));
        Int32(-1);
    }

    private void Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(short);
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(int);
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Room(int bytes)
    {
        if (_length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + bytes, 2 * _bytes.Length));
        }
    }

    private void Flush(Stream copy)
    {
        copy.Write(_bytes, 0, _length);
        _length = 0;
    }
}
