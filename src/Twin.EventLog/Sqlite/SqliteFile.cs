using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>Opening and holding a file of ours.</summary>
internal static class SqliteFile
{
    /// <summary>Takes the one right to write; the operating system gives it back when the process ends.</summary>
    public static FileStream Hold(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DurableFolder.Sync(folder);
        }

        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new LogBrokenException(
                $"Another process writes '{file}' ('{file}.lock' is held). Exactly one may: stop it, or open "
                + "read-only.",
                taken);
        }
    }

    public static SqliteConnection Connection(string file, SqliteOpenMode mode) => new(
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());

    /// <summary>Opens for durable writing; a new file gets the tables and its marks, and its name is synced.</summary>
    public static SqliteConnection OpenToWrite(string file, string tables, int applicationId, int version)
    {
        var connection = Connection(file, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Open();
            Schema.Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;");
            Schema.Run(connection, "PRAGMA temp_store=MEMORY;");
            if (Schema.Ask(connection, "SELECT count(*) FROM sqlite_schema") == "0")
            {
                Schema.Create(connection, tables, applicationId, version);
                DurableFolder.Sync(file);
            }

            Expect(connection, applicationId, version);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenToRead(string file)
    {
        var connection = Connection(file, SqliteOpenMode.ReadOnly);
        connection.Open();
        Schema.Run(connection, "PRAGMA busy_timeout=10000;");
        return connection;
    }

    /// <exception cref="LogBrokenException">It is another kind of file, or of another version.</exception>
    public static void Expect(SqliteConnection connection, int applicationId, int version)
    {
        var found = Schema.Ask(connection, "PRAGMA application_id") + "/"
            + Schema.Ask(connection, "PRAGMA user_version");
        if (found != $"{applicationId}/{version}")
        {
            throw new LogBrokenException(
                $"'{connection.DataSource}' carries the mark {found}, expected {applicationId}/{version}: it is "
                + "another kind of file, or was written by another version. Choose the right file.");
        }
    }

    public static LogDescription Describe(SqliteConnection connection)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pragma in new[] { "synchronous", "journal_mode", "page_size", "wal_autocheckpoint" })
        {
            using var ask = new Statement(connection, "PRAGMA " + pragma);
            settings[pragma] = ask.Step() ? ask.Text(0) : "";
        }

        return new LogDescription("sqlite", connection.DataSource, settings.ToImmutable());
    }
}
