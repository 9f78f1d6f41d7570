using Microsoft.Data.Sqlite;

namespace Twin.EventLog.Sqlite;

/// <summary>The tables of a SQLite log, as docs/decisions/0002-record.md explains them.</summary>
internal static class Schema
{
    /// <summary>"TWIN" in ASCII, in the file's header: this file is a log of ours.</summary>
    public const int ApplicationId = 0x5457494E;

    public const int Version = 1;

    public const string Tables = """
        CREATE TABLE terms(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE commits(
            number INTEGER PRIMARY KEY, first_position INTEGER NOT NULL, last_position INTEGER NOT NULL,
            at_us INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE facts(
            position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, feeds TEXT NOT NULL,
            at_us INTEGER NOT NULL, account TEXT NOT NULL, role INTEGER NOT NULL, client INTEGER NOT NULL,
            command_id TEXT NOT NULL, cause INTEGER, correlation TEXT NOT NULL, kind INTEGER NOT NULL,
            schema INTEGER NOT NULL, rules INTEGER NOT NULL, tag TEXT, commit_no INTEGER NOT NULL,
            payload TEXT NOT NULL) STRICT;
        CREATE TABLE stream_facts(
            stream TEXT NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL, command_hash INTEGER NOT NULL,
            PRIMARY KEY(stream, version)) STRICT, WITHOUT ROWID;
        CREATE TABLE feed_facts(
            feed INTEGER NOT NULL, first_number INTEGER NOT NULL, positions BLOB NOT NULL,
            PRIMARY KEY(feed, first_number)) STRICT, WITHOUT ROWID;
        CREATE TABLE marks(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        INSERT INTO marks VALUES('indexed_to', 0);
        CREATE TABLE snapshots(
            stream TEXT PRIMARY KEY, version INTEGER NOT NULL, fold_version INTEGER NOT NULL, hash TEXT NOT NULL,
            state BLOB NOT NULL, state_sha256 BLOB NOT NULL) STRICT;
        CREATE VIEW facts_view AS
            SELECT f.position, f.stream, f.version, f.at_us, f.account, r.text AS role, c.text AS client,
                f.command_id, f.cause, f.correlation, k.text AS kind, f.schema, u.text AS rules, f.tag, f.payload,
                f.commit_no
            FROM facts f JOIN terms r ON r.id = f.role JOIN terms c ON c.id = f.client
                JOIN terms k ON k.id = f.kind JOIN terms u ON u.id = f.rules;
        CREATE VIEW feeds_view AS
            SELECT t.text AS feed, n.value AS number, f.position
            FROM facts f, json_each(f.feeds) n JOIN terms t ON t.id = CAST(n.key AS INTEGER);
        """;

    public static void Create(SqliteConnection connection, string tables, int applicationId, int version)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, tables);
        Run(connection, $"PRAGMA application_id={applicationId}; PRAGMA user_version={version};");
        transaction.Commit();
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static string Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
