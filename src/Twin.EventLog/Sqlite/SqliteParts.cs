using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>A log's file, held, looked at and read in to where the last run left it.</summary>
internal sealed class SqliteParts : IDisposable
{
    private readonly FileStream _held;

    private SqliteParts(FileStream held, SqliteConnection connection, HeadFile headFile, SqliteLogOptions options)
    {
        (_held, Connection, HeadFile) = (held, connection, headFile);
        Readers = new SqliteReaders(connection.DataSource, options.ReadersMax);
        Readers.Terms.Load(connection);
    }

    public SqliteConnection Connection { get; }

    public HeadFile HeadFile { get; }

    public SqliteReaders Readers { get; }

    public Tail Tail { get; private set; } = new(0);

    public CommitRecord Last { get; private set; }

    public FeedHeads FeedHeads { get; } = new();

    /// <exception cref="LogBrokenException">Held by another process, or damaged; the sentence says which.</exception>
    public static SqliteParts Open(string file, SqliteLogOptions options, ILogger logger)
    {
        var held = SqliteFile.Hold(file);
        SqliteConnection? connection = null;
        HeadFile? headFile = null;
        try
        {
            connection = SqliteFile.OpenToWrite(file, Schema.Tables, Schema.ApplicationId, Schema.Version);
            Schema.Run(connection, "PRAGMA wal_autocheckpoint=0;");
            Schema.Run(connection, $"PRAGMA cache_size=-{options.WriterCacheMebibytes * 1024};");
            headFile = new HeadFile(file);
            var parts = new SqliteParts(held, connection, headFile, options);
            parts.ReadIn(options, logger);
            return parts;
        }
        catch (Exception broken)
        {
            headFile?.Dispose();
            connection?.Dispose();
            held.Dispose();
            throw broken is SqliteException
                ? new LogBrokenException(
                    $"'{file}' cannot be opened as a log: {broken.Message} Nothing was changed; restore it from a "
                    + "backup.",
                    broken)
                : broken;
        }
    }

    public void Dispose()
    {
        Readers.Dispose();
        HeadFile.Dispose();
        Connection.Dispose();
        _held.Dispose();
    }

    private void ReadIn(SqliteLogOptions options, ILogger logger)
    {
        using var reader = new SqliteReader(Connection.DataSource, Readers.Terms);
        Last = reader.LastCommit();
        OpeningCheck.Look(reader, Last, HeadFile, logger);
        if (options.RebuildIndex)
        {
            SqliteIndex.Rebuild(Connection, reader, Readers.Terms);
        }

        Tail = new Tail(OpeningCheck.IndexedTo(reader, Last));
        Tail.Add(reader.All(Tail.IndexedTo, int.MaxValue).AsSpan());
        reader.FeedHeads().ForEach(FeedHeads.Move);
        FeedHeads.Move(Tail.All(0, int.MaxValue).AsSpan());
        HeadFile.Write(Last.Head);
    }
}
