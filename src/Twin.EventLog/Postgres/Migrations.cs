using Npgsql;

namespace Twin.EventLog.Postgres;

/// <summary>The tables of a PostgreSQL log, step by step, as docs/decisions/0008-postgres.md explains them.</summary>
internal static class Migrations
{
    /// <summary>Raised by <c>begin_commit</c> when another process has taken over.</summary>
    public const string Fenced = "TW001";

    /// <summary>An index over a long log is not made within the seconds of a statement in service.</summary>
    private const int Unbounded = 0;

    /// <summary>Numbered from 1; a step that was released is never changed.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE commits(
            number bigint PRIMARY KEY, first_position bigint NOT NULL, last_position bigint NOT NULL,
            at_us bigint NOT NULL, hash bytea NOT NULL);
        CREATE TABLE facts(
            position bigint PRIMARY KEY, stream text COLLATE "C" NOT NULL, version bigint NOT NULL,
            feeds text NOT NULL, at_us bigint NOT NULL, account text NOT NULL, role text NOT NULL,
            client text NOT NULL, command_id text NOT NULL, cause bigint, correlation text NOT NULL,
            kind text NOT NULL, schema int NOT NULL, rules text NOT NULL, tag text, commit_no bigint NOT NULL,
            payload bytea NOT NULL);
        ALTER TABLE facts ALTER COLUMN payload SET STORAGE EXTERNAL;
        CREATE TABLE stream_facts(
            stream text COLLATE "C" NOT NULL, version bigint NOT NULL, position bigint NOT NULL,
            command_hash bigint NOT NULL, at_us bigint NOT NULL, PRIMARY KEY(stream, version));
        CREATE TABLE feed_facts(
            feed text COLLATE "C" NOT NULL, first_number bigint NOT NULL, positions bytea NOT NULL,
            PRIMARY KEY(feed, first_number));
        CREATE TABLE marks(name text PRIMARY KEY, value bigint NOT NULL);
        INSERT INTO marks VALUES('indexed_to', 0);
        CREATE TABLE snapshots(
            stream text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, fold_version int NOT NULL,
            hash text NOT NULL, state bytea NOT NULL, state_sha256 bytea NOT NULL);
        CREATE TABLE writer(
            one boolean PRIMARY KEY DEFAULT true CHECK(one), epoch bigint NOT NULL, token text NOT NULL,
            who text NOT NULL, since timestamptz NOT NULL);
        INSERT INTO writer VALUES(true, 0, '', '', now());
        CREATE FUNCTION begin_commit(lock_key bigint, my_epoch bigint) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(lock_key);
            IF NOT EXISTS (SELECT 1 FROM writer WHERE epoch = my_epoch) THEN
                RAISE EXCEPTION 'another process writes this log' USING ERRCODE = 'TW001';
            END IF;
        END $$;
        CREATE VIEW facts_view AS
            SELECT position, stream, version, at_us, account, role, client, command_id, cause, correlation, kind,
                schema, rules, tag, convert_from(payload, 'UTF8')::json AS payload, commit_no
            FROM facts;
        CREATE VIEW feeds_view AS
            SELECT n.key COLLATE "C" AS feed, n.value::bigint AS number, f.position
            FROM facts f, json_each_text(f.feeds::json) n;
        """,

        // docs/decisions/0012: a stream's facts are found by an index of the facts themselves.
        """
        CREATE UNIQUE INDEX facts_by_stream ON facts(stream, version);
        DROP TABLE stream_facts;
        """,
    ];

    public static int Newest => Steps.Length;

    /// <summary>Brings the schema up to date, each step in a transaction of its own; the caller may write.</summary>
    /// <exception cref="LogBrokenException">The schema is newer than this program.</exception>
    /// <param name="connection">Of the writer.</param>
    /// <param name="schema">Where the tables are.</param>
    /// <param name="upTo">The last step to apply; only a test of an old schema asks for less than the newest.</param>
    public static void Apply(NpgsqlConnection connection, string schema, int? upTo = null)
    {
        Run(connection, $"""
            CREATE SCHEMA IF NOT EXISTS "{schema}";
            CREATE TABLE IF NOT EXISTS migrations(number int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
            """);
        var applied = Expect(connection);
        for (var number = applied + 1; number <= (upTo ?? Newest); number++)
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, Steps[number - 1]);
            Run(connection, $"INSERT INTO migrations(number) VALUES({number})");
            transaction.Commit();
        }
    }

    /// <summary>The newest step that was applied; 0 in an empty schema.</summary>
    /// <exception cref="LogBrokenException">It is newer than this program knows.</exception>
    public static int Expect(NpgsqlConnection connection)
    {
        using var ask = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM migrations", connection);
        ask.CommandTimeout = Unbounded;
        var applied = (int)ask.ExecuteScalar()!;
        return applied <= Newest ? applied : throw new LogBrokenException(
            $"The log in {connection.Host}/{connection.Database} has schema {applied}, this program knows up to "
            + $"{Newest}: a newer version wrote it. Nothing was changed; start the newer version.");
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Unbounded };
        command.ExecuteNonQuery();
    }
}
