using Twin.EventLog.Postgres;

namespace Twin.EventLog.Readings;

/// <summary>Opens the store of readings that belongs to a log.</summary>
public static class ReadingPlaces
{
    private const string FileName = "readings.db";

    public static ValueTask<IReadingStore> OpenMemory(CancellationToken cancel = default) =>
        Open(new MemoryReadings(), cancel);

    /// <summary>A file of its own in the city's data folder.</summary>
    /// <exception cref="LogBrokenException">Another process writes it, or it is another kind of file.</exception>
    public static ValueTask<IReadingStore> OpenSqlite(string folder, CancellationToken cancel = default) =>
        Open(SqliteReadings.Open(Path.Combine(folder, FileName)), cancel);

    /// <summary>Tables of its own in the schema of the log.</summary>
    public static async ValueTask<IReadingStore> OpenPostgres(
        PostgresPlace place, PostgresLogOptions options, CancellationToken cancel = default) =>
        await Open(await PostgresReadings.Open(place, options, cancel), cancel);

    /// <summary>Readings of a running city from outside, by the place of its log; null when there are none.</summary>
    public static IReadingReader? OpenReadOnly(string log)
    {
        if (PostgresPlace.IsPlace(log))
        {
            return new ReadingReader(PostgresReadings.OpenReadOnly(PostgresPlace.Parse(log), new PostgresLogOptions()));
        }

        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(log))!, FileName);
        return File.Exists(file) ? new ReadingReader(SqliteReadings.OpenReadOnly(file)) : null;
    }

    private static async ValueTask<IReadingStore> Open(IReadingTables tables, CancellationToken cancel)
    {
        try
        {
            return await ReadingStore.Open(tables, cancel);
        }
        catch
        {
            await tables.DisposeAsync();
            throw;
        }
    }
}
