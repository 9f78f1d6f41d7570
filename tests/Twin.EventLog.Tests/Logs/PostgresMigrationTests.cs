using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>A log that an older version wrote is brought up to date when it is opened, and is the same log.</summary>
public sealed class PostgresMigrationTests(PostgresFixture postgres)
{
    private const int Facts = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_of_the_first_schema_opens_with_all_its_facts_and_goes_on()
    {
        var (source, old) = (postgres.NewPlace(), postgres.NewPlace());
        string[] facts;
        await using (var log = Open(source))
        {
            for (var i = 0; i < Facts; i++)
            {
                await log.Append(Given.One($"case/{i % 4}", i / 4, $"c{i}", $"area/{i % 3}", "dept/1"), Cancel);
            }

            facts = Given.Texts(await log.Everything(Cancel));
        }

        await WriteAsBefore(source, old);
        await using (var log = Open(old))
        {
            Assert.Equal(facts, Given.Texts(await log.Everything(Cancel)));
            Assert.Equal(Facts / 4, (await log.ReadStream("case/2", 0, 100, Cancel)).Length);
            Assert.Equal(Facts, (await log.ReadFeed("dept/1", 0, 100, Cancel)).Length);
            Assert.Equal(7, (await log.Append(Given.One("case/2", 0, "c6"), Cancel)).LastPosition);
            var next = await log.Append(Given.One("case/2", Facts / 4, "after", "dept/1"), Cancel);
            Assert.Equal((Facts + 1, Facts + 1), (next.LastPosition, next.Facts[0].Feeds[0].Number));
            Assert.Null((await log.Check(null, Cancel)).Fault);
        }

        await using var again = Open(old);
        Assert.Equal(Facts + 1, again.Head.Position);
    }

    /// <summary>The same facts in the tables of the first version.</summary>
    private static async Task WriteAsBefore(PostgresPlace source, PostgresPlace old)
    {
        await using var connection = old.Sql();
        await connection.OpenAsync(Cancel);
        Migrations.Apply(connection, old.Schema, upTo: 1);
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO commits SELECT * FROM "{source.Schema}".commits;
            INSERT INTO facts SELECT * FROM "{source.Schema}".facts;
            INSERT INTO feed_facts SELECT * FROM "{source.Schema}".feed_facts;
            UPDATE marks SET value = (SELECT value FROM "{source.Schema}".marks WHERE name = 'indexed_to');
            INSERT INTO stream_facts SELECT stream, version, position, 0, at_us FROM facts
                WHERE position <= (SELECT value FROM marks WHERE name = 'indexed_to');
            """,
            connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static PostgresEventLog Open(PostgresPlace place) => PostgresEventLog.Open(
        place, new PostgresLogOptions { IndexedTogether = 15 }, TimeProvider.System, NullLogger.Instance);
}
