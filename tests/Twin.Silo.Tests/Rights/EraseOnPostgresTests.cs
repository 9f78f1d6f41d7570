using System.Text;
using Npgsql;
using Twin.Contracts;
using Twin.EventLog;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>The same with the log on PostgreSQL; the vault lies in its own SQLite file beside it.</summary>
public sealed class EraseOnPostgresTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Erased_words_are_gone_from_the_server_its_write_ahead_log_and_backups_and_the_log_stays()
    {
        using var server = PostgresServer.Start(durable: true);
        if (server is null) Assert.Skip("This machine has no PostgreSQL.");
        var folder = Directory.CreateTempSubdirectory("twin-erase-pg-").FullName;
        try
        {
            var cancel = TestContext.Current.CancellationToken;
            var place = PostgresPlace.Parse(server.Place("city"));
            string caseId;
            LogHead head;
            byte[][] traces;
            string before;
            await using (var city = await Start(folder, place))
            {
                caseId = await EraseTests.Handled(city);
                await city.Services.Settle();
                (head, traces) = (city.Log.Head, EraseTests.Traces(folder));
                before = await EraseTests.Payloads(city.Log);
                Assert.NotEmpty(EraseTests.Found(folder, traces));

                using var auditor = await city.As("auditor");
                Assert.True((await EraseTests.Erase(auditor, caseId)).Erased);

                Assert.Equal(head, city.Log.Head);
                var chain = await city.Log.Check(null, cancel);
                Assert.Equal((head, null), (chain.Head, chain.Fault));
            }

            await Checkpoint(server, cancel);
            var files = Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories);
            var dump = server.Dump();

            // The scan reads what the server wrote: the case is there, in tables, write-ahead log and backup.
            var known = EraseTests.Found(server.Folder, [Encoding.UTF8.GetBytes(caseId)]);
            Assert.Contains(known, found => found.StartsWith(Path.GetFileName(dump), StringComparison.Ordinal));
            Assert.Contains(known, found => found.StartsWith("00000001", StringComparison.Ordinal));
            Assert.True(known.Count > 2, string.Join('\n', known));
            Assert.Empty(EraseTests.Found(server.Folder, traces));
            Assert.Empty(EraseTests.Found(folder, traces));

            await using var again = await Start(folder, place);
            Assert.Equal((head.Position, head.Hash), (again.Log.Head.Position, again.Log.Head.Hash));
            Assert.Equal(before, await EraseTests.Payloads(again.Log));
            Assert.DoesNotContain("XYZZY", before, StringComparison.Ordinal);
            using var receiver = await again.As("receiver");
            Assert.True((await receiver.Get<WordsView>($"cases/{caseId}/words?purpose=test")).Forgotten);
            Assert.Equal("Checking", (await receiver.Get<CaseView>($"cases/{caseId}")).Stage);
            output.WriteLine(
                $"files={files.Length} traces={traces.Length} known={known.Count} found=0 hash={head.Hash}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<TestCity> Start(string folder, PostgresPlace place) => TestCity.Start(
        options => options with { Log = LogStore.Postgres, LogPlace = place }, folder);

    private static async Task Checkpoint(PostgresServer server, CancellationToken cancel)
    {
        await using var line = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={server.Port};Username=twin;Database=postgres;Pooling=false");
        await line.OpenAsync(cancel);
        await using var checkpoint = new NpgsqlCommand("CHECKPOINT", line);
        await checkpoint.ExecuteNonQueryAsync(cancel);
    }
}
