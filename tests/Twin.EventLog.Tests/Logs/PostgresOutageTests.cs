using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>The server goes away and comes back; the log is the same object all the time.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private PostgresServer? _server;
    private PostgresEventLog _log = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = PostgresServer.Start(durable: false);
        Assert.SkipWhen(_server is null, "No PostgreSQL on this machine; install its server to run this.");
        _log = PostgresEventLog.Open(
            PostgresPlace.Parse(_server.Place("city")),
            new PostgresLogOptions { StatementSeconds = 3, ConnectSeconds = 2, IndexedTogether = 3 },
            TimeProvider.System,
            NullLogger.Instance);
        for (var i = 0; i < 10; i++)
        {
            await Eventually.Stored(_log, Given.One("case/1", i, $"c{i}", "area/1"), Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _log.DisposeAsync();
            _server.Dispose();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stopped_server_fails_appends_and_reads_and_its_return_needs_no_restart(bool crash)
    {
        _server!.Stop(crash);
        await Away("b");
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await _log.ReadStream("case/1", 0, 5, Cancel));
        Assert.StartsWith("away: ", _log.Describe().Settings["writing"], StringComparison.Ordinal);
        _server.Start();
        await Whole();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_hung_server_is_away_within_the_time_of_a_statement_and_nothing_is_doubled()
    {
        _server!.Hang();
        await Away("b");
        _server.Resume();
        await Whole();
    }

    private async Task Away(string command) => await Assert.ThrowsAsync<LogUnavailableException>(async () =>
        await _log.Append(Given.One("case/1", 10, command, "area/1"), Cancel));

    /// <summary>The command that was in doubt is sent again and stored once, whatever became of the first.</summary>
    private async Task Whole()
    {
        var stored = await Eventually.Stored(_log, Given.One("case/1", 10, "b", "area/1"), Cancel);
        Assert.Equal(11, stored.LastPosition);
        await Eventually.Stored(_log, Given.One("case/1", 11, "c", "area/1"), Cancel);
        Assert.Equal(12, (await _log.ReadStream("case/1", 0, 100, Cancel)).Length);
        Assert.Equal(12, (await _log.ReadFeed("area/1", 0, 100, Cancel)).Length);
        Assert.Equal("on", _log.Describe().Settings["writing"]);
        Assert.Null((await _log.Check(null, Cancel)).Fault);
    }
}
