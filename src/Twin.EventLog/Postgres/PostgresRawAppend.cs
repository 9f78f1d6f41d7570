using Npgsql;

namespace Twin.EventLog.Postgres;

/// <summary>The yardstick on PostgreSQL: the same rows, the same insert, the same lock, batch by batch.</summary>
/// <remarks>
/// What a careful programmer would write for an ordered log: one connection, one prepared round trip a batch (lock, one
/// insert of arrays), one table with an index on the stream. No checks, no feeds index, no chain, no waiting callers.
/// </remarks>
public sealed class PostgresRawAppend : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _append;
    private readonly FactRows _rows = new();
    private long _position;

    private PostgresRawAppend(PostgresPlace place)
    {
        _connection = new NpgsqlConnection(place.Connect(
            new PostgresLogOptions(), static parts => (parts.Pooling, parts.CommandTimeout) = (false, 60)));
        _connection.Open();
        Run($"""
            CREATE SCHEMA IF NOT EXISTS "{place.Schema}";
            DROP TABLE IF EXISTS raw_facts;
            CREATE TABLE raw_facts(
                position bigint PRIMARY KEY, stream text COLLATE "C" NOT NULL, version bigint NOT NULL,
                feeds text NOT NULL, at_us bigint NOT NULL, account text NOT NULL, role text NOT NULL,
                client text NOT NULL, command_id text NOT NULL, cause bigint, correlation text NOT NULL,
                kind text NOT NULL, schema int NOT NULL, rules text NOT NULL, tag text, commit_no bigint NOT NULL,
                payload bytea NOT NULL);
            CREATE INDEX ON raw_facts(stream, version);
            """);
        _append = new NpgsqlBatch(_connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(5640)"),
                PostgresStatements.Command(
                    FactRows.Insert.Replace("INTO facts", "INTO raw_facts", StringComparison.Ordinal),
                    _rows.Parameters),
            },
        };
        _append.Prepare();
    }

    /// <summary>Facts a second by plain ordered inserts in this database; its table goes afterwards.</summary>
    /// <param name="place">Where the log lies, so that the same server and disk are measured.</param>
    /// <param name="facts">The rows; repeated until <paramref name="atLeast"/> has passed.</param>
    /// <param name="batch">Rows in one transaction, such as 64 or 1,024.</param>
    /// <param name="atLeast">How long to measure.</param>
    /// <param name="time">The clock that measures.</param>
    public static double Measure(
        PostgresPlace place, IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast, TimeProvider time)
    {
        using var raw = new PostgresRawAppend(place);
        var rows = new Fact[batch];
        var stored = 0L;
        var begun = time.GetTimestamp();
        do
        {
            for (var i = 0; i < batch; i++)
            {
                rows[i] = facts[(int)((stored + i) % facts.Count)];
            }

            raw.Append(rows);
            stored += batch;
        }
        while (time.GetElapsedTime(begun) < atLeast);
        return stored / time.GetElapsedTime(begun).TotalSeconds;
    }

    public void Dispose()
    {
        _append.Dispose();
        Run("DROP TABLE raw_facts");
        _connection.Dispose();
    }

    private void Append(Fact[] facts)
    {
        _rows.Set(facts, commit: 1);
        _rows.NumberFrom(_position + 1);
        _position += facts.Length;
        _append.ExecuteNonQuery();
    }

    private void Run(string statement)
    {
        using var command = new NpgsqlCommand(statement, _connection);
        command.ExecuteNonQuery();
    }
}
