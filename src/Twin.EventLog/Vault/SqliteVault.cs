using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Twin.EventLog.Commits;
using Twin.EventLog.Sqlite;

namespace Twin.EventLog.Vault;

/// <summary>The vault in one SQLite file, its master key in another.</summary>
public sealed class SqliteVault : IVault
{
    /// <summary>Calls that may wait for a commit; one more is refused with <see cref="LogFullException"/>.</summary>
    private const int WaitingMax = 16_384;

    private const int TogetherMax = 1_024;
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly VaultStore _store;
    private readonly WriteQueue<IVaultJob> _queue;
    private readonly ILogger _logger;
    private bool _forgotten;

    private SqliteVault(FileStream held, SqliteConnection connection, VaultStore store, ILogger logger)
    {
        (_lock, _connection, _store, _logger) = (held, connection, store, logger);
        _queue = new WriteQueue<IVaultJob>(
            "vault writer", WaitingMax, new WriteWork<IVaultJob>(TogetherMax, Write, _ => { }, Stopped));
    }

    /// <summary>Opens a vault, or makes a new one with a new key file.</summary>
    /// <param name="file">The words, sealed.</param>
    /// <param name="keyFile">The master key, for its owner only; null = <paramref name="file"/> + <c>.key</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told about failed writes, never about words.</param>
    /// <param name="keys">Where keys come from; null = the operating system.</param>
    /// <exception cref="LogBrokenException">Held by another process, damaged, or the key file does not fit.</exception>
    public static SqliteVault Open(
        string file, string? keyFile, TimeProvider time, ILogger logger, IKeySource? keys = null)
    {
        var source = keys ?? SystemKeySource.Instance;
        var held = SqliteFile.Hold(file);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.OpenToWrite(
                file, VaultTables.Create, VaultTables.ApplicationId, VaultTables.Version);
            Schema.Run(connection, "PRAGMA secure_delete=ON; PRAGMA cache_size=-16384;");
            Schema.Run(connection, "PRAGMA wal_autocheckpoint=4000;");
            var master = OpenMaster(connection, keyFile ?? file + ".key", source);
            var vault = new SqliteVault(held, connection, new VaultStore(connection, master, source, time), logger);
            vault._queue.Start();
            return vault;
        }
        catch (SqliteException broken)
        {
            connection?.Dispose();
            held.Dispose();
            throw new LogBrokenException(
                $"'{file}' cannot be opened as a vault: {broken.Message} Restore it from a backup.", broken);
        }
        catch
        {
            connection?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public ValueTask<WordsRef> Put(string caseId, string textId, string words, CancellationToken cancel)
    {
        VaultWords.CheckPut(caseId, textId, words);
        return Do(store => store.Put(caseId, textId, words), cancel);
    }

    public ValueTask<string?> Read(WordsRequest request, CancellationToken cancel)
    {
        VaultWords.CheckRead(request);
        return Do(store => store.Read(request), cancel);
    }

    public ValueTask<ImmutableArray<string?>> ReadMany(WordsOfMany request, CancellationToken cancel)
    {
        VaultWords.CheckPurpose(request.By, request.Purpose);
        return Do(store => store.ReadMany(request), cancel);
    }

    public ValueTask<bool> Forget(string caseId, Author by, DateTimeOffset at, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(caseId);
        return Do(
            store =>
            {
                var destroyed = store.Forget(caseId, by, at);
                _forgotten |= destroyed;
                return destroyed;
            },
            cancel);
    }

    public ValueTask<ImmutableArray<WordsRead>> ReadAudit(string caseId, CancellationToken cancel) =>
        Do(store => store.Reads(caseId), cancel);

    public async ValueTask DisposeAsync()
    {
        await _queue.End().ConfigureAwait(false);
        _store.Dispose();
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A sealed constant proves that key file and vault belong together.</summary>
    private static AesGcm OpenMaster(SqliteConnection connection, string keyFile, IKeySource source)
    {
        const string Proof = "vault";
        using var kept = new Statement(connection, "SELECT value FROM marks WHERE name = 'proof'");
        if (kept.Step())
        {
            var master = MasterKey.Open(keyFile, mayCreate: false, source);
            Envelope.Open(master, kept.Utf8(0), Proof);
            kept.Reset();
            return master;
        }

        var fresh = MasterKey.Open(keyFile, mayCreate: true, source);
        using var keep = new Statement(connection, "INSERT INTO marks VALUES('proof', ?1)");
        keep.BindBlob(1, Envelope.Seal(fresh, "vault"u8, Proof, source)).Run();
        return fresh;
    }

    private ValueTask<T> Do<T>(Func<VaultStore, T> work, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancel);
        }

        var job = new VaultJob<T>(work);
        return _queue.TryAdd(job) is { } refused ? ValueTask.FromException<T>(refused) : new ValueTask<T>(job.Task);
    }

    private void Write(List<IVaultJob> jobs)
    {
        try
        {
            _store.Begin();
            jobs.ForEach(job => job.Do(_store));
            _store.Commit();
            EmptyWalAfterForgetting();
        }
        catch (SqliteException failure)
        {
            VaultLog.RolledBack(_logger, failure, jobs.Count);
            var why = new LogBrokenException("The vault could not store this: " + failure.Message, failure);
            jobs.ForEach(job => job.Fail(why));
            if (SqliteWriter.Meaning(failure) == Failure.OutcomeUnknown)
            {
                throw;
            }

            _store.RollBack();
            return;
        }

        jobs.ForEach(static job => job.Tell());
    }

    /// <summary>The old page with the wrapped key also lies in the WAL; it goes before anybody is told.</summary>
    private void EmptyWalAfterForgetting()
    {
        if (_forgotten)
        {
            _forgotten = false;
            if (Schema.Ask(_connection, "PRAGMA wal_checkpoint(TRUNCATE)") != "0")
            {
                VaultLog.WalKept(_logger);
            }
        }
    }

    private void Stopped(IReadOnlyList<IVaultJob> left, Exception failure)
    {
        var why = new LogBrokenException("The vault stopped writing: " + failure.Message + " Restart it.", failure);
        foreach (var job in left)
        {
            job.Fail(why);
        }
    }
}
