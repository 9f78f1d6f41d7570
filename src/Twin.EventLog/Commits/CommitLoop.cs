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
    private CommitPlan? _inDoubt;

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
            new WriteWork<Waiting>(limits.BatchesPerCommitMax, Commit, Upkeep, Stopped));
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
            Answer(batches);
        }
        catch (Exception unknown)
        {
            var broken = Broken(unknown);
            batches.ForEach(one => one.TrySetException(broken));
            throw;
        }
    }

    private void Answer(List<Waiting> batches)
    {
        if (_store.Away is { } away)
        {
            RefuseAll(batches, away);
            return;
        }

        var failure = TrySettle() ?? TryCommit(batches);
        if (failure is not null && IsOutOfReach(failure))
        {
            // A server that restarts is back at once; then the outcome is known and nobody need hear of it.
            failure = TrySettle() ?? TryCommit(batches.FindAll(static one => !one.Task.IsCompleted));
        }

        if (failure is null)
        {
            return;
        }

        if (IsOutOfReach(failure))
        {
            RefuseAll(batches, failure);
        }
        else if (batches.Count == 1 || _store.Judge(failure) != Failure.OfABatch)
        {
            batches.ForEach(one => Refuse(one, failure));
        }
        else
        {
            CommitLog.Alone(_logger, failure, batches.Count);
            batches.ForEach(one => Refuse(one, TrySettle() ?? TryCommit([one])));
        }
    }

    private void RefuseAll(List<Waiting> batches, Exception failure)
    {
        CommitLog.OutOfReach(_logger, batches.Count);
        batches.ForEach(one => one.TrySetException(OutOfReach(failure)));
    }

    /// <summary>Null when all are stored and told; else why the store rolled back, or is out of reach.</summary>
    private Exception? TryCommit(List<Waiting> batches)
    {
        CommitPlan? plan = null;
        try
        {
            plan = _ledger.Plan(batches, _time.GetUtcNow());
            if (plan.Hash is not null)
            {
                _store.Commit(plan);
            }
        }
        catch (Exception failure) when (_store.Judge(failure) is var means
            && means != Failure.OutcomeUnknown && (plan is not null || means == Failure.Unreachable))
        {
            if (plan?.Hash is not null && means == Failure.Unreachable)
            {
                _inDoubt = plan;
            }
            else
            {
                _ledger.Undo();
            }

            return failure;
        }

        Accept(plan);
        return null;
    }

    /// <summary>Null when no commit is in doubt any more; else why the store is still out of reach.</summary>
    private Exception? TrySettle()
    {
        if (_inDoubt is not { } plan)
        {
            return null;
        }

        try
        {
            var stored = _store.Settle(plan);
            CommitLog.Settled(_logger, plan.Number, stored);
            _inDoubt = null;
            if (stored)
            {
                Accept(plan);
            }
            else
            {
                _ledger.Undo();
            }

            return null;
        }
        catch (Exception failure) when (IsOutOfReach(failure))
        {
            return failure;
        }
    }

    private void Accept(CommitPlan plan)
    {
        _ledger.Accept(plan);
        if (plan.Hash is not null)
        {
            _publish(plan);
        }

        plan.Tell();
    }

    private void Upkeep(bool idle)
    {
        if (TrySettle() is null)
        {
            _store.Upkeep(idle);
        }
    }

    private bool IsOutOfReach(Exception failure) => _store.Judge(failure) == Failure.Unreachable;

    private void Refuse(Waiting one, Exception? failure)
    {
        if (failure is null)
        {
            return;
        }

        CommitLog.Refused(_logger, failure, one.Batch.Stream);
        one.TrySetException(IsOutOfReach(failure) ? OutOfReach(failure) : new LogBrokenException(
            $"The store refused the batch for '{one.Batch.Stream}' and stored nothing of it: {failure.Message}",
            failure));
    }

    private static LogUnavailableException OutOfReach(Exception failure) => new(
        "The store of the log is out of reach: " + failure.Message
        + " The command may or may not be stored; send the same one again.", failure);

    private void Stopped(IReadOnlyList<Waiting> left, Exception failure)
    {
        CommitLog.Stopped(_logger, failure);
        var broken = Broken(failure);
        foreach (var one in left.Where(static one => one.Take()))
        {
            one.TrySetException(broken);
        }
    }

    private static LogBrokenException Broken(Exception unknown) => unknown as LogBrokenException ?? new(
        "The log stopped writing, because it is not known what the disk holds: " + unknown.Message
        + " Restart it; then ask again for what was not answered.", unknown);
}

/// <summary>Bounds of the writer.</summary>
internal sealed record CommitLimits(int WaitingBatchesMax, int BatchesPerCommitMax);
