using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>What a new start finds, also after the process ended without a word.</summary>
public sealed class SqliteRestartTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder.File("log.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_is_there_and_goes_on_where_it_was()
    {
        string[] before;
        LogHead head;
        await using (var log = Open(File, indexedTogether: 4))
        {
            await Store(log, 0, 30);
            (before, head) = (Given.Texts(await log.Everything(Cancel)), log.Head);
        }

        await using var again = Open(File, indexedTogether: 4);
        Assert.Equal(before, Given.Texts(await again.Everything(Cancel)));
        Assert.Equal(head, again.Head);
        await Store(again, 30, 10);
        Assert.Equal(40, (await again.ReadFeed("area/1", 0, 100, Cancel)).Length);
        Assert.Equal(8, (await again.ReadStream("case/1", 0, 100, Cancel)).Length);
        Assert.Null((await again.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task A_command_from_before_the_restart_is_still_known()
    {
        await using (var log = Open(File))
        {
            await Store(log, 0, 10);
        }

        await using var again = Open(File);
        Assert.Equal(4, (await again.Append(Given.One("case/3", 0, "c3"), Cancel)).LastPosition);
        Assert.Equal(10, again.Head.Position);
        await Assert.ThrowsAsync<LogConflictException>(async () =>
            await again.Append(Given.One("case/3", 1, "new"), Cancel));
    }

    [Fact]
    public async Task A_moment_does_not_go_back_over_a_restart()
    {
        await using (var log = Open(File))
        {
            await log.Append(Given.One("case/1", 0, "a"), Cancel);
        }

        await using var again = Open(File);
        var late = await again.Append(Given.One("case/1", 1, "b") with { At = Given.Morning.AddDays(-1) }, Cancel);
        Assert.Equal(Given.Morning, late.Facts[0].At);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4_096)]
    public async Task A_process_that_ends_without_a_word_loses_nothing_acknowledged(int indexedTogether)
    {
        var image = _folder.File("image.db");
        await using (var log = Open(File, indexedTogether))
        {
            await Store(log, 0, 50);
            CopyAsItLies(image);
            await using var after = Open(image, indexedTogether);
            Assert.Equal(log.Head, after.Head);
            Assert.Equal(Given.Texts(await log.Everything(Cancel)), Given.Texts(await after.Everything(Cancel)));
            await Store(after, 50, 5);
            Assert.Null((await after.Check(null, Cancel)).Fault);
        }
    }

    [Fact]
    public async Task Snapshots_outlive_a_restart_and_losing_them_changes_no_fact()
    {
        string[] before;
        await using (var log = Open(File))
        {
            await Store(log, 0, 10);
            await log.SaveSnapshot(new Snapshot("case/1", 2, 1, "hash", "state"u8.ToArray()), Cancel);
            before = Given.Texts(await log.Everything(Cancel));
        }

        await using (var log = Open(File))
        {
            Assert.Equal("hash", (await log.ReadSnapshot("case/1", 1, Cancel))!.Hash);
        }

        Change("DELETE FROM snapshots");
        await using var again = Open(File);
        Assert.Null(await again.ReadSnapshot("case/1", 1, Cancel));
        Assert.Equal(before, Given.Texts(await again.Everything(Cancel)));
        Assert.Null((await again.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_as_good_as_none()
    {
        await using (var log = Open(File))
        {
            await log.SaveSnapshot(new Snapshot("case/1", 2, 1, "hash", "state"u8.ToArray()), Cancel);
        }

        Change("UPDATE snapshots SET state = x'00'");
        await using var again = Open(File);
        Assert.Null(await again.ReadSnapshot("case/1", 1, Cancel));
    }

    [Fact]
    public async Task Of_two_writers_on_one_file_the_second_is_told_to_stop()
    {
        await using var first = Open(File);
        var second = Assert.Throws<LogBrokenException>(() => Open(File));
        Assert.Contains("Another process writes", second.Message, StringComparison.Ordinal);
        await first.Append(Given.One("case/1", 0, "a"), Cancel);
    }

    [Fact]
    public async Task Plain_sql_reads_the_log_through_its_two_views()
    {
        await using var log = Open(File, indexedTogether: 4);
        await log.Append(
            Given.One("case/first", 0, "a").Of(Given.Fact("""{"place":{"grid":"g-7"}}""", "area/1", "dept/2")) with
            {
                By = new Author("account-7", "GridWorker"),
                Tag = "drill",
                RulesVersion = "r1",
                Client = "app",
            },
            Cancel);
        await Store(log, 0, 10);
        using var connection = new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var ask = connection.CreateCommand();
        ask.CommandText = """
            SELECT position || '|' || stream || '|' || version || '|' || at_us || '|' || account || '|' || role || '|'
                || client || '|' || command_id || '|' || coalesce(cause, '-') || '|' || correlation || '|'
                || kind || '|' || schema || '|' || rules || '|' || tag || '|'
                || json_extract(payload, '$.place.grid') || '|' || commit_no
            FROM facts_view WHERE position = 1
            """;
        Assert.Equal(
            $"1|case/first|1|{(Given.Morning - DateTimeOffset.UnixEpoch).Ticks / 10}|account-7|GridWorker|app|a|-||"
            + "case/Reported|1|r1|drill|g-7|1",
            ask.ExecuteScalar());
        ask.CommandText = "SELECT group_concat(feed || '#' || number || '@' || position, ' ') FROM feeds_view "
            + "WHERE position <= 2 ORDER BY position, feed";
        Assert.Equal("area/1#1@1 dept/2#1@1 area/1#2@2", ask.ExecuteScalar());
        ask.CommandText = "SELECT count(*) FROM facts_view";
        Assert.Equal(11L, ask.ExecuteScalar());
    }

    private static SqliteEventLog Open(string file, int indexedTogether = 4_096) => SqliteEventLog.Open(
        file, new SqliteLogOptions { IndexedTogether = indexedTogether }, TimeProvider.System, NullLogger.Instance);

    private static async Task Store(SqliteEventLog log, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            await log.Append(Given.One($"case/{i % 5}", i / 5, $"c{i}", "area/1"), Cancel);
        }
    }

    private void CopyAsItLies(string image)
    {
        foreach (var end in new[] { "", "-wal", ".head" })
        {
            using var from = new FileStream(File + end, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = System.IO.File.Create(image + end);
            from.CopyTo(to);
        }
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var change = connection.CreateCommand();
        change.CommandText = sql;
        Assert.NotEqual(0, change.ExecuteNonQuery());
    }
}
