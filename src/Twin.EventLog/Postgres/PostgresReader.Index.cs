using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Reads of the index tables.</summary>
internal sealed partial class PostgresReader
{
    public long IndexedTo()
    {
        using var row = Ask("SELECT value FROM marks WHERE name = 'indexed_to'");
        return row.Read() ? row.GetInt64(0) : throw new LogBrokenException(
            "The log has no mark 'indexed_to'. It was changed from outside; restore it from a backup.");
    }

    public List<FeedHead> FeedHeads()
    {
        using var rows = Ask("""
            WITH RECURSIVE feeds(feed) AS (
                SELECT min(feed) FROM feed_facts
                UNION ALL SELECT (SELECT min(n.feed) FROM feed_facts n WHERE n.feed > feeds.feed) FROM feeds
                WHERE feeds.feed IS NOT NULL)
            SELECT feeds.feed, n.first_number, n.positions FROM feeds CROSS JOIN LATERAL (
                SELECT first_number, positions FROM feed_facts WHERE feed = feeds.feed
                ORDER BY first_number DESC LIMIT 1) n
            """);
        var heads = new List<FeedHead>();
        while (rows.Read())
        {
            var positions = FeedChunk.Read(rows.GetFieldValue<byte[]>(2));
            heads.Add(new FeedHead(rows.GetString(0), rows.GetInt64(1) + positions.Count - 1, positions[^1]));
        }

        return heads;
    }

    public IEnumerable<(string Stream, long Version, long Position, long Command)> StreamIndex()
    {
        using var rows = Ask("SELECT stream, version, position, command_hash FROM stream_facts");
        while (rows.Read())
        {
            yield return (rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3));
        }
    }

    /// <summary>Every stream of the index, once.</summary>
    public IEnumerable<string> Streams()
    {
        using var rows = Ask("SELECT stream FROM stream_facts WHERE version = 1");
        while (rows.Read())
        {
            yield return rows.GetString(0);
        }
    }

    public IEnumerable<(string Feed, long Number, long Position)> FeedIndex()
    {
        using var rows = Ask("SELECT feed, first_number, positions FROM feed_facts");
        while (rows.Read())
        {
            var (feed, number) = (rows.GetString(0), rows.GetInt64(1));
            foreach (var position in FeedChunk.Read(rows.GetFieldValue<byte[]>(2)))
            {
                yield return (feed, number++, position);
            }
        }
    }

    public long? FirstNotIndexed(long indexedTo)
    {
        using var row = Ask(
            """
            SELECT f.position FROM facts f WHERE f.position <= $1 AND NOT EXISTS (
                SELECT 1 FROM stream_facts s
                WHERE s.stream = f.stream AND s.version = f.version AND s.position = f.position)
            ORDER BY f.position LIMIT 1
            """,
            indexedTo);
        return row.Read() ? row.GetInt64(0) : null;
    }
}
