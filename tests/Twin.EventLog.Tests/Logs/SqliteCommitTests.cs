using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Commits;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Group commit seen from inside: what shares a sync, what fails alone, what nobody hears too early.</summary>
public sealed class SqliteCommitTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Gate _gate = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _gate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Sixty_three_good_appends_and_a_stale_one_share_one_commit()
    {
        await using var log = Open(new TestHooks { BeforeCommit = _gate.Pass });
        var first = log.Append(Given.One("case/0", 0, "first"), Cancel).AsTask();
        _gate.WaitForOneInside(Cancel);
        var stale = log.Append(Given.One("case/0", 0, "stale"), Cancel).AsTask();
        var good = Enumerable.Range(0, 63)
            .Select(i => log.Append(Given.One($"case/{1 + (i % 21)}", i / 21, $"c{i}"), Cancel).AsTask()).ToArray();
        _gate.Open();
        await first;
        await Assert.ThrowsAsync<LogConflictException>(() => stale);
        await Task.WhenAll(good);
        Assert.Equal((64L, 2L), (log.Head.Position, log.Head.Commit));
    }

    [Fact]
    public async Task Nobody_is_answered_and_nothing_is_shown_before_the_sync()
    {
        var (syncs, synced) = (0, 0L);
        SqliteEventLog? opened = null;
        Task<Appended>[] all = [];
        var early = new List<string>();
        var hooks = new TestHooks
        {
            BeforeCommit = _gate.Pass,
            AfterSync = position =>
            {
                syncs++;
                var told = all.Where(one => one.IsCompleted && one.Result.LastPosition > synced);
                early.AddRange(told.Select(_ => "an answer"));
                if (opened!.Head.Position > synced)
                {
                    early.Add("the head");
                }

                synced = position;
            },
        };
        await using var log = Open(hooks);
        opened = log;
        all = AppendToEach(log, 0, 40);
        _gate.WaitForOneInside(Cancel);
        Assert.DoesNotContain(all, one => one.IsCompleted);
        _gate.Open();
        await Task.WhenAll(all);
        Assert.Empty(early);
        Assert.Equal(log.Head.Commit, syncs);
    }

    [Fact]
    public async Task A_batch_that_the_store_refuses_fails_alone()
    {
        var hooks = new TestHooks
        {
            BeforeCommit = facts =>
            {
                _gate.Pass(facts);
                if (facts.Any(fact => fact.Stream == "case/bad"))
                {
                    throw new SqliteException("too big for a test", 18);
                }
            },
        };
        await using var log = Open(hooks);
        var first = log.Append(Given.One("case/0", 0, "first"), Cancel).AsTask();
        _gate.WaitForOneInside(Cancel);
        var good = Enumerable.Range(1, 20).Select(i =>
            log.Append(Given.One($"case/{i}", 0, "a", "area/1"), Cancel).AsTask()).ToArray();
        var bad = log.Append(Given.One("case/bad", 0, "a", "area/1", "area/new"), Cancel).AsTask();
        var after = log.Append(Given.One("case/21", 0, "a", "area/1"), Cancel).AsTask();
        _gate.Open();
        var refused = await Assert.ThrowsAsync<LogBrokenException>(() => bad);
        Assert.Contains("case/bad", refused.Message, StringComparison.Ordinal);
        await Task.WhenAll([first, .. good, after]);
        Assert.Equal(22, log.Head.Position);
        Assert.Equal(21, (await log.ReadFeedHead("area/1", Cancel)).Number);
        Assert.Equal(0, (await log.ReadFeedHead("area/new", Cancel)).Number);
        Assert.Null((await log.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task A_full_disk_refuses_all_and_writing_goes_on_when_there_is_room()
    {
        var isFull = true;
        var hooks = new TestHooks
        {
            BeforeCommit = _ =>
            {
                if (Volatile.Read(ref isFull))
                {
                    throw new SqliteException("database or disk is full", 13);
                }
            },
        };
        await using var log = Open(hooks);
        await Assert.ThrowsAsync<LogBrokenException>(async () => await log.Append(Given.One("case/1", 0, "a"), Cancel));
        Assert.Equal(0, log.Head.Position);
        Volatile.Write(ref isFull, false);
        await log.Append(Given.One("case/1", 0, "a"), Cancel);
        Assert.Equal(1, log.Head.Position);
    }

    [Fact]
    public async Task A_failed_sync_stops_the_writing_until_the_log_is_opened_again()
    {
        var fails = true;
        var hooks = new TestHooks
        {
            BeforeCommit = _ => throw (Volatile.Read(ref fails)
                ? new SqliteException("disk I/O error", 10)
                : new InvalidOperationException("never asked again")),
        };
        await using (var log = Open(hooks))
        {
            var all = AppendToEach(log, 0, 10);
            foreach (var one in all)
            {
                await Assert.ThrowsAsync<LogBrokenException>(() => one);
            }

            Assert.StartsWith("stopped: ", log.Describe().Settings["writing"], StringComparison.Ordinal);
            Volatile.Write(ref fails, false);
            await Assert.ThrowsAsync<LogBrokenException>(async () =>
                await log.Append(Given.One("case/1", 0, "b"), Cancel));
        }

        await using var again = Open(null);
        await again.Append(Given.One("case/1", 0, "a"), Cancel);
        Assert.Equal(1, again.Head.Position);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_stores_nothing_of_it()
    {
        await using var log = Open(new TestHooks { BeforeCommit = _gate.Pass }, waitingBatchesMax: 3);
        var first = log.Append(Given.One("case/0", 0, "a"), Cancel).AsTask();
        _gate.WaitForOneInside(Cancel);
        var waiting = AppendToEach(log, 1, 3);
        await Assert.ThrowsAsync<LogFullException>(async () => await log.Append(Given.One("case/9", 0, "a"), Cancel));
        _gate.Open();
        await Task.WhenAll([first, .. waiting]);
        Assert.Equal(4, log.Head.Position);
        await log.Append(Given.One("case/9", 0, "a"), Cancel);
    }

    [Fact]
    public async Task Who_leaves_while_waiting_is_not_stored()
    {
        await using var log = Open(new TestHooks { BeforeCommit = _gate.Pass });
        using var leaving = new CancellationTokenSource();
        var inside = log.Append(Given.One("case/0", 0, "a"), leaving.Token).AsTask();
        _gate.WaitForOneInside(Cancel);
        var waiting = log.Append(Given.One("case/1", 0, "a"), leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _gate.Open();
        Assert.Equal(1, (await inside).LastPosition);
        await log.Append(Given.One("case/2", 0, "a"), Cancel);
        Assert.Equal(2, log.Head.Position);
    }

    [Fact]
    public async Task A_closing_log_stores_what_waits()
    {
        var log = Open(new TestHooks { BeforeCommit = _gate.Pass });
        var all = AppendToEach(log, 0, 10);
        _gate.WaitForOneInside(Cancel);
        var closing = log.DisposeAsync().AsTask();
        _gate.Open();
        await closing;
        await Task.WhenAll(all);
        await Assert.ThrowsAsync<LogBrokenException>(async () =>
            await log.Append(Given.One("case/11", 0, "a"), Cancel));
        await using var again = Open(null);
        Assert.Equal(10, again.Head.Position);
    }

    [Fact]
    public async Task The_writing_connection_itself_says_that_it_syncs_fully()
    {
        await using var log = Open(null);
        var said = log.Describe();
        Assert.Equal(("sqlite", "2", "wal"), (said.Store, said.Settings["synchronous"], said.Settings["journal_mode"]));
        Assert.Equal("on", said.Settings["writing"]);
        Assert.EndsWith("log.db", said.Place, StringComparison.Ordinal);
    }

    private static Task<Appended>[] AppendToEach(SqliteEventLog log, int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => log.Append(Given.One($"case/{i}", 0, "a"), Cancel).AsTask())];

    private SqliteEventLog Open(TestHooks? hooks, int waitingBatchesMax = 1_000) => SqliteEventLog.Open(
        _folder.File("log.db"),
        new SqliteLogOptions { Hooks = hooks, WaitingBatchesMax = waitingBatchesMax },
        TimeProvider.System,
        NullLogger.Instance);

    /// <summary>Holds the writer inside its transaction until a test lets it go on.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _open = new();
        private readonly ManualResetEventSlim _inside = new();

        public void Pass(IReadOnlyList<Fact> facts)
        {
            _inside.Set();
            _open.Wait();
        }

        public void WaitForOneInside(CancellationToken cancel) => _inside.Wait(cancel);

        public void Open() => _open.Set();

        public void Dispose()
        {
            _open.Set();
            _open.Dispose();
            _inside.Dispose();
        }
    }
}
