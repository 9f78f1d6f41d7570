using System.Globalization;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The one connection that may write: it holds the session's lock and the newest epoch.</summary>
/// <remarks>
/// The lock keeps a second process out; it ends with the server's session, never before the session's last commit. The
/// epoch is compared in every commit, so that a writer that was passed over fails although it thinks it holds the lock.
/// </remarks>
internal sealed class PostgresSession : IDisposable
{
    private readonly PostgresPlace _place;

    /// <summary>For one answer; an opening is given more of them than a return in service.</summary>
    private readonly int _seconds;

    private PostgresSession(PostgresPlace place, NpgsqlConnection connection, int seconds) =>
        (_place, Connection, _seconds) = (place, connection, seconds);

    public NpgsqlConnection Connection { get; }

    public PostgresReader Reader => field ??= new PostgresReader(Connection);

    /// <summary>The writer's number; each new writer and each return of one has a higher one.</summary>
    public long Epoch { get; private set; }

    /// <summary>Who this process is to the log, through all its sessions; the server gave it.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Locked by every commit for its duration.</summary>
    public long CommitLock => unchecked(WriterLock + 1);

    private long WriterLock => CommandSet.HashOf("twin-log:" + _place.Schema);

    private (int Pid, string Started) Backend { get; set; }

    /// <summary>Takes the right to write a log, and brings its tables up to date.</summary>
    /// <exception cref="LogBrokenException">Another process has it.</exception>
    public static PostgresSession Open(PostgresPlace place, PostgresLogOptions options) =>
        Connect(place, options, options.OpeningSeconds, session =>
        {
            session.Lock(options.TakeOverSeconds);
            Migrations.Apply(session.Connection, place.Schema);
            session.Token = $"{session.Backend.Pid} {session.Backend.Started}";
            session.Epoch = session.Claim(
                "UPDATE writer SET epoch = epoch + 1, token = $1, who = $2, since = now() RETURNING epoch")!.Value;
        });

    /// <summary>Takes up the right again after the connection was lost.</summary>
    /// <exception cref="LogBrokenException">Another process has written since.</exception>
    public static PostgresSession Return(PostgresPlace place, PostgresLogOptions options, PostgresSession before) =>
        Connect(place, options, options.StatementSeconds, session =>
        {
            session.EndForerunner(before);
            session.Lock(options.TakeOverSeconds, before.Token);
            session.Token = before.Token;
            session.Epoch = session.Claim(
                "UPDATE writer SET epoch = epoch + 1, who = $2 WHERE token = $1 RETURNING epoch")
                ?? throw session.PassedOver();
        });

    public void Dispose() => Connection.Dispose();

    /// <summary>What the server says of itself; asked again at each look.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings()
    {
        using var command = new NpgsqlCommand(
            "SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'synchronous_commit', 'fsync', "
            + "'full_page_writes', 'data_checksums')", Connection);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new(rows.GetString(0), rows.GetString(1));
        }
    }

    public LogBrokenException PassedOver() => PassedOver(Writer().Who);

    public LogBrokenException PassedOver(string who) => new(
        $"Another process has taken over the log {_place} ({who}). Exactly one may write: this one stops, "
        + "and what it had not acknowledged is not stored. Stop the other one before you start this one again.");

    private static PostgresSession Connect(
        PostgresPlace place, PostgresLogOptions options, int seconds, Action<PostgresSession> begin)
    {
        var connection = new NpgsqlConnection(place.Connect(options, parts =>
            (parts.Pooling, parts.Options) = (false, PostgresReaders.Plans)));
        var session = new PostgresSession(place, connection, seconds);
        try
        {
            connection.Open();
            session.Prepare();
            begin(session);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Settings of this session; a dead client's session is to end within half a minute.</summary>
    private void Prepare()
    {
        using var command = new NpgsqlCommand(
            """
            SET default_transaction_isolation = 'read committed';
            SELECT set_config('synchronous_commit', 'on', false) FROM pg_settings
                WHERE name = 'synchronous_commit' AND setting = 'off';
            SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
                set_config('tcp_keepalives_count', '3', false);
            SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid();
            """, Connection)
        { CommandTimeout = _seconds };
        using var rows = command.ExecuteReader();
        while (rows.FieldCount != 2 || rows.GetName(0) != "pid")
        {
            rows.NextResult();
        }

        rows.Read();
        Backend = (rows.GetInt32(0), rows.GetString(1));
    }

    /// <summary>Our own session before may still be there, stuck; nobody else's is touched.</summary>
    private void EndForerunner(PostgresSession before)
    {
        using var command = Questions.Command(
            Connection,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2",
            [before.Backend.Pid, before.Backend.Started]);
        command.ExecuteNonQuery();
    }

    private void Lock(int seconds, string? token = null)
    {
        Run($"SET lock_timeout = {seconds * 1_000}");
        try
        {
            using var command = Questions.Command(Connection, "SELECT pg_advisory_lock($1)", [WriterLock]);
            command.CommandTimeout = _seconds;
            command.ExecuteNonQuery();
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var (found, who) = Writer();
            throw token is not null && found == token
                ? new LogUnavailableException("The right to write is still held by a session before.", held)
                : new LogBrokenException(
                    $"Another process writes the log {_place} ({who}). Exactly one may: stop it, or open read-only.",
                    held);
        }
    }

    private (string Token, string Who) Writer()
    {
        try
        {
            using var command = new NpgsqlCommand("SELECT token, who, since::text FROM writer", Connection);
            using var row = command.ExecuteReader();
            return row.Read() ? (row.GetString(0), $"{row.GetString(1)}, since {row.GetString(2)}") : ("", "unknown");
        }
        catch (PostgresException)
        {
            return ("", "it is just making the tables");
        }
    }

    /// <summary>Waits for a commit that is under way, so that none is stored under an older epoch afterwards.</summary>
    private long? Claim(string statement)
    {
        using var transaction = Connection.BeginTransaction();
        Run($"SELECT pg_advisory_xact_lock({CommitLock})");
        var who = string.Create(
            CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");
        using var command = Questions.Command(Connection, statement, [Token, who]);
        command.CommandTimeout = _seconds;
        var epoch = (long?)command.ExecuteScalar();
        transaction.Commit();
        return epoch;
    }

    private void Run(string statement)
    {
        using var command = new NpgsqlCommand(statement, Connection) { CommandTimeout = _seconds };
        command.ExecuteNonQuery();
    }
}
