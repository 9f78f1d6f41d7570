using Npgsql;

namespace Twin.EventLog.Postgres;

/// <summary>The yardstick on PostgreSQL: the same rows in the same order under a lock, batch by batch.</summary>
/// <remarks>
/// What a careful programmer would write for an ordered log: one connection, one prepared round trip a batch (lock, one
/// insert of arrays), one table with an index on the stream. No checks, no feeds index, no chain, no waiting callers.
/// The log's own binary COPY can be measured the same way, so that nobody is flattered by a slow insert.
/// </remarks>
public sealed class PostgresRawAppend : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _append;
    private readonly RawRows _rows = new();
    private readonly CopyRows _copied = new();
    private readonly NpgsqlBatch _begin;
    private readonly NpgsqlCommand _end;
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
                PostgresStatements.Command(RawRows.Insert, _rows.Parameters),
            },
        };
        _append.Prepare();
        _begin = new NpgsqlBatch(_connection)
        {
            BatchCommands = { new("BEGIN"), new("SELECT pg_advisory_xact_lock(5640)") },
        };
        _begin.Prepare();
        _end = new NpgsqlCommand("COMMIT", _connection);
    }

    /// <summary>Facts a second by plain ordered inserts in this database; its table goes afterwards.</summary>
    /// <param name="place">Where the log lies, so that the same server and disk are measured.</param>
    /// <param name="facts">The rows; repeated until <paramref name="atLeast"/> has passed.</param>
    /// <param name="batch">Rows in one transaction, such as 64 or 1,024.</param>
    /// <param name="atLeast">How long to measure.</param>
    /// <param name="time">The clock that measures.</param>
    /// <param name="copied">By binary COPY, not by an insert of arrays.</param>
    public static double Measure(
        PostgresPlace place, IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast, TimeProvider time,
        bool copied = false)
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

            raw.Append(rows, copied);
            stored += batch;
        }
        while (time.GetElapsedTime(begun) < atLeast);
        return stored / time.GetElapsedTime(begun).TotalSeconds;
    }

    public void Dispose()
    {
        _append.Dispose();
        _begin.Dispose();
        _end.Dispose();
        Run("DROP TABLE raw_facts");
        _connection.Dispose();
    }

    private void Append(Fact[] facts, bool copied)
    {
        if (copied)
        {
            Copy(facts);
        }
        else
        {
            _rows.Set(facts, commit: 1);
            _rows.NumberFrom(_position + 1);
            _append.ExecuteNonQuery();
        }

        _position += facts.Length;
    }

    private void Copy(Fact[] facts)
    {
        _begin.ExecuteNonQuery();
        using (var copy = _connection.BeginRawBinaryCopy(CopyRows.Into("raw_facts")))
        {
            _copied.Write(copy, facts, _position + 1);
        }

        _end.ExecuteNonQuery();
    }

    private void Run(string statement)
    {
        using var command = new NpgsqlCommand(statement, _connection);
        command.ExecuteNonQuery();
    }
}
