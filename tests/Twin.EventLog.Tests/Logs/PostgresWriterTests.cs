using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Twin.EventLog.Commits;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Who may write a log on PostgreSQL, and what a commit in doubt becomes.</summary>
public sealed class PostgresWriterTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_writer_is_refused_with_a_sentence_that_names_the_first()
    {
        var place = postgres.NewPlace();
        await using var first = Open(place);
        var refused = Assert.Throws<LogBrokenException>(() => Open(place));
        Assert.Contains("Another process writes the log", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId} on", refused.Message, StringComparison.Ordinal);
        await first.Append(Given.One("case/1", 0, "a"), Cancel);
        Assert.Equal(1, first.Head.Position);
    }

    [Fact]
    public async Task A_paused_writer_that_was_passed_over_stores_nothing_and_stops()
    {
        var place = postgres.NewPlace();
        using var gate = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var hooks = new TestHooks
        {
            BeforeCommit = facts =>
            {
                if (facts[0].CommandId != "early")
                {
                    inside.Set();
                    gate.Wait();
                }
            },
        };
        var paused = Open(place, hooks);
        await paused.Append(Given.One("case/1", 0, "early", "area/1"), Cancel);
        var late = Enumerable.Range(0, 2).Select(i =>
            paused.Append(Given.One("case/1", 1, $"late-{i}", "area/1"), Cancel).AsTask()).ToArray();
        inside.Wait(Cancel);
        await EndSession(place);

        await using var next = Open(place);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
            next.Append(Given.One($"case/{i + 1}", 1 - i, $"next-{i}", "area/1"), Cancel).AsTask()));
        gate.Set();
        foreach (var one in late)
        {
            var refused = await Assert.ThrowsAsync<LogBrokenException>(() => one);
            Assert.Contains("Exactly one may", refused.Message, StringComparison.Ordinal);
        }

        Assert.StartsWith("stopped: ", paused.Describe().Settings["writing"], StringComparison.Ordinal);
        await paused.DisposeAsync();
        await next.Append(Given.One("case/1", 2, "after", "area/1"), Cancel);
        Assert.Equal(4, next.Head.Position);
        Assert.Equal(4, (await next.ReadFeedHead("area/1", Cancel)).Number);
        Assert.Null((await next.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task An_older_epoch_is_refused_inside_the_commit()
    {
        var place = postgres.NewPlace();
        await using var log = Open(place);
        await log.Append(Given.One("case/1", 0, "a"), Cancel);
        await Run(place, "UPDATE writer SET epoch = epoch + 1, token = 'another', who = 'a test'");
        var refused = await Assert.ThrowsAsync<LogBrokenException>(async () =>
            await log.Append(Given.One("case/1", 1, "b"), Cancel));
        Assert.Contains("(a test", refused.Message, StringComparison.Ordinal);
        await using var outside = PostgresEventLog.OpenReadOnly(place, TimeProvider.System);
        Assert.Equal(1, outside.Head.Position);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_and_answered()
    {
        var place = postgres.NewPlace();
        using var relay = new Relay(postgres.Port);
        await using var log = Open(PostgresPlace.Parse(
            $"Host=127.0.0.1;Port={relay.Port};Username=twin;Database=postgres;Search Path={place.Schema}"));
        await log.Append(Given.One("case/0", 0, "a", "area/1"), Cancel);
        relay.LoseNextAnswer();
        // The answer that is lost may be any of a commit's three: of the last it is stored, of the others it is not.
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(i =>
            Eventually.Stored(log, Given.One($"case/{i}", 0, $"c{i}", "area/1"), Cancel)));
        Assert.Equal(Enumerable.Range(2, 20).Select(i => (long)i), answers.Select(one => one.LastPosition).Order());
        Assert.Equal(21, (await log.Everything(Cancel)).Length);
        Assert.Equal(
            answers[0].LastPosition,
            (await Eventually.Stored(log, Given.One("case/1", 0, "c1", "area/1"), Cancel)).LastPosition);
        Assert.Null((await log.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task A_session_that_was_ended_comes_back_unnoticed()
    {
        var place = postgres.NewPlace();
        await using var log = Open(place);
        for (var i = 0; i < 5; i++)
        {
            await log.Append(Given.One("case/1", i, $"c{i}"), Cancel);
            await EndSession(place);
        }

        await Eventually.Stored(log, Given.One("case/1", 5, "last"), Cancel);
        Assert.Equal(6, log.Head.Position);
    }

    [Fact]
    public async Task A_schema_of_a_newer_version_is_refused_and_left_alone()
    {
        var place = postgres.NewPlace();
        await using (Open(place))
        {
        }

        await Run(place, "INSERT INTO migrations(number) VALUES(99)");
        foreach (var open in new Action[]
        {
            () => Open(place), () => PostgresEventLog.OpenReadOnly(place, TimeProvider.System),
        })
        {
            var refused = Assert.Throws<LogBrokenException>(open);
            Assert.Contains("has schema 99", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_log_that_ends_before_its_head_file_is_refused()
    {
        var place = postgres.NewPlace();
        using var folder = new TestFolder();
        var options = new PostgresLogOptions { HeadFile = folder.File("log") };
        await using (var log = PostgresEventLog.Open(place, options, TimeProvider.System, NullLogger.Instance))
        {
            await log.Append(Given.One("case/1", 0, "a"), Cancel);
            await log.Append(Given.One("case/1", 1, "b"), Cancel);
        }

        await Run(place, "DELETE FROM facts WHERE position = 2; DELETE FROM commits WHERE number = 2");
        var refused = Assert.Throws<LogBrokenException>(() =>
            PostgresEventLog.Open(place, options, TimeProvider.System, NullLogger.Instance));
        Assert.Contains("commit 2 (position 2) was acknowledged", refused.Message, StringComparison.Ordinal);
    }

    private static PostgresEventLog Open(PostgresPlace place, TestHooks? hooks = null) => PostgresEventLog.Open(
        place,
        new PostgresLogOptions { TakeOverSeconds = 1, Hooks = hooks },
        TimeProvider.System,
        NullLogger.Instance);

    /// <summary>Ends the writer's session on the server, as an operator or a failover does.</summary>
    private static Task EndSession(PostgresPlace place) => Run(
        place,
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND "
        + $"((classid::bigint << 32) | objid::bigint) = {CommandSet.HashOf("twin-log:" + place.Schema)}");

    private static async Task Run(PostgresPlace place, string sql)
    {
        await using var connection = (NpgsqlConnection)LogPlaces.Sql(place.Name);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
