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

    /// <summary>Every fact that the index by stream leads to, as far as the index by feed reaches.</summary>
    public IEnumerable<(string Stream, long Version, long Position, long Command)> StreamIndex()
    {
        using var rows = Ask(
            "SELECT stream, version, position, command_id FROM facts WHERE stream >= '' AND position <= $1 "
            + "ORDER BY stream, version",
            IndexedTo());
        while (rows.Read())
        {
            yield return (
                rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), CommandSet.HashOf(rows.GetString(3)));
        }
    }

    /// <summary>Every stream, once.</summary>
    public IEnumerable<string> Streams()
    {
        using var rows = Ask("SELECT stream FROM facts WHERE stream >= '' AND version = 1");
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

    /// <summary>The index by stream is PostgreSQL's own; it cannot say which entry is wrong.</summary>
    public long? FirstNotIndexed(long indexedTo) => null;
}
