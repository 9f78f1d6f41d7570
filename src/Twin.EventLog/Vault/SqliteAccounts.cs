using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;
using Twin.EventLog.Sqlite;

namespace Twin.EventLog.Vault;

/// <summary>Accounts in a SQLite file of their own beside the vault.</summary>
/// <remarks>Several processes may have it open: an account can be added while the server runs.</remarks>
public sealed class SqliteAccounts : IAccountStore
{
    /// <summary>"ACCT" in ASCII, in the file's header.</summary>
    private const int ApplicationId = 0x41434354;

    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE accounts(
            id TEXT PRIMARY KEY, zh TEXT NOT NULL, en TEXT NOT NULL, bindings TEXT NOT NULL, secret TEXT,
            subject TEXT UNIQUE) STRICT, WITHOUT ROWID;
        CREATE TABLE ended(token TEXT PRIMARY KEY, over_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    private SqliteAccounts(SqliteConnection connection) => _connection = connection;

    /// <exception cref="LogBrokenException">It is another kind of file, or cannot be opened.</exception>
    public static SqliteAccounts Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            var connection = SqliteFile.OpenToWrite(file, Tables, ApplicationId, Version);
            Schema.Run(connection, "PRAGMA secure_delete=ON;");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return new SqliteAccounts(connection);
        }
        catch (SqliteException broken)
        {
            throw new LogBrokenException(
                $"'{file}' cannot be opened as accounts: {broken.Message} Restore it from a backup.", broken);
        }
    }

    public ImmutableArray<KeptAccount> All()
    {
        lock (_gate)
        {
            using var each = new Statement(
                _connection, "SELECT id, zh, en, bindings, secret, subject FROM accounts ORDER BY id");
            var accounts = ImmutableArray.CreateBuilder<KeptAccount>();
            while (each.Step())
            {
                accounts.Add(new KeptAccount(
                    each.Text(0), each.Text(1), each.Text(2), each.Text(3), each.IsNull(4) ? null : each.Text(4),
                    each.IsNull(5) ? null : each.Text(5)));
            }

            return accounts.DrainToImmutable();
        }
    }

    public void Put(KeptAccount account)
    {
        lock (_gate)
        {
            using var put = new Statement(
                _connection, "INSERT OR REPLACE INTO accounts VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
            put.Bind(1, account.Id).Bind(2, account.Zh).Bind(3, account.En).Bind(4, account.Bindings);
            put.Bind(5, account.SecretHash).Bind(6, account.Subject).Run();
        }
    }

    public bool Remove(string id)
    {
        lock (_gate)
        {
            using var remove = new Statement(_connection, "DELETE FROM accounts WHERE id = ?1");
            remove.Bind(1, id).Run();
            return SQLitePCL.raw.sqlite3_changes(_connection.Handle!) > 0;
        }
    }

    public void End(string token, DateTimeOffset over, DateTimeOffset now)
    {
        lock (_gate)
        {
            using var forget = new Statement(_connection, "DELETE FROM ended WHERE over_us <= ?1");
            forget.Bind(1, Moments.Micros(now)).Run();
            using var end = new Statement(_connection, "INSERT OR REPLACE INTO ended VALUES(?1, ?2)");
            end.Bind(1, token).Bind(2, Moments.Micros(over)).Run();
        }
    }

    public ImmutableArray<(string Token, DateTimeOffset Over)> Ended()
    {
        lock (_gate)
        {
            using var each = new Statement(_connection, "SELECT token, over_us FROM ended");
            var ended = ImmutableArray.CreateBuilder<(string, DateTimeOffset)>();
            while (each.Step())
            {
                ended.Add((each.Text(0), Moments.At(each.Int(1))));
            }

            return ended.DrainToImmutable();
        }
    }

    public void Dispose() => _connection.Dispose();
}
