using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>Reads of the index tables.</summary>
internal sealed partial class SqliteReader
{
    /// <summary>Facts after this position are not in the index tables yet.</summary>
    public long IndexedTo()
    {
        var row = Prepared("SELECT value FROM marks WHERE name = 'indexed_to'");
        var position = row.Step() ? row.Int(0) : throw new LogBrokenException(
            "The log has no mark 'indexed_to'. It was changed from outside; restore it from a backup.");
        row.Reset();
        return position;
    }

    /// <summary>The indexed end of every feed, by one probe each.</summary>
    public List<FeedHead> FeedHeads()
    {
        var rows = Prepared("""
            WITH RECURSIVE feeds(id) AS (
                SELECT min(feed) FROM feed_facts
                UNION ALL SELECT (SELECT min(feed) FROM feed_facts WHERE feed > feeds.id) FROM feeds
                WHERE feeds.id IS NOT NULL)
            SELECT t.text, n.first_number, n.positions FROM feeds
                JOIN feed_facts n ON n.feed = feeds.id
                    AND n.first_number = (SELECT max(first_number) FROM feed_facts WHERE feed = feeds.id)
                JOIN terms t ON t.id = feeds.id
            """);
        var heads = new List<FeedHead>();
        while (rows.Step())
        {
            var positions = FeedChunk.Read(rows.Utf8(2));
            heads.Add(new FeedHead(rows.Text(0), rows.Int(1) + positions.Count - 1, positions[^1]));
        }

        return heads;
    }

    /// <summary>Rows of the index by stream: stream, version, position, hash of the command.</summary>
    public IEnumerable<(string Stream, long Version, long Position, long Command)> StreamIndex()
    {
        var rows = Prepared("SELECT stream, version, position, command_hash FROM stream_facts");
        while (rows.Step())
        {
            yield return (rows.Text(0), rows.Int(1), rows.Int(2), rows.Int(3));
        }
    }

    /// <summary>The index by feed, number by number.</summary>
    public IEnumerable<(string Feed, long Number, long Position)> FeedIndex()
    {
        var rows = Prepared("SELECT feed, first_number, positions FROM feed_facts");
        while (rows.Step())
        {
            var (feed, number) = (Term((int)rows.Int(0)), rows.Int(1));
            foreach (var position in FeedChunk.Read(rows.Utf8(2)))
            {
                yield return (feed, number++, position);
            }
        }
    }

    /// <summary>The first fact without its entry in the index by stream.</summary>
    public long? FirstNotIndexed(long indexedTo)
    {
        var row = Prepared("""
            SELECT f.position FROM facts f WHERE f.position <= ?1 AND NOT EXISTS (
                SELECT 1 FROM stream_facts s
                WHERE s.stream = f.stream AND s.version = f.version AND s.position = f.position)
            ORDER BY f.position LIMIT 1
            """).Bind(1, indexedTo);
        long? first = row.Step() ? row.Int(0) : null;
        row.Reset();
        return first;
    }

    private List<long> Positions(string feed, long afterNumber, int atMost)
    {
        var positions = new List<long>();
        var chunks = Prepared("""
            SELECT first_number, positions FROM feed_facts
            WHERE feed = (SELECT id FROM terms WHERE text = ?1) AND first_number >= coalesce((
                SELECT max(first_number) FROM feed_facts
                WHERE feed = (SELECT id FROM terms WHERE text = ?1) AND first_number <= ?2 + 1), 1)
            ORDER BY first_number
            """).Bind(1, feed).Bind(2, afterNumber);
        while (positions.Count < atMost && chunks.Step())
        {
            var skip = Math.Max(0, afterNumber + 1 - chunks.Int(0));
            positions.AddRange(FeedChunk.Read(chunks.Utf8(1)).Skip((int)skip).Take(atMost - positions.Count));
        }

        chunks.Reset();
        return positions;
    }
}
