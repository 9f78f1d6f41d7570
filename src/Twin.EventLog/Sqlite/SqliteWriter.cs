using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>The one writing connection: stores a commit in one synced transaction.</summary>
internal sealed class SqliteWriter : ICommitStore, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteLogOptions _options;
    private readonly ILogger _logger;
    private readonly Terms _terms;
    private readonly Tail _tail;
    private readonly SqliteIndex _index;
    private readonly Checkpointer _checkpointer;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _newTerm;
    private readonly Statement _newFact;
    private readonly Statement _newCommit;
    private readonly Statement _newSnapshot;
    private readonly ConcurrentDictionary<string, Snapshot> _unsaved = new(StringComparer.Ordinal);

    public SqliteWriter(SqliteParts parts, SqliteLogOptions options, ILogger logger)
    {
        var connection = parts.Connection;
        (_connection, _terms, _tail) = (connection, parts.Readers.Terms, parts.Tail);
        (_options, _logger) = (options, logger);
        _index = new SqliteIndex(connection, _terms, _tail);
        _checkpointer = new Checkpointer(connection.DataSource);
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
        _newTerm = new Statement(connection, "INSERT INTO terms(id, text) VALUES(?1, ?2)");
        _newFact = new Statement(connection, FactRow.Insert);
        _newCommit = new Statement(connection, "INSERT INTO commits VALUES(?1, ?2, ?3, ?4, ?5)");
        _newSnapshot = new Statement(
            connection,
            "INSERT INTO snapshots VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(stream) DO UPDATE SET version = ?2, "
            + "fold_version = ?3, hash = ?4, state = ?5, state_sha256 = ?6 "
            + "WHERE version <= ?2 OR fold_version <> ?3");
    }

    /// <summary>Asks the writing connection itself; SQLite lets another thread in between two of its calls.</summary>
    public LogDescription Describe() => SqliteFile.Describe(_connection);

    public StreamHead LoadStream(string stream) => _index.LoadStream(stream);

    public ImmutableArray<Fact> ReadCommand(string stream, string commandId) => _index.ReadCommand(stream, commandId);

    public ICommitting Begin(CommitPlan plan, Action done) => Committed.By(() => Commit(plan));

    private void Commit(CommitPlan plan)
    {
        InTransaction(() =>
        {
            _options.Hooks?.BeforeCommit?.Invoke(plan.Facts);
            foreach (var fact in plan.Facts)
            {
                FactRow.Store(_newFact, fact, _terms, _newTerm);
            }

            _newCommit.Bind(1, plan.Number).Bind(2, plan.FirstPosition).Bind(3, plan.LastPosition);
            _newCommit.Bind(4, plan.AtMicros).BindBlob(5, plan.Hash).Run();
        });
    }

    /// <summary>Keeps a snapshot to be stored when there is time.</summary>
    public void Save(Snapshot snapshot) => _unsaved.AddOrUpdate(
        snapshot.Stream, snapshot, (_, kept) => Snapshots.IsOlder(snapshot, kept) ? kept : snapshot);

    public Snapshot? Unsaved(string stream) => _unsaved.GetValueOrDefault(stream);

    public void Upkeep(bool idle)
    {
        var index = _tail.Count >= _options.IndexedTogether;
        _checkpointer.AfterCommit(_connection, pagesHint: index);
        if (!index && (!idle || _unsaved.IsEmpty))
        {
            return;
        }

        try
        {
            Keep(index);
        }
        catch (SqliteException failure) when (Judge(failure) == Failure.OfTheStore)
        {
            CommitLog.KeptBack(_logger, failure);
        }
    }

    private void Keep(bool index)
    {
        var saved = _unsaved.ToArray();
        var indexedTo = _tail.IndexedTo;
        InTransaction(() =>
        {
            foreach (var (stream, snapshot) in saved)
            {
                _newSnapshot.Bind(1, stream).Bind(2, snapshot.Version).Bind(3, snapshot.FoldVersion);
                _newSnapshot.Bind(4, snapshot.Hash).BindBlob(5, snapshot.State.Span);
                _newSnapshot.BindBlob(6, SHA256.HashData(snapshot.State.Span)).Run();
            }

            indexedTo = index ? _index.Write() : indexedTo;
        });
        _tail.DropTo(indexedTo);
        foreach (var entry in saved)
        {
            _unsaved.TryRemove(entry);
        }
    }

    /// <summary>After a failed read, write or sync nobody knows what the disk holds.</summary>
    public Failure Judge(Exception failure) => Meaning(failure);

    public static Failure Meaning(Exception failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Failure.OutcomeUnknown,
        raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY => Failure.OfTheStore,
        _ => Failure.OfABatch,
    };

    public void Dispose()
    {
        _checkpointer.Dispose();
        _index.Dispose();
        foreach (var statement in new[] { _begin, _commit, _rollback, _newTerm, _newFact, _newCommit, _newSnapshot })
        {
            statement.Dispose();
        }
    }

    private void InTransaction(Action write)
    {
        _begin.Run();
        try
        {
            write();
            _commit.Run();
        }
        catch (Exception failure) when (Judge(failure) != Failure.OutcomeUnknown)
        {
            _terms.Undo();
            RollBack();
            throw;
        }

        _terms.Accept();
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
