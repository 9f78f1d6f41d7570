using Twin.EventLog.Readings;

namespace Twin.EventLog.Tests.Readings;

/// <summary>What every store of readings does, whatever it lies in.</summary>
public abstract class ReadingStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ValueTask<IReadingStore> Open();

    [Fact]
    public async Task A_reading_is_there_once_it_is_answered()
    {
        await using var store = await Open();

        var receipt = await store.Put(Of("W-1", 0, 12.5), Cancel);

        Assert.Equal((ReadingFate.Stored, 1), (receipt.Fate, receipt.Stored.Number));
        Assert.Equal([receipt.Stored], await store.Read("W-1", Noon, Noon.AddHours(1), Cancel));
        Assert.Equal(receipt.Stored, store.Latest.Of("W-1"));
        Assert.Equal(1, store.Latest.Number);
        Assert.Null(store.Latest.Of("W-2"));
    }

    [Fact]
    public async Task The_same_reading_twice_is_one_and_another_value_for_its_moment_is_refused()
    {
        await using var store = await Open();
        await store.Put(Of("W-1", 0, 12.5), Cancel);

        var again = await store.Put(Of("W-1", 0, 12.5), Cancel);
        var other = await store.Put(Of("W-1", 0, 13), Cancel);

        Assert.Equal((ReadingFate.Known, 1), (again.Fate, again.Stored.Number));
        Assert.Equal((ReadingFate.Differs, 12.5), (other.Fate, other.Stored.Value));
        Assert.Equal(1, store.Latest.Number);
        Assert.Single(await store.Read("W-1", Noon, Noon.AddHours(1), Cancel));
    }

    [Fact]
    public async Task The_latest_is_by_the_devices_clock_in_whatever_order_readings_come()
    {
        await using var store = await Open();
        foreach (var minute in (int[])[30, 90, 0, 60, -200]) await store.Put(Of("W-1", minute, minute), Cancel);

        Assert.Equal(90, store.Latest.Of("W-1")!.Value.Value);
        var read = await store.Read("W-1", Noon.AddHours(-9), Noon.AddHours(9), Cancel);
        Assert.Equal([-200, 0, 30, 60, 90], read.Select(one => one.Value));
        Assert.Equal([5, 3, 1, 4, 2], read.Select(one => one.Number));
    }

    [Fact]
    public async Task A_span_holds_its_begin_and_not_its_end_also_over_hours()
    {
        await using var store = await Open();
        foreach (var minute in (int[])[0, 59, 60, 119, 120]) await store.Put(Of("W-1", minute, minute), Cancel);

        var read = await store.Read("W-1", Noon.AddMinutes(59), Noon.AddMinutes(120), Cancel);

        Assert.Equal([59, 60, 119], read.Select(one => one.Value));
    }

    [Fact]
    public async Task The_latest_as_of_a_number_leaves_out_what_came_after_it()
    {
        await using var store = await Open();
        foreach (var minute in (int[])[0, 150, 60]) await store.Put(Of("W-1", minute, minute), Cancel);
        await store.Put(Of("W-2", 0, 7), Cancel);

        Assert.Null(await store.LatestAt("W-1", 0, Cancel));
        Assert.Equal(0, (await store.LatestAt("W-1", 1, Cancel))!.Value.Value);
        Assert.Equal(150, (await store.LatestAt("W-1", 3, Cancel))!.Value.Value);
        Assert.Null(await store.LatestAt("W-2", 3, Cancel));
        Assert.Null(await store.LatestAt("W-3", 9, Cancel));
    }

    [Fact]
    public async Task Many_at_once_get_numbers_without_gaps_and_none_twice()
    {
        await using var store = await Open();
        var together = Enumerable.Range(0, 400)
            .Select(i => store.Put(Of($"W-{i % 7}", i / 7, i), Cancel).AsTask());

        var receipts = await Task.WhenAll(together);

        Assert.All(receipts, receipt => Assert.Equal(ReadingFate.Stored, receipt.Fate));
        Assert.Equal(
            Enumerable.Range(1, 400).Select(number => (long)number),
            receipts.Select(receipt => receipt.Stored.Number).Order());
        Assert.Equal(400, store.Latest.Number);
    }

    [Fact]
    public async Task Whatever_was_given_out_as_latest_never_changes()
    {
        await using var store = await Open();
        await store.Put(Of("W-1", 0, 1), Cancel);
        var before = store.Latest;

        await store.Put(Of("W-1", 1, 2), Cancel);

        Assert.Equal((1, 1), (before.Of("W-1")!.Value.Value, before.Number));
        Assert.Equal((2, 2), (store.Latest.Of("W-1")!.Value.Value, store.Latest.Number));
    }

    [Fact]
    public async Task A_closed_store_takes_nothing()
    {
        var store = await Open();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<LogUnavailableException>(() => store.Put(Of("W-1", 0, 1), Cancel).AsTask());
    }

    protected static Reading Of(string device, int minute, double value) =>
        new(device, Noon.AddMinutes(minute), value);
}
