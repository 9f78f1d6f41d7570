using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Memory;
using Twin.EventLog.Sqlite;

namespace Twin.EventLog.Tests.Logs;

public class SmokeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fact_comes_back(bool memory)
    {
        var cancel = TestContext.Current.CancellationToken;
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "log.db");
        await using IEventLog log = memory
            ? MemoryEventLog.Create(TimeProvider.System)
            : SqliteEventLog.Open(file, new SqliteLogOptions(), TimeProvider.System, NullLogger.Instance);
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => log.Append(new NewBatch
        {
            Stream = "case/" + (i % 10), ExpectedVersion = i / 10, CommandId = "c" + i, By = Author.System,
            At = TimeProvider.System.GetUtcNow(),
            Facts = [new NewFact("case/Reported", 1, "{\"a\":1}"u8.ToArray(), ["area/1", "area/" + (i % 7)])],
        }, cancel).AsTask()));
        Assert.Equal(1000, log.Head.Position);
        var facts = await log.ReadFeed("area/1", 10, 20, cancel);
        Assert.Equal(20, facts.Length);
        Assert.Equal(100, (await log.ReadStream("case/3", 0, 200, cancel)).Length);
        Assert.Equal(7, (await log.ReadFeedHeads(0, cancel)).Length);
        await log.SaveSnapshot(new Snapshot("case/3", 100, 1, "h", "x"u8.ToArray()), cancel);
        Assert.NotNull(await log.ReadSnapshot("case/3", 1, cancel));
        var report = await log.Check(null, cancel);
        Assert.Null(report.Fault);
        Assert.Equal(log.Head, report.Head);
    }
}
