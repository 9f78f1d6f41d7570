using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The tail as rows of the index by feed.</summary>
/// <remarks>Written for thousands of facts at once, behind the facts; a feed is one row then.</remarks>
internal sealed class IndexRows
{
    public const string InsertFeeds = "INSERT INTO feed_facts SELECT * FROM unnest($1, $2, $3)";

    public const string Mark = "UPDATE marks SET value = $1 WHERE name = 'indexed_to' AND value <> $1";

    private readonly NpgsqlParameter<List<string>> _feed = Of<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<long>> _first = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<byte[]>> _positions = Of<byte[]>(NpgsqlDbType.Bytea);
    private readonly ArrayBufferWriter<byte> _chunk = new();

    public NpgsqlParameter[] Feeds => [_feed, _first, _positions];

    /// <summary>Where the index reaches to once it is stored.</summary>
    public NpgsqlParameter<long> IndexedTo { get; } = new() { NpgsqlDbType = NpgsqlDbType.Bigint };

    public void Set(Tail tail, bool index)
    {
        foreach (var parameter in Feeds)
        {
            ((System.Collections.IList)parameter.Value!).Clear();
        }

        IndexedTo.TypedValue = index ? tail.Last : tail.IndexedTo;
        if (!index)
        {
            return;
        }

        foreach (var (feed, facts) in tail.ByFeed())
        {
            AddFeed(feed, facts);
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
