using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Twin.EventLog.Commits;
using Twin.EventLog.Postgres;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Four writers in two processes on one log, one process paused between assign and commit.</summary>
public sealed class TwoProcessesTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_PostgreSQL_the_paused_one_keeps_the_log_until_it_is_passed_over_and_then_stores_nothing()
    {
        var place = postgres.NewPlace();
        using var second = await SecondProcess.StartPaused(place.Name, Cancel);
        var open = () => PostgresEventLog.Open(
            place, new PostgresLogOptions { TakeOverSeconds = 1 }, TimeProvider.System, NullLogger.Instance);
        Assert.Contains("Exactly one may", Assert.Throws<LogBrokenException>(open).Message, StringComparison.Ordinal);

        await EndWriter(place);
        await using var log = open();
        await BothWrite(log);
        var said = await second.GoOn(Cancel);
        Assert.Equal(2, said.Length);
        Assert.All(said, line => Assert.Matches("^refused Another process .*Exactly one may", line));
        await Whole(log);
    }

    [Fact]
    public async Task On_SQLite_the_paused_one_keeps_the_log_until_it_is_gone()
    {
        using var folder = new TestFolder();
        var open = () => SqliteEventLog.Open(
            folder.File("log.db"), new SqliteLogOptions(), TimeProvider.System, NullLogger.Instance);
        using (await SecondProcess.StartPaused(folder.File("log.db"), Cancel))
        {
            var refused = Assert.Throws<LogBrokenException>(open);
            Assert.Contains("Exactly one may", refused.Message, StringComparison.Ordinal);
        }

        await using var log = open();
        await BothWrite(log);
        await Whole(log);
    }

    [Fact]
    public async Task Whoever_waits_to_be_let_go_on_stores_and_of_its_two_writers_one_wins()
    {
        var place = postgres.NewPlace();
        using var second = await SecondProcess.StartPaused(place.Name, Cancel);
        var said = await second.GoOn(Cancel);
        var outcomes = said.Where(line => line != "paused").Select(line => line.Split(' ')[0]);
        Assert.Equal(["refused", "stored"], outcomes.Order());
    }

    /// <summary>Two writers with the same version: one wins.</summary>
    private static async Task BothWrite(IEventLog log)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
        {
            try
            {
                await log.Append(Given.One("case/shared", 0, $"first-{i}", "area/1"), Cancel);
                return "stored";
            }
            catch (LogConflictException)
            {
                return "refused";
            }
        }));
        Assert.Equal(["refused", "stored"], outcomes.Order());
    }

    private static async Task Whole(IEventLog log)
    {
        Assert.Equal(1, log.Head.Position);
        Assert.StartsWith("first-", Assert.Single(await log.Everything(Cancel)).CommandId, StringComparison.Ordinal);
        Assert.Null((await log.Check(null, Cancel)).Fault);
    }

    private static async Task EndWriter(PostgresPlace place)
    {
        await using var connection = (NpgsqlConnection)LogPlaces.Sql(place.Name);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND "
            + $"((classid::bigint << 32) | objid::bigint) = {CommandSet.HashOf("twin-log:" + place.Schema)}",
            connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
