using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>The one writing connection: stores a commit in one synced transaction.</summary>
internal sealed class SqliteWriter : ICommitStore, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteLogOptions _options;
    private readonly Terms _terms;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _newTerm;
    private readonly Statement _newFact;
    private readonly Statement _newCommit;
    private readonly Statement _streamFact;
    private readonly Statement _feedFact;
    private readonly Statement _streamHead;
    private readonly Statement _atOf;
    private readonly Statement _ofStream;
    private readonly Statement _newSnapshot;
    private readonly ConcurrentDictionary<string, Snapshot> _unsaved = new(StringComparer.Ordinal);

    public SqliteWriter(SqliteConnection connection, SqliteLogOptions options, Terms terms)
    {
        (_connection, _options, _terms) = (connection, options, terms);
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
        _newTerm = new Statement(connection, "INSERT INTO terms(id, text) VALUES(?1, ?2)");
        _newFact = new Statement(connection, FactRow.Insert);
        _newCommit = new Statement(connection, "INSERT INTO commits VALUES(?1, ?2, ?3, ?4, ?5)");
        _streamFact = new Statement(connection, "INSERT INTO stream_facts VALUES(?1, ?2, ?3, ?4)");
        _feedFact = new Statement(connection, "INSERT INTO feed_facts VALUES(?1, ?2, ?3)");
        _streamHead = new Statement(
            connection, "SELECT version, position, command_hash FROM stream_facts WHERE stream = ?1 ORDER BY version");
        _atOf = new Statement(connection, "SELECT at_us FROM facts WHERE position = ?1");
        _ofStream = new Statement(
            connection,
            $"SELECT {FactRow.Columns} FROM stream_facts s JOIN facts f USING(position) "
            + "WHERE s.stream = ?1 AND s.command_hash = ?2 ORDER BY s.version");
        _newSnapshot = new Statement(
            connection,
            "INSERT INTO snapshots VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(stream) DO UPDATE SET version = ?2, "
            + "fold_version = ?3, hash = ?4, state = ?5, state_sha256 = ?6 "
            + "WHERE version <= ?2 OR fold_version <> ?3");
    }

    public StreamHead LoadStream(string stream)
    {
        var head = new StreamHead();
        var last = 0L;
        _streamHead.Bind(1, stream);
        while (_streamHead.Step())
        {
            head.Version = _streamHead.Int(0);
            last = _streamHead.Int(1);
            head.Commands.Add(_streamHead.Int(2));
        }

        if (last > 0 && _atOf.Bind(1, last).Step())
        {
            head.AtMicros = _atOf.Int(0);
            _atOf.Reset();
        }

        return head;
    }

    public ImmutableArray<Fact> ReadCommand(string stream, string commandId)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        _ofStream.Bind(1, stream).Bind(2, CommandSet.HashOf(commandId));
        while (_ofStream.Step())
        {
            if (FactRow.Read(_ofStream, id => _terms.TextOf(id)!) is var fact && fact.CommandId == commandId)
            {
                facts.Add(fact);
            }
        }

        return facts.DrainToImmutable();
    }

    public void Commit(CommitPlan plan)
    {
        _begin.Run();
        try
        {
            _options.Hooks?.BeforeCommit?.Invoke(plan.Facts);
            foreach (var fact in plan.Facts)
            {
                FactRow.Store(_newFact, fact, _terms, _newTerm);
                Index(fact);
            }

            _newCommit.Bind(1, plan.Number).Bind(2, plan.FirstPosition).Bind(3, plan.LastPosition);
            _newCommit.Bind(4, plan.AtMicros).BindBlob(5, plan.Hash).Run();
            _commit.Run();
        }
        catch (Exception failure) when (!IsFatal(failure))
        {
            _terms.Undo();
            RollBack();
            throw;
        }

        _terms.Accept();
        _options.Hooks?.AfterSync?.Invoke(plan.LastPosition);
    }

    /// <summary>Keeps a snapshot to be stored when there is time.</summary>
    public void Save(Snapshot snapshot) => _unsaved.AddOrUpdate(
        snapshot.Stream, snapshot, (_, kept) => Snapshots.IsOlder(snapshot, kept) ? kept : snapshot);

    public Snapshot? Unsaved(string stream) => _unsaved.GetValueOrDefault(stream);

    public void Upkeep(bool idle)
    {
        if (!idle || _unsaved.IsEmpty)
        {
            return;
        }

        _begin.Run();
        var saved = _unsaved.ToArray();
        foreach (var (stream, snapshot) in saved)
        {
            _newSnapshot.Bind(1, stream).Bind(2, snapshot.Version).Bind(3, snapshot.FoldVersion).Bind(4, snapshot.Hash);
            _newSnapshot.BindBlob(5, snapshot.State.Span).BindBlob(6, SHA256.HashData(snapshot.State.Span)).Run();
        }

        _commit.Run();
        foreach (var entry in saved)
        {
            _unsaved.TryRemove(entry);
        }
    }

    /// <summary>After a failed read, write or sync nobody knows what the disk holds.</summary>
    public bool IsFatal(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _begin, _commit, _rollback, _newTerm, _newFact, _newCommit, _streamFact, _feedFact, _streamHead, _atOf, _ofStream,
            _newSnapshot,
        })
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void Index(Fact fact)
    {
        _streamFact.Bind(1, fact.Stream).Bind(2, fact.Version).Bind(3, fact.Position);
        _streamFact.Bind(4, CommandSet.HashOf(fact.CommandId)).Run();
        foreach (var (feed, number) in fact.Feeds)
        {
            _feedFact.Bind(1, _terms.IdOf(feed, _newTerm)).Bind(2, number).Bind(3, fact.Position).Run();
        }
    }

    /// <summary>Some errors have rolled back by themselves already.</summary>
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
        {
            _rollback.Run();
        }
    }
}
