using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>One reading connection; used by one caller at a time.</summary>
internal sealed partial class SqliteReader : IChainReader, IDisposable
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
            + "WHERE s.stream = ?1 AND s.version > ?2 ORDER BY s.version").Bind(1, stream).Bind(2, afterVersion),
        atMost);

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

    public ImmutableArray<Fact> All(long afterPosition, int atMost) => Facts(
        Prepared($"SELECT {FactRow.Columns} FROM facts f WHERE f.position > ?1 ORDER BY f.position")
            .Bind(1, afterPosition),
        atMost);

    /// <summary>The last commit; the start of the chain when there is none.</summary>
    public CommitRecord LastCommit()
    {
        var rows = Prepared("SELECT * FROM commits ORDER BY number DESC LIMIT 1");
        return Commits(rows) is [var last] ? last : new CommitRecord(0, 0, 0, 0, ChainHash.Start);
    }

    public string? HashOf(long commit) =>
        Commits(Prepared("SELECT * FROM commits WHERE number = ?1").Bind(1, commit)) is [var found]
            ? found.Head.Hash
            : null;

    public List<CommitRecord> CommitsAfter(long number, int atMost) => Commits(
        Prepared("SELECT * FROM commits WHERE number > ?1 ORDER BY number").Bind(1, number), atMost);

    public Snapshot? Snapshot(string stream, int foldVersion)
    {
        var row = Prepared(
            "SELECT version, hash, state, state_sha256 FROM snapshots WHERE stream = ?1 AND fold_version = ?2")
            .Bind(1, stream).Bind(2, foldVersion);
        if (!row.Step())
        {
            return null;
        }

        var snapshot = new Snapshot(stream, row.Int(0), foldVersion, row.Text(1), row.Bytes(2));
        var whole = row.Utf8(3).SequenceEqual(SHA256.HashData(snapshot.State.Span));
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

    private static List<CommitRecord> Commits(Statement rows, int atMost = 1)
    {
        var commits = new List<CommitRecord>();
        while (commits.Count < atMost && rows.Step())
        {
            commits.Add(new CommitRecord(rows.Int(0), rows.Int(1), rows.Int(2), rows.Int(3), rows.Bytes(4)));
        }

        rows.Reset();
        return commits;
    }

    /// <summary>Counted here: SQLite would plan a statement anew each time that a LIMIT is bound to it.</summary>
    private ImmutableArray<Fact> Facts(Statement rows, int atMost)
    {
        try
        {
            var facts = ImmutableArray.CreateBuilder<Fact>();
            while (facts.Count < atMost && rows.Step())
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
