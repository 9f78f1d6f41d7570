using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>The yardstick: the same facts by plain prepared inserts, batch by batch.</summary>
/// <remarks>
/// What a careful programmer would write without an event log: one table with an index on the stream, one prepared
/// insert, one synced transaction for each batch of rows. No checks, no feeds, no chain, no waiting callers.
/// A figure of the city (facts/s through HTTP and grains) is divided by this one, measured in the same run.
/// </remarks>
public sealed class RawAppend : IDisposable
{
    private const string Insert =
        "INSERT INTO events VALUES($position, $stream, $version, $at, $account, $role, $client, $command, $cause, "
        + "$correlation, $kind, $schema, $rules, $tag, $payload)";

    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private long _position;

    private RawAppend(string file)
    {
        _file = file;
        _connection = SqliteFile.Connection(file, SqliteOpenMode.ReadWriteCreate);
        _connection.Open();
        Schema.Run(_connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Schema.Run(_connection, """
            CREATE TABLE events(
                position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, at_us INTEGER NOT NULL,
                account TEXT NOT NULL, role TEXT NOT NULL, client TEXT NOT NULL, command_id TEXT NOT NULL,
                cause INTEGER, correlation TEXT NOT NULL, kind TEXT NOT NULL, schema INTEGER NOT NULL,
                rules TEXT NOT NULL, tag TEXT, payload TEXT NOT NULL);
            CREATE INDEX events_by_stream ON events(stream, version);
            """);
        _insert = _connection.CreateCommand();
        _insert.CommandText = Insert;
        foreach (var name in Insert.Split('$').Skip(1))
        {
            _insert.Parameters.AddWithValue("$" + name.TrimEnd(' ', ',', ')'), DBNull.Value);
        }

        _insert.Prepare();
    }

    /// <summary>Makes a new file in the folder; <see cref="Dispose"/> removes it.</summary>
    public static RawAppend Create(string folder)
    {
        var file = Path.Combine(folder, "raw-append.db");
        Remove(file);
        return new RawAppend(file);
    }

    /// <summary>Facts a second by plain inserts on the disk of this folder.</summary>
    /// <param name="folder">Where the log lies, so that the same disk is measured.</param>
    /// <param name="facts">The rows; repeated until <paramref name="atLeast"/> has passed.</param>
    /// <param name="batch">Rows in one transaction, such as 64 or 1,024.</param>
    /// <param name="atLeast">How long to measure.</param>
    /// <param name="time">The clock that measures.</param>
    public static double Measure(
        string folder, IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast, TimeProvider time)
    {
        using var raw = Create(folder);
        var stored = 0L;
        var begun = time.GetTimestamp();
        do
        {
            raw.Append(Enumerable.Range(0, batch).Select(i => facts[(int)((stored + i) % facts.Count)]));
            stored += batch;
        }
        while (time.GetElapsedTime(begun) < atLeast);
        return stored / time.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>Stores the facts in one synced transaction.</summary>
    public void Append(IEnumerable<Fact> facts)
    {
        using var transaction = _connection.BeginTransaction(deferred: true);
        _insert.Transaction = transaction;
        foreach (var fact in facts)
        {
            object?[] row =
            [
                ++_position, fact.Stream, fact.Version, Moments.Micros(fact.At), fact.By.Account, fact.By.Role,
                fact.Client, fact.CommandId, fact.Cause, fact.Correlation, fact.Kind, fact.Schema, fact.RulesVersion,
                fact.Tag, System.Text.Encoding.UTF8.GetString(fact.Payload.Span),
            ];
            for (var i = 0; i < row.Length; i++)
            {
                _insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
        Remove(_file);
    }

    private static void Remove(string file)
    {
        foreach (var end in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + end);
        }
    }
}
