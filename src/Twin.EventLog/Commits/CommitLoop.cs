using Microsoft.Extensions.Logging;

namespace Twin.EventLog.Commits;

/// <summary>Group commit: one writer takes all waiting batches into one durable commit.</summary>
/// <remarks>Nothing is answered before the sync that covers it. A commit that fails is tried batch by batch.</remarks>
internal sealed class CommitLoop
{
    private readonly ICommitStore _store;
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly Action<CommitPlan> _publish;
    private readonly ILogger _logger;
    private readonly WriteQueue<Waiting> _queue;

    public CommitLoop(
        ICommitStore store,
        Ledger ledger,
        CommitLimits limits,
        TimeProvider time,
        Action<CommitPlan> publish,
        ILogger logger)
    {
        (_store, _ledger, _time, _publish, _logger) = (store, ledger, time, publish, logger);
        _queue = new WriteQueue<Waiting>(
            "log writer",
            limits.WaitingBatchesMax,
            new WriteWork<Waiting>(limits.BatchesPerCommitMax, Commit, store.Upkeep, Stopped));
    }

    public void Start() => _queue.Start();

    public ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<Appended>(cancel);
        }

        var waiting = new Waiting(Admission.Check(batch));
        if (_queue.TryAdd(waiting) is { } refused)
        {
            return ValueTask.FromException<Appended>(refused);
        }

        waiting.CancelledBy(cancel);
        return new ValueTask<Appended>(waiting.Task);
    }

    /// <summary>Why the writer stopped; null while it writes.</summary>
    public Exception? StoppedBy => _queue.StoppedBy;

    /// <summary>Asks for upkeep soon, even when nothing is appended.</summary>
    public void Wake() => _queue.Wake();

    /// <summary>Stores what waits, then ends.</summary>
    public Task End() => _queue.End();

    private void Commit(List<Waiting> batches)
    {
        batches.RemoveAll(static waiting => !waiting.Take());
        if (batches.Count == 0)
        {
            return;
        }

        try
        {
            if (TryCommit(batches) is not { } failure)
            {
                return;
            }

            if (batches.Count == 1 || _store.Judge(failure) != Failure.OfABatch)
            {
                batches.ForEach(one => Refuse(one, failure));
                return;
            }

            CommitLog.Alone(_logger, failure, batches.Count);
            batches.ForEach(one => Refuse(one, TryCommit([one])));
        }
        catch (Exception unknown)
        {
            var broken = Broken(unknown);
            batches.ForEach(one => one.TrySetException(broken));
            throw;
        }
    }

    /// <summary>Null when all are stored and told; else why the store rolled back.</summary>
    private Exception? TryCommit(List<Waiting> batches)
    {
        var plan = _ledger.Plan(batches, _time.GetUtcNow());
        try
        {
            if (plan.Hash is not null)
            {
                _store.Commit(plan);
            }
        }
        catch (Exception failure) when (_store.Judge(failure) != Failure.OutcomeUnknown)
        {
            _ledger.Undo();
            return failure;
        }

        _ledger.Accept(plan);
        if (plan.Hash is not null)
        {
            _publish(plan);
        }

        plan.Tell();
        return null;
    }

    private void Refuse(Waiting one, Exception? failure)
    {
        if (failure is not null)
        {
            CommitLog.Refused(_logger, failure, one.Batch.Stream);
            one.TrySetException(new LogBrokenException(
                $"The store refused the batch for '{one.Batch.Stream}' and stored nothing of it: {failure.Message}",
                failure));
        }
    }

    private void Stopped(IReadOnlyList<Waiting> left, Exception failure)
    {
        CommitLog.Stopped(_logger, failure);
        var broken = Broken(failure);
        foreach (var one in left.Where(static one => one.Take()))
        {
            one.TrySetException(broken);
        }
    }

    private static LogBrokenException Broken(Exception unknown) => new(
        "The log stopped writing, because it is not known what the disk holds: " + unknown.Message
        + " Restart it; then ask again for what was not answered.", unknown);
}

/// <summary>Bounds of the writer.</summary>
internal sealed record CommitLimits(int WaitingBatchesMax, int BatchesPerCommitMax);
