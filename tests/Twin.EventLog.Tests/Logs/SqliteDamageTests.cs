using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Damage is found and named; it is never guessed away.</summary>
public sealed class SqliteDamageTests : IAsyncLifetime
{
    /// <summary>More in a long run: set TWIN_BIT_FLIPS.</summary>
    private const int FlipsByDefault = 200;

    private readonly TestFolder _folder = new();
    private LogHead _printed = null!;
    private string[] _facts = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder.File("log.db");

    public async ValueTask InitializeAsync()
    {
        await using var log = Open(File);
        var payload = $$"""{"text":"{{new string('x', 600)}}"}""";
        for (var i = 0; i < 120; i++)
        {
            await log.Append(
                Given.One($"case/{i % 8}", i / 8, $"c{i}").Of(Given.Fact(payload, $"area/{i % 3}", "dept/1")), Cancel);
        }

        (_printed, _facts) = (log.Head, Given.Texts(await log.Everything(Cancel)));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_whole_log_has_no_fault_and_ends_at_its_printed_head()
    {
        var report = await Check();
        Assert.Null(report.Fault);
        Assert.Equal((_printed, 120L, 120L), (report.Head, report.Facts, report.Commits));
    }

    [Theory]
    [InlineData("DELETE FROM facts WHERE stream = 'case/2'", "Position 3 is missing")]
    [InlineData("UPDATE facts SET payload = '{}' WHERE position = 17", "hash of commit 17")]
    [InlineData("UPDATE facts SET account = 'another' WHERE position = 18", "hash of commit 18")]
    [InlineData("UPDATE facts SET at_us = at_us + 1 WHERE position = 19", "hash of commit 19")]
    [InlineData("UPDATE facts SET stream = 'case/7' WHERE position = 20", "hash of commit 20 ")]
    [InlineData("UPDATE facts SET version = 9 WHERE position = 20", "'case/3' should go on with version 3")]
    [InlineData("UPDATE facts SET feeds = '{\"7\":99}' WHERE position = 20", "should go on with number")]
    [InlineData("UPDATE facts SET feeds = '{}' WHERE position = 21", "hash of commit 21")]
    [InlineData("UPDATE facts SET feeds = 'x\"y' WHERE position = 21", "After position 20 (commit 20)")]
    [InlineData("UPDATE facts SET commit_no = 5 WHERE position = 22", "Position 22 says commit 5")]
    [InlineData("UPDATE terms SET text = 'Mayor' WHERE text = 'System'", "hash of commit 1 ")]
    [InlineData("DELETE FROM terms WHERE text = 'System'", "Term")]
    [InlineData("DELETE FROM commits WHERE number = 50", "Commit 50 is missing")]
    [InlineData("UPDATE commits SET hash = zeroblob(32) WHERE number = 51", "hash of commit 51")]
    [InlineData("UPDATE commits SET last_position = 9223372036854775807 WHERE number = 52", "Commit 52")]
    [InlineData("DELETE FROM commits WHERE number = 120", "Position 120 lies behind the last commit 119")]
    [InlineData("DELETE FROM stream_facts WHERE position = 9", "first wrong one for position 9")]
    [InlineData("UPDATE stream_facts SET command_hash = 1 WHERE position = 9", "index of streams")]
    [InlineData("DELETE FROM feed_facts WHERE first_number = 1", "index of feeds")]
    [InlineData("UPDATE feed_facts SET positions = x'01' WHERE first_number = 1", "index of feeds")]
    [InlineData("UPDATE feed_facts SET positions = x'81' WHERE first_number = 1", "feed is cut off")]
    public async Task A_change_behind_the_log_is_named(string change, string named)
    {
        Change(change);
        Assert.Contains(named, await Fault(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tail_removed_with_care_shows_against_the_printed_head()
    {
        Change("DELETE FROM commits WHERE number > 100; DELETE FROM facts WHERE position > 100; "
            + "DELETE FROM stream_facts; DELETE FROM feed_facts; UPDATE marks SET value = 0");
        var report = await Check();
        Assert.Null(report.Fault);
        Assert.True(report.Head.Commit < _printed.Commit);
        await using var log = SqliteEventLog.OpenReadOnly(File, TimeProvider.System);
        Assert.Null(await log.ReadHash(_printed.Commit, Cancel));
        var refused = Assert.Throws<LogBrokenException>(() => Open(File));
        Assert.Contains("commit 120 (position 120) was acknowledged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rewritten_end_is_another_one_than_was_acknowledged()
    {
        Change("UPDATE commits SET hash = zeroblob(32) WHERE number = 120");
        await Task.CompletedTask;
        var refused = Assert.Throws<LogBrokenException>(() => Open(File));
        Assert.Contains("commit 120 is another one", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE facts SET payload = '{}' WHERE position = 119", "hash of commit 119")]
    [InlineData("DELETE FROM commits WHERE number = 120", "commit 120 (position 120) was acknowledged")]
    [InlineData("INSERT INTO facts SELECT 121, stream, 99, feeds, at_us, account, role, client, command_id, cause, "
        + "correlation, kind, schema, rules, tag, commit_no, payload FROM facts WHERE position = 120",
        "position 121 lies behind")]
    [InlineData("UPDATE marks SET value = 999", "index reaches to position 999")]
    [InlineData("DROP TABLE marks", "no such table")]
    [InlineData("PRAGMA user_version = 7", "carries the mark")]
    public async Task A_torn_end_stops_the_opening_with_a_sentence_and_changes_nothing(string change, string named)
    {
        Change(change);
        var before = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        Assert.Contains(named, Assert.Throws<LogBrokenException>(() => Open(File)).Message, StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File, Cancel));
    }

    [Fact]
    public async Task A_log_copied_without_its_wal_is_found_to_end_too_early()
    {
        var image = _folder.File("image.db");
        await using var log = Open(File);
        await log.Append(Given.One("case/new", 0, "in the WAL"), Cancel);
        System.IO.File.Copy(File, image);
        System.IO.File.Copy(File + ".head", image + ".head");
        var refused = Assert.Throws<LogBrokenException>(() => Open(image));
        Assert.Contains("WAL was not copied", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_index_is_written_again_on_demand()
    {
        Change("DELETE FROM stream_facts WHERE stream = 'case/3'; DELETE FROM feed_facts");
        await using (var log = SqliteEventLog.Open(
            File, new SqliteLogOptions { RebuildIndex = true }, TimeProvider.System, NullLogger.Instance))
        {
            Assert.Equal(15, (await log.ReadStream("case/3", 0, 100, Cancel)).Length);
            Assert.Equal(120, (await log.ReadFeed("dept/1", 0, 1_000, Cancel)).Length);
            await log.Append(Given.One("case/3", 15, "next", "dept/1"), Cancel);
        }

        Assert.Null((await Check()).Fault);
    }

    [Fact]
    public async Task A_head_file_that_nobody_understands_is_written_anew()
    {
        await System.IO.File.WriteAllTextAsync(File + ".head", "nonsense", Cancel);
        await using (Open(File))
        {
        }

        var written = await System.IO.File.ReadAllTextAsync(File + ".head", Cancel);
        Assert.StartsWith("120 120 ", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no database at all, whatever its name says, and it is long enough to be looked at closely")]
    [InlineData("SQLite format 3")]
    public async Task Another_kind_of_file_is_refused_with_a_sentence(string content)
    {
        var other = _folder.File("other.db");
        await System.IO.File.WriteAllTextAsync(other, content, Cancel);
        Assert.Throws<LogBrokenException>(() => Open(other));
        Assert.Throws<LogBrokenException>(() => SqliteEventLog.OpenReadOnly(other, TimeProvider.System));
        Assert.Equal(content, await System.IO.File.ReadAllTextAsync(other, Cancel));
    }

    [Fact]
    public async Task A_flipped_bit_is_found_or_does_no_harm()
    {
        var flips = int.Parse(
            Environment.GetEnvironmentVariable("TWIN_BIT_FLIPS") ?? $"{FlipsByDefault}", CultureInfo.InvariantCulture);
        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        var chance = new Random(20260501);
        var found = 0;
        for (var i = 0; i < flips; i++)
        {
            var (at, bit) = (chance.Next(whole.Length), chance.Next(8));
            var bytes = whole.ToArray();
            bytes[at] ^= (byte)(1 << bit);
            var flipped = _folder.File($"flip-{i}.db");
            await System.IO.File.WriteAllBytesAsync(flipped, bytes, Cancel);
            if (await Fault(flipped) is null)
            {
                Assert.True(await IsWhole(flipped), $"byte {at} bit {bit}: no fault named, but the facts differ");
            }
            else
            {
                found++;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"flips={flips} found={found} harmless={flips - found}");
        Assert.True(found > flips / 3, $"only {found} of {flips} flips were found");
    }

    private static async Task<string?> Fault(string file)
    {
        try
        {
            await using var log = SqliteEventLog.OpenReadOnly(file, TimeProvider.System);
            return (await log.Check(null, Cancel)).Fault;
        }
        catch (LogBrokenException broken)
        {
            return broken.Message;
        }
    }

    private async Task<bool> IsWhole(string file)
    {
        await using var log = SqliteEventLog.OpenReadOnly(file, TimeProvider.System);
        var all = Given.Texts(await log.Everything(Cancel));
        var feed = Given.Texts(await log.ReadFeed("dept/1", 0, 1_000, Cancel));
        var stream = await log.ReadStream("case/3", 0, 100, Cancel);
        return _facts.AsSpan().SequenceEqual(all) && _facts.AsSpan().SequenceEqual(feed) && stream.Length == 15;
    }

    private async Task<ChainReport> Check()
    {
        await using var log = SqliteEventLog.OpenReadOnly(File, TimeProvider.System);
        return await log.Check(null, Cancel);
    }

    private static SqliteEventLog Open(string file) => SqliteEventLog.Open(
        file, new SqliteLogOptions { IndexedTogether = 50 }, TimeProvider.System, NullLogger.Instance);

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var change = connection.CreateCommand();
        change.CommandText = sql;
        change.ExecuteNonQuery();
    }
}
