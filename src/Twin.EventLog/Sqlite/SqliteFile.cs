using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Twin.EventLog.Sqlite;

/// <summary>Opening and holding the file of a SQLite log.</summary>
internal static class SqliteFile
{
    /// <summary>Takes the one right to write; the operating system gives it back when the process ends.</summary>
    public static FileStream Hold(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new LogBrokenException(
                $"Another process writes '{file}' ('{file}.lock' is held). Exactly one may: stop it, or open read-only.",
                taken);
        }
    }

    public static SqliteConnection OpenToWrite(string file, SqliteLogOptions options)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false,
        }.ToString());
        connection.Open();
        Schema.Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;");
        Schema.Run(connection, $"PRAGMA cache_size=-{options.WriterCacheMebibytes * 1024}; PRAGMA temp_store=MEMORY;");
        if (Schema.Ask(connection, "SELECT count(*) FROM sqlite_schema") == "0")
        {
            Schema.Create(connection);
        }

        var found = Schema.Ask(connection, "PRAGMA application_id") + "/" + Schema.Ask(connection, "PRAGMA user_version");
        if (found != $"{Schema.ApplicationId}/{Schema.Version}")
        {
            connection.Dispose();
            throw new LogBrokenException(
                $"'{file}' is no log of this version: its mark is {found}, expected "
                + $"{Schema.ApplicationId}/{Schema.Version}. Choose another file.");
        }

        return connection;
    }

    public static LogDescription Describe(SqliteConnection connection)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pragma in new[] { "synchronous", "journal_mode", "page_size", "wal_autocheckpoint" })
        {
            settings[pragma] = Schema.Ask(connection, "PRAGMA " + pragma);
        }

        return new LogDescription("sqlite", connection.DataSource, settings.ToImmutable());
    }
}
