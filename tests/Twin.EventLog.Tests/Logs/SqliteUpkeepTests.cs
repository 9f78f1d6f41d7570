using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>What goes on beside the commits: rollbacks by SQLite itself, checkpoints, closing, the yardstick.</summary>
public sealed class SqliteUpkeepTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder.File("log.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task New_terms_of_a_rolled_back_batch_are_not_remembered()
    {
        await using (Open())
        {
        }

        Change("CREATE TRIGGER refuse BEFORE INSERT ON facts WHEN new.stream = 'case/bad' "
            + "BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END");
        await using var log = Open();
        var unknown = Given.Fact("{}", "area/new") with { Kind = "case/NeverSeen" };
        var refused = await Assert.ThrowsAsync<LogBrokenException>(async () =>
            await log.Append(Given.One("case/bad", 0, "a").Of(unknown), Cancel));
        Assert.Contains("refused by a trigger", refused.Message, StringComparison.Ordinal);
        await log.Append(Given.One("case/good", 0, "a").Of(unknown), Cancel);
        await log.Append(Given.One("case/good", 1, "b", "area/other"), Cancel);
        var kept = await log.ReadFeed("area/new", 0, 10, Cancel);
        Assert.Equal(("case/NeverSeen", 1L), (Assert.Single(kept).Kind, kept[0].Position));
        Assert.Null((await log.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task Good_batches_survive_a_bad_one_that_sqlite_itself_refuses()
    {
        await using (Open())
        {
        }

        Change("CREATE TRIGGER refuse BEFORE INSERT ON facts WHEN new.stream LIKE 'case/bad%' "
            + "BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END");
        await using var log = Open();
        var all = Enumerable.Range(0, 60).Select(async i =>
        {
            try
            {
                await log.Append(Given.One(i % 10 == 3 ? $"case/bad-{i}" : $"case/{i}", 0, "a", "area/1"), Cancel);
                return 1;
            }
            catch (LogBrokenException)
            {
                return 0;
            }
        });
        Assert.Equal(54, (await Task.WhenAll(all)).Sum());
        Assert.Equal((54L, 54L), (log.Head.Position, (await log.ReadFeedHead("area/1", Cancel)).Number));
        Assert.Null((await log.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task The_main_file_takes_over_what_the_wal_holds_while_writing_goes_on()
    {
        await using var log = Open(indexedTogether: 50);
        var before = new FileInfo(File).Length;
        var payload = Given.Fact($$"""{"text":"{{new string('x', 2_000)}}"}""", "area/1");
        for (var i = 0; new FileInfo(File).Length < before + 200_000; i++)
        {
            Assert.True(i < 20_000, "No checkpoint came.");
            await log.Append(Given.One($"case/{i}", 0, "a").Of(payload), Cancel);
        }
    }

    [Fact]
    public async Task Reads_that_run_while_the_log_closes_end_with_an_answer_or_a_word()
    {
        var log = Open();
        for (var i = 0; i < 200; i++)
        {
            await log.Append(Given.One("case/1", i, $"c{i}", "area/1"), Cancel);
        }

        var reading = Enumerable.Range(0, 40).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    return (await log.ReadStream("case/1", 0, 1_000, Cancel)).Length;
                }
                catch (ObjectDisposedException)
                {
                    return 200;
                }
            },
            Cancel)).ToArray();
        await log.DisposeAsync();
        Assert.All(await Task.WhenAll(reading), length => Assert.Equal(200, length));
        await using var again = Open();
        Assert.Equal(200, again.Head.Position);
    }

    [Fact]
    public async Task The_yardstick_stores_the_same_rows_and_leaves_nothing_behind()
    {
        await using var log = Open();
        await log.Append(Given.One("case/1", 0, "a", "area/1"), Cancel);
        var facts = await log.Everything(Cancel);
        using (var raw = RawAppend.Create(_folder.Path))
        {
            raw.Append([.. facts, .. facts]);
            using var connection = new SqliteConnection($"Data Source={_folder.File("raw-append.db")};Pooling=False");
            connection.Open();
            using var ask = connection.CreateCommand();
            ask.CommandText =
                "SELECT count(*) || stream || command_id || json_extract(payload, '$.command') FROM events";
            Assert.Equal("2case/1aa", ask.ExecuteScalar());
        }

        Assert.True(RawAppend.Measure(_folder.Path, facts, 64, TimeSpan.Zero, TimeProvider.System) > 0);
        Assert.Empty(Directory.GetFiles(_folder.Path, "raw-append*"));
    }

    private SqliteEventLog Open(int indexedTogether = 4_096) => SqliteEventLog.Open(
        File, new SqliteLogOptions { IndexedTogether = indexedTogether }, TimeProvider.System, NullLogger.Instance);

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var change = connection.CreateCommand();
        change.CommandText = sql;
        change.ExecuteNonQuery();
    }
}
