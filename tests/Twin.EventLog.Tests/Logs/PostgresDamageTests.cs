using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Damage in the tables is found and named; it is never guessed away.</summary>
public sealed class PostgresDamageTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Flips = 200;
    private const int Facts = 120;

    private static readonly (string Table, string Column, bool IsText)[] Columns =
    [
        ("facts", "payload", false), ("facts", "feeds", true), ("facts", "stream", true), ("facts", "account", true),
        ("facts", "command_id", true), ("facts", "kind", true), ("commits", "hash", false),
        ("feed_facts", "feed", true), ("feed_facts", "positions", false),
    ];

    private static readonly (string Table, string Column)[] Numbers =
    [
        ("facts", "position"), ("facts", "version"), ("facts", "at_us"), ("facts", "commit_no"),
        ("commits", "last_position"), ("commits", "at_us"), ("feed_facts", "first_number"),
    ];

    private PostgresPlace _place = null!;
    private string[] _facts = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _place = postgres.NewPlace();
        await using var log = Open(_place);
        for (var i = 0; i < Facts; i++)
        {
            await log.Append(Given.One($"case/{i % 8}", i / 8, $"c{i}", $"area/{i % 3}", "dept/1"), Cancel);
        }

        _facts = Given.Texts(await log.Everything(Cancel));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_flipped_bit_is_found_or_does_no_harm()
    {
        await using var sql = await Connect();
        await using var log = PostgresEventLog.OpenReadOnly(_place, TimeProvider.System);
        var chance = new Random(20260502);
        var (found, refused) = (0, 0);
        for (var i = 0; i < Flips; i++)
        {
            await using var transaction = await sql.BeginTransactionAsync(Cancel);
            var flip = Flip(chance);
            if (!await TryRun(sql, flip))
            {
                refused++;
                continue;
            }

            await transaction.CommitAsync(Cancel);
            var fault = (await log.Check(null, Cancel)).Fault;
            Assert.True(fault is not null || await IsWhole(log), $"{flip}: no fault named, but the facts differ");
            found += fault is null ? 0 : 1;
            await Restore(sql);
        }

        TestContext.Current.SendDiagnosticMessage($"flips={Flips} found={found} refusedByTheServer={refused}");
        Assert.True(found > Flips / 2, $"only {found} of {Flips} flips were found");
    }

    [Theory]
    [InlineData("DELETE FROM facts WHERE stream = 'case/2'", "Position 3 is missing")]
    [InlineData("UPDATE facts SET account = 'another' WHERE position = 18", "hash of commit 18")]
    [InlineData("UPDATE facts SET feeds = '{}' WHERE position = 21", "hash of commit 21")]
    [InlineData("UPDATE facts SET feeds = 'x\"y' WHERE position = 21", "After position 20 (commit 20)")]
    [InlineData("DELETE FROM commits WHERE number = 50", "Commit 50 is missing")]
    [InlineData("DELETE FROM commits WHERE number = 120", "Position 120 lies behind the last commit 119")]
    [InlineData("DELETE FROM feed_facts WHERE feed = 'dept/1'", "index of feeds")]
    [InlineData("DELETE FROM feed_facts WHERE first_number = 1", "index of feeds")]
    public async Task A_change_behind_the_log_is_named(string change, string named)
    {
        await using var sql = await Connect();
        Assert.True(await TryRun(sql, change));
        await using var log = PostgresEventLog.OpenReadOnly(_place, TimeProvider.System);
        Assert.Contains(named, (await log.Check(null, Cancel)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_index_is_written_again_on_demand()
    {
        await using (var sql = await Connect())
        {
            Assert.True(await TryRun(sql, "DELETE FROM feed_facts"));
        }

        await using var log = PostgresEventLog.Open(
            _place, new PostgresLogOptions { RebuildIndex = true }, TimeProvider.System, NullLogger.Instance);
        Assert.Equal(15, (await log.ReadStream("case/3", 0, 100, Cancel)).Length);
        Assert.Equal(Facts, (await log.ReadFeed("dept/1", 0, 1_000, Cancel)).Length);
        Assert.Null((await log.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task A_torn_end_stops_the_opening_with_a_sentence()
    {
        await using var sql = await Connect();
        Assert.True(await TryRun(sql, "UPDATE facts SET payload = '{}' WHERE position = 119"));
        var refused = Assert.Throws<LogBrokenException>(() => Open(_place));
        Assert.Contains("hash of commit 119", refused.Message, StringComparison.Ordinal);
    }

    private static PostgresEventLog Open(PostgresPlace place) => PostgresEventLog.Open(
        place, new PostgresLogOptions { IndexedTogether = 50 }, TimeProvider.System, NullLogger.Instance);

    /// <summary>One bit of one value; the row as it was is kept beside.</summary>
    private static string Flip(Random chance)
    {
        string table, change;
        if (chance.Next(2) == 0)
        {
            (table, var column) = Numbers[chance.Next(Numbers.Length)];
            change = $"{column} = {column} # (1::bigint << {chance.Next(40)})";
        }
        else
        {
            (table, var column, var isText) = Columns[chance.Next(Columns.Length)];
            var bytes = isText ? $"convert_to({column}, 'UTF8')" : column;
            var bit = $"{chance.Next(4_000)} % (8 * length({bytes}))";
            var flipped = $"set_bit({bytes}, {bit}, 1 - get_bit({bytes}, {bit}))";
            change = $"{column} = {(isText ? $"convert_from({flipped}, 'UTF8')" : flipped)}";
        }

        return $"""
            CREATE TEMP TABLE IF NOT EXISTS kept_{table} AS TABLE {table};
            UPDATE {table} SET {change} WHERE ctid = (
                SELECT ctid FROM {table} ORDER BY ctid OFFSET {chance.Next(Facts)} %
                    (SELECT count(*) FROM {table}) LIMIT 1)
            """;
    }

    /// <summary>All tables as they were.</summary>
    private static async Task Restore(NpgsqlConnection sql)
    {
        foreach (var table in new[] { "facts", "commits", "feed_facts" })
        {
            await using var ask = new NpgsqlCommand($"SELECT to_regclass('pg_temp.kept_{table}') IS NOT NULL", sql);
            if ((bool)(await ask.ExecuteScalarAsync(Cancel))!)
            {
                Assert.True(await TryRun(sql, $"TRUNCATE {table}; INSERT INTO {table} TABLE kept_{table}"));
            }
        }
    }

    /// <summary>False when the server itself refused: no text any more, a place taken twice, out of range.</summary>
    private static async Task<bool> TryRun(NpgsqlConnection sql, string statement)
    {
        try
        {
            await using var command = new NpgsqlCommand(statement, sql);
            await command.ExecuteNonQueryAsync(Cancel);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    private async Task<bool> IsWhole(IEventLog log)
    {
        var feed = Given.Texts(await log.ReadFeed("dept/1", 0, 1_000, Cancel));
        var all = Given.Texts(await log.Everything(Cancel));
        var stream = await log.ReadStream("case/3", 0, 100, Cancel);
        return _facts.AsSpan().SequenceEqual(all) && _facts.AsSpan().SequenceEqual(feed) && stream.Length == 15;
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = (NpgsqlConnection)LogPlaces.Sql(_place.Name);
        await connection.OpenAsync(Cancel);
        return connection;
    }
}
