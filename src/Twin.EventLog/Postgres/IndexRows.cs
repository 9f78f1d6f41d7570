using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The tail as rows of the two index tables.</summary>
/// <remarks>As on SQLite: written for thousands of facts at once and in key order, behind the facts.</remarks>
internal sealed class IndexRows
{
    public const string InsertStreams = "INSERT INTO stream_facts SELECT * FROM unnest($1, $2, $3, $4, $5)";

    public const string InsertFeeds = "INSERT INTO feed_facts SELECT * FROM unnest($1, $2, $3)";

    public const string Mark = "UPDATE marks SET value = $1 WHERE name = 'indexed_to' AND value <> $1";

    private readonly NpgsqlParameter<List<string>> _stream = Of<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<long>> _version = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<long>> _position = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<long>> _command = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<long>> _at = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<string>> _feed = Of<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<long>> _first = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<byte[]>> _positions = Of<byte[]>(NpgsqlDbType.Bytea);
    private readonly ArrayBufferWriter<byte> _chunk = new();

    public NpgsqlParameter[] Streams => [_stream, _version, _position, _command, _at];

    public NpgsqlParameter[] Feeds => [_feed, _first, _positions];

    /// <summary>Where the index reaches to once it is stored.</summary>
    public NpgsqlParameter<long> IndexedTo { get; } = new() { NpgsqlDbType = NpgsqlDbType.Bigint };

    public void Set(Tail tail, bool index)
    {
        foreach (var parameter in (NpgsqlParameter[])[.. Streams, .. Feeds])
        {
            ((System.Collections.IList)parameter.Value!).Clear();
        }

        IndexedTo.TypedValue = index ? tail.Last : tail.IndexedTo;
        if (!index)
        {
            return;
        }

        foreach (var (stream, facts) in tail.ByStream())
        {
            AddStream(stream, facts);
        }

        foreach (var (feed, facts) in tail.ByFeed())
        {
            AddFeed(feed, facts);
        }
    }

    private void AddStream(string stream, List<Fact> facts)
    {
        foreach (var fact in facts)
        {
            _stream.TypedValue!.Add(stream);
            _version.TypedValue!.Add(fact.Version);
            _position.TypedValue!.Add(fact.Position);
            _command.TypedValue!.Add(CommandSet.HashOf(fact.CommandId));
            _at.TypedValue!.Add(Moments.Micros(fact.At));
        }
    }

    private void AddFeed(string feed, List<Fact> facts)
    {
        _chunk.ResetWrittenCount();
        var last = 0L;
        foreach (var fact in facts)
        {
            FeedChunk.Write(_chunk, fact.Position - last);
            last = fact.Position;
        }

        _feed.TypedValue!.Add(feed);
        _first.TypedValue!.Add(Tail.NumberIn(feed, facts[0]));
        _positions.TypedValue!.Add(_chunk.WrittenSpan.ToArray());
    }

    private static NpgsqlParameter<List<T>> Of<T>(NpgsqlDbType of) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | of, TypedValue = [] };
}
