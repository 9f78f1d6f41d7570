using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Sqlite;

namespace Twin.EventLog.Readings;

/// <summary>Chunks in a SQLite file of their own beside the log.</summary>
internal sealed class SqliteReadings : IReadingTables
{
    /// <summary>"READ" in ASCII, in the file's header.</summary>
    private const int ApplicationId = 0x52454144;

    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE chunks(
            device TEXT NOT NULL, hour INTEGER NOT NULL, readings BLOB NOT NULL,
            PRIMARY KEY(device, hour)) STRICT, WITHOUT ROWID;
        CREATE TABLE marks(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        INSERT INTO marks VALUES('number', 0);
        """;

    private const string Columns = "SELECT device, hour, readings FROM chunks";

    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly FileStream? _held;
    private readonly SqliteConnection? _writer;
    private readonly SqliteConnection _reader;

    private SqliteReadings(FileStream? held, SqliteConnection? writer, SqliteConnection reader) =>
        (_held, _writer, _reader) = (held, writer, reader);

    private SqliteConnection Writer =>
        _writer ?? throw new InvalidOperationException("Found a store that was opened to read; expected a writer.");

    /// <exception cref="LogBrokenException">Another process writes it, or it is another kind of file.</exception>
    public static SqliteReadings Open(string file)
    {
        var held = SqliteFile.Hold(file);
        try
        {
            var writer = SqliteFile.OpenToWrite(file, Tables, ApplicationId, Version);
            return new SqliteReadings(held, writer, SqliteFile.OpenToRead(file));
        }
        catch (Exception broken)
        {
            held.Dispose();
            throw broken is SqliteException ? Broken(file, broken) : broken;
        }
    }

    /// <exception cref="LogBrokenException">It is no store of readings.</exception>
    public static SqliteReadings OpenReadOnly(string file)
    {
        try
        {
            var reader = SqliteFile.OpenToRead(file);
            SqliteFile.Expect(reader, ApplicationId, Version);
            return new SqliteReadings(null, null, reader);
        }
        catch (SqliteException broken)
        {
            throw Broken(file, broken);
        }
    }

    public ValueTask<(long Number, ImmutableArray<ReadingChunk> Newest)> Begin(CancellationToken cancel) =>
        new(Guarded(_reading, () => (
            long.Parse(Schema.Ask(_reader, "SELECT value FROM marks WHERE name = 'number'"),
                System.Globalization.CultureInfo.InvariantCulture),
            Ask(_reader, $"{Columns} c WHERE hour = (SELECT max(hour) FROM chunks WHERE device = c.device)"))));

    public ValueTask<ImmutableArray<ReadingChunk>> Load(
        IReadOnlyCollection<ChunkKey> keys, CancellationToken cancel) => new(Guarded(_writing, () =>
        {
            using var one = new Statement(Writer, $"{Columns} WHERE device = ?1 AND hour = ?2");
            var found = ImmutableArray.CreateBuilder<ReadingChunk>(keys.Count);
            foreach (var key in keys)
            {
                one.Bind(1, key.Device).Bind(2, key.Hour);
                while (one.Step()) found.Add(Of(one));
            }

            return found.DrainToImmutable();
        }));

    public ValueTask Save(
        IReadOnlyCollection<ReadingChunk> chunks, long before, long number, CancellationToken cancel)
    {
        Guarded(_writing, () =>
        {
            using var transaction = Writer.BeginTransaction();
            using var put = new Statement(Writer, "INSERT OR REPLACE INTO chunks VALUES(?1, ?2, ?3)");
            foreach (var chunk in chunks)
            {
                put.Bind(1, chunk.Key.Device).Bind(2, chunk.Key.Hour).BindBlob(3, chunk.ToBytes()).Run();
            }

            using var mark = new Statement(Writer, "UPDATE marks SET value = ?1 WHERE name = 'number'");
            mark.Bind(1, number).Run();
            transaction.Commit();
            return number;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask<ImmutableArray<ReadingChunk>> Read(string device, long from, long to, CancellationToken cancel) =>
        new(Guarded(_reading, () => Ask(
            _reader, $"{Columns} WHERE device = ?1 AND hour BETWEEN ?2 AND ?3 ORDER BY hour",
            one => one.Bind(1, device).Bind(2, from).Bind(3, to))));

    public ValueTask<ReadingChunk?> Before(string device, long hour, CancellationToken cancel) =>
        new(Guarded(_reading, () => Ask(
            _reader, $"{Columns} WHERE device = ?1 AND hour < ?2 ORDER BY hour DESC LIMIT 1",
            one => one.Bind(1, device).Bind(2, hour)) is [var chunk] ? chunk : null));

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _writer?.Dispose();
        _held?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static T Guarded<T>(Lock gate, Func<T> work)
    {
        lock (gate)
        {
            try
            {
                return work();
            }
            catch (SqliteException failure)
            {
                throw new LogUnavailableException(
                    $"The store of readings cannot be used: {failure.Message.TrimEnd('.')}. Try again soon.", failure);
            }
        }
    }

    private static ImmutableArray<ReadingChunk> Ask(
        SqliteConnection connection, string sql, Action<Statement>? bind = null)
    {
        using var each = new Statement(connection, sql);
        bind?.Invoke(each);
        var found = ImmutableArray.CreateBuilder<ReadingChunk>();
        while (each.Step()) found.Add(Of(each));
        return found.DrainToImmutable();
    }

    private static ReadingChunk Of(Statement row) =>
        ReadingChunk.Parse(new ChunkKey(row.Text(0), row.Int(1)), row.Utf8(2));

    private static LogBrokenException Broken(string file, Exception why) => new(
        $"'{file}' cannot be opened as a store of readings: {why.Message} Restore it from a backup.", why);
}
