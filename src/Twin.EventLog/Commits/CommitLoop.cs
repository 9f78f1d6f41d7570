using Microsoft.Extensions.Logging;

namespace Twin.EventLog.Commits;

/// <summary>Group commit: one writer takes all waiting batches into one durable commit.</summary>
/// <remarks>
/// Nothing is answered before the sync that covers it. While a store works at a commit, the next one is gathered; there
/// is never a second one under way. A commit that fails is tried batch by batch.
/// </remarks>
internal sealed class CommitLoop
{
    private readonly ICommitStore _store;
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly Action<CommitPlan> _publish;
    private readonly ILogger _logger;
    private readonly WriteQueue<Waiting> _queue;
    private readonly int _batchesMax;
    private readonly List<Waiting> _gathered = [];
    private CommitPlan? _next;
    private UnderWay? _current;
    private List<Waiting> _answering = [];
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
        _batchesMax = limits.BatchesPerCommitMax;
        _queue = new WriteQueue<Waiting>(
            "log writer",
            limits.WaitingBatchesMax,
            new WriteWork<Waiting>(limits.BatchesPerCommitMax, Write, Upkeep, Stopped) { Drain = Drain });
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

    private void Write(List<Waiting> batches)
    {
        batches.RemoveAll(static waiting => !waiting.Take());
        OrBreak(batches, () =>
        {
            while (_current is not null && _gathered.Count + batches.Count > _batchesMax)
            {
                Advance(wait: true);
            }

            if (_store.Away is { } away)
            {
                RefuseAll(batches, away);
                return;
            }

            Gather(batches);
            Advance(wait: false);
        });
    }

    private void Upkeep(bool idle) => OrBreak([], () =>
    {
        Advance(wait: false);

        // While the store is away, what still waits is refused before anybody looks for the store again.
        if ((idle || _store.Away is null) && TrySettle() is null)
        {
            _store.Upkeep(idle && _current is null);
        }
    });

    private void Drain() => OrBreak([], () =>
    {
        while (_current is not null || _next is not null)
        {
            Advance(wait: true);
        }
    });

    /// <summary>What stops the writer for good is told to all whom it has taken, once it has stopped.</summary>
    private void OrBreak(List<Waiting> batches, Action work)
    {
        try
        {
            work();
        }
        catch
        {
            _answering = [.. batches, .. _gathered, .. _current?.Batches ?? [], .. _answering];
            throw;
        }
    }

    /// <summary>The next plan grows while the one before it is being stored.</summary>
    private void Gather(List<Waiting> batches)
    {
        if (batches.Count == 0)
        {
            return;
        }

        _next ??= _ledger.Open();
        _gathered.AddRange(batches);
        try
        {
            _ledger.Add(_next, batches);
        }
        catch (Exception failure) when (IsOutOfReach(failure))
        {
            var all = _answering = Forget();
            if (_current is not null)
            {
                Advance(wait: true);
                _answering = all;
                AnswerLater(all);
            }
            else
            {
                Answer(all, failure);
            }
        }
    }

    /// <summary>Ends what is under way, begins what was gathered, then tells of what is durable now.</summary>
    private void Advance(bool wait)
    {
        do
        {
            var stored = _current;
            if (stored is not null && !wait && !stored.Commit.IsOver)
            {
                return;
            }

            if (stored is not null && Failed(stored))
            {
                return;
            }

            _answering = stored?.Batches ?? [];
            _current = null;
            Begin();
            if (stored is not null)
            {
                Accept(stored.Plan);
            }
        }
        while (_current is { Commit.IsOver: true });
    }

    private void Begin()
    {
        if (_next is { } plan)
        {
            _ledger.Seal(plan, _time.GetUtcNow());
            _current = new UnderWay(plan, [.. _gathered], Begin(plan));
            _next = null;
            _gathered.Clear();
        }
    }

    private ICommitting Begin(CommitPlan plan) =>
        plan.Hash is null ? Committed.By(static () => { }) : _store.Begin(plan, _queue.Wake);

    /// <summary>False when it is stored; else all is undone, and answered one way or the other.</summary>
    private bool Failed(UnderWay commit)
    {
        try
        {
            commit.Commit.End();
            return false;
        }
        catch (Exception failure) when (_store.Judge(failure) is var means && means != Failure.OutcomeUnknown)
        {
            // What was planned on top of it goes first.
            var later = Forget();
            (_current, _answering) = (null, [.. commit.Batches, .. later]);
            GiveUp(commit.Plan, means);
            Answer(commit.Batches, failure);
            AnswerLater(later);
            return true;
        }
    }

    private List<Waiting> Forget()
    {
        if (_next is { } plan)
        {
            _ledger.Undo(plan);
        }

        var all = _gathered.ToList();
        _next = null;
        _gathered.Clear();
        return all;
    }

    private void GiveUp(CommitPlan plan, Failure means)
    {
        if (plan.Hash is not null && means == Failure.Unreachable)
        {
            _inDoubt = plan;
        }
        else
        {
            _ledger.Undo(plan);
        }
    }

    private void AnswerLater(List<Waiting> batches)
    {
        if (_store.Away is { } away)
        {
            RefuseAll(batches, away);
        }
        else if (batches.Count > 0)
        {
            Answer(batches, null);
        }
    }

    /// <summary>After a failure, step by step: settle, store again, and refuse what cannot be stored.</summary>
    private void Answer(List<Waiting> batches, Exception? failure)
    {
        failure ??= TryCommit(batches);
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
        if (batches.Count == 0)
        {
            return;
        }

        CommitLog.OutOfReach(_logger, batches.Count);
        batches.ForEach(one => one.TrySetException(OutOfReach(failure)));
    }

    /// <summary>Null when all are stored and told; else why the store rolled back, or is out of reach.</summary>
    private Exception? TryCommit(List<Waiting> batches)
    {
        var (plan, isPlanned) = (_ledger.Open(), false);
        try
        {
            _ledger.Add(plan, batches);
            _ledger.Seal(plan, _time.GetUtcNow());
            isPlanned = true;
            Begin(plan).End();
        }
        catch (Exception failure) when (_store.Judge(failure) is var means
            && means != Failure.OutcomeUnknown && (isPlanned || means == Failure.Unreachable))
        {
            GiveUp(plan, means);
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
                _ledger.Undo(plan);
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

        // One of the pool's threads tells all, so that the writer is free for the next commit.
        ThreadPool.UnsafeQueueUserWorkItem(plan, preferLocal: false);
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
        _answering.AddRange(left.Where(static one => one.Take()));
        _answering.ForEach(one => one.TrySetException(broken));
    }

    private static LogBrokenException Broken(Exception unknown) => unknown as LogBrokenException ?? new(
        "The log stopped writing, because it is not known what the disk holds: " + unknown.Message
        + " Restart it; then ask again for what was not answered.", unknown);
}

/// <summary>Bounds of the writer.</summary>
internal sealed record CommitLimits(int WaitingBatchesMax, int BatchesPerCommitMax);

/// <summary>A commit that the store works at, and whom it answers.</summary>
internal sealed record UnderWay(CommitPlan Plan, List<Waiting> Batches, ICommitting Commit);
