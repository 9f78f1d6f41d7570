using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Tests.Logs;

/// <summary>The writer over a store that works at a commit while the next one is gathered.</summary>
public sealed class CommitLoopTests : IAsyncLifetime
{
    private readonly SlowStore _store = new();
    private readonly CommitLoop _loop;

    public CommitLoopTests()
    {
        var ledger = new Ledger(_store, LedgerStart.Empty, 1_000);
        _loop = new CommitLoop(
            _store, ledger, new CommitLimits(1_000, 100), TimeProvider.System, _ => { }, NullLogger.Instance);
        _loop.Start();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _store.EndAll();
        await _loop.End();
    }

    [Fact]
    public async Task What_comes_while_a_commit_is_stored_builds_on_it_and_is_stored_after_it()
    {
        var first = Append("case/1", 0, "a");
        await _store.Begun(1);
        Task<Appended>[] later = [Append("case/1", 1, "b"), Append("case/2", 0, "c"), Append("case/1", 2, "d")];
        Assert.Single(_store.Plans);
        _store.EndByItself = true;
        _store.End(null);
        Assert.Equal(1, (await first).LastPosition);
        Assert.Equal([2L, 3, 4], (await Task.WhenAll(later)).Select(one => one.LastPosition));
        Assert.All(
            _store.Plans.Zip(_store.Plans.Skip(1)),
            pair => Assert.Equal(pair.First.Hash, pair.Second.Before.Hash));
        Assert.Null(new ChainWalk().Next(RecordOf(_store.Plans[0]), _store.Plans[0].Span));
    }

    [Fact]
    public async Task A_command_that_is_just_being_stored_is_answered_with_its_facts_when_they_are_durable()
    {
        var first = Append("case/1", 0, "a");
        await _store.Begun(1);
        var again = Append("case/1", 0, "a");
        Assert.False(again.IsCompleted);
        _store.End(null);
        Assert.Equal((await first).Facts[0], (await again).Facts[0]);
        Assert.Single(_store.Plans);
    }

    [Fact]
    public async Task What_was_planned_on_a_commit_that_failed_is_planned_anew_without_it()
    {
        var first = Append("case/1", 0, "a");
        await _store.Begun(1);
        var onTop = Append("case/1", 1, "b");
        var beside = Append("case/2", 0, "c");
        _store.EndByItself = true;
        _store.End(new FormatException("not this one"));
        await Assert.ThrowsAsync<LogBrokenException>(() => first);
        await Assert.ThrowsAsync<LogConflictException>(() => onTop);
        Assert.Equal(1, (await beside).LastPosition);
        Assert.Equal(1, (await Append("case/1", 0, "b")).Version);
        Assert.Equal([1L, 2], _store.Stored.Select(fact => fact.Position));
    }

    [Fact]
    public async Task Whoever_waits_when_the_writer_stops_for_good_is_told_and_the_stop_is_known_by_then()
    {
        var first = Append("case/1", 0, "a");
        await _store.Begun(1);
        var waiting = Append("case/2", 0, "b");
        _store.End(new IOException("nobody knows"));
        await Assert.ThrowsAsync<LogBrokenException>(() => first);
        Assert.IsType<IOException>(_loop.StoppedBy);
        await Assert.ThrowsAsync<LogBrokenException>(() => waiting);
        await Assert.ThrowsAsync<LogBrokenException>(() => Append("case/3", 0, "c"));
    }

    private static CommitRecord RecordOf(CommitPlan plan) =>
        new(plan.Number, plan.FirstPosition, plan.LastPosition, plan.AtMicros, plan.Hash!);

    private Task<Appended> Append(string stream, long version, string command) =>
        _loop.Append(Given.One(stream, version, command, "area/1"), Cancel).AsTask();

    /// <summary>A store whose commits end when the test says so.</summary>
    private sealed class SlowStore : ICommitStore
    {
        private readonly Lock _gate = new();
        private readonly List<TaskCompletionSource<CommitPlan>> _begun = [];
        private Pending? _pending;
        private volatile bool _endByItself;

        public bool EndByItself
        {
            set => _endByItself = value;
        }

        public List<CommitPlan> Plans { get; } = [];

        public List<Fact> Stored { get; } = [];

        public Task<CommitPlan> Begun(int number) => At(number - 1).Task;

        public ICommitting Begin(CommitPlan plan, Action done)
        {
            Plans.Add(plan);
            if (_endByItself)
            {
                return Committed.By(() => Stored.AddRange(plan.Facts));
            }

            _pending = new Pending(() => Stored.AddRange(plan.Facts), done);
            At(Plans.Count - 1).SetResult(plan);
            return _pending;
        }

        public void End(Exception? failure) => _pending!.Finish(failure);

        public void EndAll()
        {
            _endByItself = true;
            _pending?.Finish(null);
        }

        public StreamHead LoadStream(string stream) => new();

        public ImmutableArray<Fact> ReadCommand(string stream, string commandId) =>
            [.. Stored.Where(fact => fact.Stream == stream && fact.CommandId == commandId)];

        public void Upkeep(bool idle)
        {
        }

        public Failure Judge(Exception failure) =>
            failure is FormatException ? Failure.OfABatch : Failure.OutcomeUnknown;

        private TaskCompletionSource<CommitPlan> At(int index)
        {
            lock (_gate)
            {
                while (_begun.Count <= index)
                {
                    _begun.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
                }

                return _begun[index];
            }
        }
    }

    private sealed class Pending(Action store, Action done) : ICommitting
    {
        private readonly TaskCompletionSource _over = new();

        public bool IsOver => _over.Task.IsCompleted;

        public void Finish(Exception? failure)
        {
            if (failure is null ? _over.TrySetResult() : _over.TrySetException(failure))
            {
                done();
            }
        }

        public void End()
        {
            _over.Task.GetAwaiter().GetResult();
            store();
        }
    }
}
