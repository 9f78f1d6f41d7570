using System.Collections.Immutable;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Memory;

/// <summary>The event log in memory, for simulated and forked cities.</summary>
/// <remarks>
/// It keeps every promise but durability. Each append is its own commit, done on the caller's thread before the call
/// returns, so that a city in virtual time stays deterministic. Threads may share it.
/// </remarks>
public sealed class MemoryEventLog : IEventLog
{
    private readonly Lock _gate = new();
    private readonly MemoryFacts _facts = new();
    private readonly FeedHeads _feedHeads = new();
    private readonly HeadSignal _signal;
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);

    private MemoryEventLog(TimeProvider time)
    {
        _time = time;
        _ledger = new Ledger(_facts, LedgerStart.Empty, streamsCachedMax: int.MaxValue);
        _signal = new HeadSignal(_ledger.Head);
    }

    public static MemoryEventLog Create(TimeProvider time) => new(time);

    public LogHead Head => _signal.Head;

    public ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<Appended>(cancel);
        }

        var waiting = new Waiting(Admission.Check(batch));
        lock (_gate)
        {
            var plan = _ledger.Plan([waiting], _time.GetUtcNow());
            if (plan.Hash is not null)
            {
                _facts.Commit(plan);
                _ledger.Accept(plan);
                _feedHeads.Move(plan.Span);
                _signal.Move(_ledger.Head);
            }

            var answer = plan.Answers[0];
            return answer.Refused is null
                ? ValueTask.FromResult(answer.Stored!)
                : ValueTask.FromException<Appended>(answer.Refused);
        }
    }

    public ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long afterVersion, int atMost, CancellationToken cancel) =>
        Read(facts => facts.Stream(stream, afterVersion, atMost), cancel);

    public ValueTask<ImmutableArray<Fact>> ReadFeed(
        string feed, long afterNumber, int atMost, CancellationToken cancel) =>
        Read(facts => facts.Feed(feed, afterNumber, atMost), cancel);

    public ValueTask<ImmutableArray<Fact>> ReadAll(long afterPosition, int atMost, CancellationToken cancel) =>
        Read(facts => facts.All(afterPosition, atMost), cancel);

    public ValueTask<string?> ReadHash(long commit, CancellationToken cancel)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_facts.HashOf(commit));
        }
    }

    public ValueTask WaitBeyond(long position, CancellationToken cancel) => _signal.WaitBeyond(position, cancel);

    public ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel) =>
        ValueTask.FromResult(_feedHeads[feed]);

    public ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long afterPosition, CancellationToken cancel) =>
        ValueTask.FromResult(_feedHeads.Beyond(afterPosition));

    public ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!Snapshots.IsOlder(snapshot, _snapshots.GetValueOrDefault(snapshot.Stream)))
            {
                _snapshots[snapshot.Stream] = snapshot;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel)
    {
        lock (_gate)
        {
            var found = _snapshots.GetValueOrDefault(stream);
            return ValueTask.FromResult(found?.FoldVersion == foldVersion ? found : null);
        }
    }

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_facts.Check(progress, cancel));
        }
    }

    public LogDescription Describe() =>
        new("memory", "", ImmutableSortedDictionary<string, string>.Empty.Add("synchronous", "none"));

    public ValueTask DisposeAsync()
    {
        _signal.Close(new ObjectDisposedException(nameof(MemoryEventLog)));
        return ValueTask.CompletedTask;
    }

    private ValueTask<ImmutableArray<Fact>> Read(
        Func<MemoryFacts, ImmutableArray<Fact>> read, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ImmutableArray<Fact>>(cancel);
        }

        lock (_gate)
        {
            return ValueTask.FromResult(read(_facts));
        }
    }
}
