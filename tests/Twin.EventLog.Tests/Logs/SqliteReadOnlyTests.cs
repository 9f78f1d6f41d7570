using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Another process reads the log while the city writes it.</summary>
public sealed class SqliteReadOnlyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder.File("log.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(4_096)]
    public async Task A_reader_sees_each_commit_as_it_comes(int indexedTogether)
    {
        await using var log = Open(indexedTogether);
        await Store(log, 0, 7);
        await using var reader = SqliteEventLog.OpenReadOnly(File, TimeProvider.System);
        for (var i = 7; i < 30; i += 2)
        {
            Assert.Equal(log.Head, reader.Head);
            Assert.Equal(Given.Texts(await log.Everything(Cancel)), Given.Texts(await reader.Everything(Cancel)));
            Assert.Equal(
                Given.Texts(await log.ReadStream("case/1", 0, 100, Cancel)),
                Given.Texts(await reader.ReadStream("case/1", 0, 100, Cancel)));
            Assert.Equal(
                Given.Texts(await log.ReadFeed("area/1", 3, 9, Cancel)),
                Given.Texts(await reader.ReadFeed("area/1", 3, 9, Cancel)));
            Assert.Equal(await log.ReadFeedHeads(0, Cancel), await reader.ReadFeedHeads(0, Cancel));
            Assert.Equal(await log.ReadFeedHead("area/1", Cancel), await reader.ReadFeedHead("area/1", Cancel));
            await Store(log, i, 2);
        }

        Assert.Null((await reader.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task A_reader_refuses_to_write()
    {
        await using var log = Open(100);
        await using var reader = SqliteEventLog.OpenReadOnly(File, TimeProvider.System);
        await Assert.ThrowsAsync<LogBrokenException>(async () =>
            await reader.Append(Given.One("case/1", 0, "a"), Cancel));
        await Assert.ThrowsAsync<LogBrokenException>(async () =>
            await reader.SaveSnapshot(new Snapshot("case/1", 1, 1, "", default), Cancel));
        Assert.Equal("read-only", reader.Describe().Settings["mode"]);
    }

    [Fact]
    public async Task A_waiting_reader_looks_again_by_its_clock()
    {
        var clock = new ManualClock();
        await using var log = Open(100);
        await using var reader = SqliteEventLog.OpenReadOnly(File, clock);
        var waiting = reader.WaitBeyond(0, Cancel).AsTask();
        await clock.Armed(Cancel);
        await Store(log, 0, 1);
        Assert.False(waiting.IsCompleted);
        clock.Move(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public async Task A_closed_log_can_be_read_and_is_left_as_it_was()
    {
        await using (var log = Open(100))
        {
            await Store(log, 0, 10);
        }

        var before = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        await using (var reader = SqliteEventLog.OpenReadOnly(File, TimeProvider.System))
        {
            Assert.Equal(10, (await reader.Everything(Cancel)).Length);
        }

        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File, Cancel));
        await using var again = Open(100);
        Assert.Equal(10, again.Head.Position);
    }

    [Fact]
    public async Task A_log_whose_process_was_killed_can_be_read()
    {
        var image = _folder.File("image.db");
        await using var log = Open(100);
        await Store(log, 0, 10);
        foreach (var end in new[] { "", "-wal" })
        {
            await using var from = new FileStream(File + end, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var to = System.IO.File.Create(image + end);
            await from.CopyToAsync(to, Cancel);
        }

        await using var reader = SqliteEventLog.OpenReadOnly(image, TimeProvider.System);
        Assert.Equal(log.Head, reader.Head);
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing() => Assert.Contains(
        "There is no log",
        Assert.Throws<LogBrokenException>(() => SqliteEventLog.OpenReadOnly(File, TimeProvider.System)).Message,
        StringComparison.Ordinal);

    private SqliteEventLog Open(int indexedTogether) => SqliteEventLog.Open(
        File, new SqliteLogOptions { IndexedTogether = indexedTogether }, TimeProvider.System, NullLogger.Instance);

    private static async Task Store(SqliteEventLog log, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            await log.Append(Given.One($"case/{i % 3}", i / 3, $"c{i}", "area/1", $"dept/{i % 4}"), Cancel);
        }
    }
}
