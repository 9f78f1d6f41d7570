using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>One reading connection; used by one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Terms _terms;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public SqliteReader(string file, Terms terms)
    {
        _terms = terms;
        _connection = SqliteFile.OpenToRead(file);
    }

    public ImmutableArray<Fact> Stream(string stream, long afterVersion, int atMost) => Facts(
        Prepared($"SELECT {FactRow.Columns} FROM stream_facts s JOIN facts f USING(position) "
            + "WHERE s.stream = ?1 AND s.version > ?2 ORDER BY s.version LIMIT ?3")
            .Bind(1, stream).Bind(2, afterVersion).Bind(3, atMost));

    public ImmutableArray<Fact> Feed(string feed, long afterNumber, int atMost)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        var one = Prepared($"SELECT {FactRow.Columns} FROM facts f WHERE f.position = ?1");
        foreach (var position in Positions(feed, afterNumber, atMost))
        {
            if (!one.Bind(1, position).Step())
            {
                throw new LogBrokenException($"Position {position} of feed '{feed}' is missing; run a check.");
            }

            facts.Add(FactRow.Read(one, Term));
            one.Reset();
        }

        return facts.DrainToImmutable();
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

    public ImmutableArray<Fact> All(long afterPosition, int atMost) => Facts(
        Prepared($"SELECT {FactRow.Columns} FROM facts f WHERE f.position > ?1 ORDER BY f.position LIMIT ?2")
            .Bind(1, afterPosition).Bind(2, atMost));

    /// <summary>Facts after this position are not in the index tables yet.</summary>
    public long IndexedTo()
    {
        var row = Prepared("SELECT value FROM marks WHERE name = 'indexed_to'");
        var position = row.Step() ? row.Int(0) : throw new LogBrokenException(
            "The log has no mark 'indexed_to'. It was changed from outside; restore it from a backup.");
        row.Reset();
        return position;
    }

    /// <summary>The last commit; the start of the chain when there is none.</summary>
    public CommitRecord LastCommit()
    {
        var rows = Prepared("SELECT * FROM commits ORDER BY number DESC LIMIT 1");
        return Commits(rows) is [var last] ? last : new CommitRecord(0, 0, 0, 0, ChainHash.Start);
    }

    public List<CommitRecord> CommitsAfter(long number, int atMost) => Commits(
        Prepared("SELECT * FROM commits WHERE number > ?1 ORDER BY number LIMIT ?2").Bind(1, number).Bind(2, atMost));

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

    public Snapshot? Snapshot(string stream, int foldVersion)
    {
        var row = Prepared("SELECT version, hash, state, state_sha256 FROM snapshots WHERE stream = ?1 AND fold_version = ?2")
            .Bind(1, stream).Bind(2, foldVersion);
        if (!row.Step())
        {
            return null;
        }

        var snapshot = new Snapshot(stream, row.Int(0), foldVersion, row.Text(1), row.Bytes(2));
        var whole = System.Security.Cryptography.SHA256.HashData(snapshot.State.Span).AsSpan().SequenceEqual(row.Utf8(3));
        row.Reset();
        return whole ? snapshot : null;
    }

    /// <summary>Several reads between begin and end see one state of the log.</summary>
    public void Begin() => Prepared("BEGIN").Run();

    public void End() => Prepared("COMMIT").Run();

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static List<CommitRecord> Commits(Statement rows)
    {
        var commits = new List<CommitRecord>();
        while (rows.Step())
        {
            commits.Add(new CommitRecord(rows.Int(0), rows.Int(1), rows.Int(2), rows.Int(3), rows.Bytes(4)));
        }

        return commits;
    }

    private ImmutableArray<Fact> Facts(Statement rows)
    {
        try
        {
            var facts = ImmutableArray.CreateBuilder<Fact>();
            while (rows.Step())
            {
                facts.Add(FactRow.Read(rows, Term));
            }

            return facts.DrainToImmutable();
        }
        finally
        {
            rows.Reset();
        }
    }

    private string Term(int id)
    {
        if (_terms.TextOf(id) is { } known)
        {
            return known;
        }

        _terms.Load(_connection);
        return _terms.TextOf(id) ?? throw new LogBrokenException(
            $"Term {id} is named by a fact but not stored. The log was changed from outside; run a check.");
    }

    private Statement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements[sql] = statement = new Statement(_connection, sql);
        }

        return statement;
    }
}
