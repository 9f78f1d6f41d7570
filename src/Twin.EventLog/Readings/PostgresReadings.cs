using System.Collections.Immutable;
using Npgsql;
using Twin.EventLog.Postgres;

namespace Twin.EventLog.Readings;

/// <summary>Chunks in the schema of the city's log, in tables of their own.</summary>
/// <remarks>
/// The log's lock keeps a second process out. Beside it each commit replaces the number that its writer has read, so
/// one that was passed over stores nothing and reads anew.
/// </remarks>
internal sealed class PostgresReadings(NpgsqlDataSource source) : IReadingTables
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS reading_chunks(
            device text COLLATE "C" NOT NULL, hour bigint NOT NULL, readings bytea NOT NULL,
            PRIMARY KEY(device, hour));
        CREATE TABLE IF NOT EXISTS reading_marks(name text PRIMARY KEY, value bigint NOT NULL);
        INSERT INTO reading_marks VALUES('number', 0) ON CONFLICT DO NOTHING;
        """;

    private const string Columns = "SELECT device, hour, readings FROM reading_chunks";

    /// <summary>Makes the tables where they are not there.</summary>
    public static async ValueTask<PostgresReadings> Open(
        PostgresPlace place, PostgresLogOptions options, CancellationToken cancel)
    {
        var tables = OpenReadOnly(place, options);
        try
        {
            await tables.Run(
                [($"CREATE SCHEMA IF NOT EXISTS \"{place.Schema}\"; {Tables}", [])], cancel);
            return tables;
        }
        catch
        {
            await tables.DisposeAsync();
            throw;
        }
    }

    public static PostgresReadings OpenReadOnly(PostgresPlace place, PostgresLogOptions options) =>
        new(NpgsqlDataSource.Create(place.Connect(options, parts =>
            (parts.MaxPoolSize, parts.Options) = (options.ReadersMax, PostgresReaders.Plans))));

    public async ValueTask<(long Number, ImmutableArray<ReadingChunk> Newest)> Begin(CancellationToken cancel)
    {
        var number = await Guarded(async () =>
        {
            await using var command = source.CreateCommand("SELECT value FROM reading_marks WHERE name = 'number'");
            return (long)(await command.ExecuteScalarAsync(cancel))!;
        });
        return (number, await Ask(
            $"{Columns} c WHERE hour = (SELECT max(hour) FROM reading_chunks WHERE device = c.device)", [], cancel));
    }

    public ValueTask<ImmutableArray<ReadingChunk>> Load(
        IReadOnlyCollection<ChunkKey> keys, CancellationToken cancel) => Ask(
        $"{Columns} WHERE (device, hour) IN (SELECT * FROM unnest($1, $2))",
        [keys.Select(key => key.Device).ToArray(), keys.Select(key => key.Hour).ToArray()], cancel);

    public ValueTask Save(
        IReadOnlyCollection<ReadingChunk> chunks, long before, long number, CancellationToken cancel) => Run(
        [
            ("UPDATE reading_marks SET value = $2 WHERE name = 'number' AND value = $1", [before, number]),
            ("""
                INSERT INTO reading_chunks SELECT * FROM unnest($1, $2, $3)
                ON CONFLICT(device, hour) DO UPDATE SET readings = excluded.readings
                """,
                [
                    chunks.Select(chunk => chunk.Key.Device).ToArray(),
                    chunks.Select(chunk => chunk.Key.Hour).ToArray(),
                    chunks.Select(chunk => chunk.ToBytes()).ToArray(),
                ]),
        ], cancel);

    public ValueTask<ImmutableArray<ReadingChunk>> Read(string device, long from, long to, CancellationToken cancel) =>
        Ask($"{Columns} WHERE device = $1 AND hour BETWEEN $2 AND $3 ORDER BY hour", [device, from, to], cancel);

    public async ValueTask<ReadingChunk?> Before(string device, long hour, CancellationToken cancel) =>
        await Ask($"{Columns} WHERE device = $1 AND hour < $2 ORDER BY hour DESC LIMIT 1", [device, hour], cancel)
            is [var chunk] ? chunk : null;

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>Each statement that has values must change a row, or none of them is kept.</summary>
    private async ValueTask Run((string Sql, object[] Values)[] statements, CancellationToken cancel) =>
        await Guarded(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            foreach (var (sql, values) in statements)
            {
                await using var command = Questions.Command(connection, sql, values);
                if (await command.ExecuteNonQueryAsync(cancel) == 0 && values.Length > 0)
                {
                    throw new LogUnavailableException(
                        "Another process has stored readings. Nothing of this was stored; send the same again.");
                }
            }

            await transaction.CommitAsync(cancel);
            return 0;
        });

    private ValueTask<ImmutableArray<ReadingChunk>> Ask(string sql, object[] values, CancellationToken cancel) =>
        Guarded(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var command = Questions.Command(connection, sql, values);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            var found = ImmutableArray.CreateBuilder<ReadingChunk>();
            while (await rows.ReadAsync(cancel))
            {
                found.Add(ReadingChunk.Parse(
                    new ChunkKey(rows.GetString(0), rows.GetInt64(1)), rows.GetFieldValue<byte[]>(2)));
            }

            return found.DrainToImmutable();
        });

    private static async ValueTask<T> Guarded<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (PostgresFailure.ToReader(failure) is var why && why != failure)
        {
            throw why;
        }
    }
}
