using Twin.EventLog.Postgres;
using Twin.EventLog.Readings;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Readings;

public sealed class MemoryReadingsTests : ReadingStoreContract
{
    protected override ValueTask<IReadingStore> Open() => ReadingPlaces.OpenMemory(Cancel);
}

public sealed class SqliteReadingsTests : ReadingStoreContract, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readings_are_there_after_a_restart_and_for_whoever_looks_from_outside()
    {
        await using (var before = await Open())
        {
            await before.Put(Of("W-1", 90, 3), Cancel);
            await before.Put(Of("W-1", 0, 1), Cancel);
        }

        await using var after = await Open();
        Assert.Equal((3, 2), (after.Latest.Of("W-1")!.Value.Value, after.Latest.Number));
        Assert.Equal(ReadingFate.Known, (await after.Put(Of("W-1", 0, 1), Cancel)).Fate);
        Assert.Equal(3, (await after.Put(Of("W-1", 91, 4), Cancel)).Stored.Number);
        await using var outside = ReadingPlaces.OpenReadOnly(_folder.File("log.db"))!;
        Assert.Equal(4, (await outside.LatestAt("W-1", 3, Cancel))!.Value.Value);
    }

    [Fact]
    public async Task A_second_writer_is_refused_and_without_a_store_nothing_is_read()
    {
        Assert.Null(ReadingPlaces.OpenReadOnly(_folder.File("log.db")));
        await using var first = await Open();

        var refused = await Assert.ThrowsAsync<LogBrokenException>(() => Open().AsTask());

        Assert.Contains("Another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_bytes_are_said_and_not_read()
    {
        await using (var before = await Open()) await before.Put(Of("W-1", 0, 1), Cancel);
        var connection = $"Data Source={_folder.File("readings.db")};Pooling=False";
        await using (var file = new Microsoft.Data.Sqlite.SqliteConnection(connection))
        {
            await file.OpenAsync(Cancel);
            await using var change = file.CreateCommand();
            change.CommandText = "UPDATE chunks SET readings = zeroblob(21)";
            Assert.Equal(1, await change.ExecuteNonQueryAsync(Cancel));
        }

        var refused = await Assert.ThrowsAsync<LogBrokenException>(() => Open().AsTask());

        Assert.Contains("W-1", refused.Message, StringComparison.Ordinal);
    }

    protected override ValueTask<IReadingStore> Open() => ReadingPlaces.OpenSqlite(_folder.Path, Cancel);
}

public sealed class PostgresReadingsTests(PostgresFixture postgres) : ReadingStoreContract
{
    [Fact]
    public async Task A_writer_that_was_passed_over_stores_nothing_and_then_goes_on_from_what_is_there()
    {
        var place = postgres.NewPlace();
        await using var first = await Open(place);
        await using var second = await Open(place);
        await second.Put(Of("W-1", 0, 1), Cancel);

        await Assert.ThrowsAsync<LogUnavailableException>(() => first.Put(Of("W-1", 1, 2), Cancel).AsTask());

        Assert.Equal(2, (await first.Put(Of("W-1", 1, 2), Cancel)).Stored.Number);
        await using var outside = await Open(place);
        Assert.Equal(2, outside.Latest.Of("W-1")!.Value.Value);
        Assert.Equal(2, (await outside.Read("W-1", default, DateTimeOffset.MaxValue.AddYears(-1), Cancel)).Length);
    }

    protected override ValueTask<IReadingStore> Open() => Open(postgres.NewPlace());

    private static ValueTask<IReadingStore> Open(PostgresPlace place) =>
        ReadingPlaces.OpenPostgres(place, new PostgresLogOptions(), Cancel);
}
