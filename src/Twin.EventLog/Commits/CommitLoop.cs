using Microsoft.Extensions.Logging;

namespace Twin.EventLog.Commits;

/// <summary>Group commit: one writer thread takes all waiting batches into one durable commit.</summary>
/// <remarks>Nothing is answered before the sync that covers it. A commit that fails is tried batch by batch.</remarks>
internal sealed class CommitLoop
{
    private readonly object _gate = new();
    private readonly ICommitStore _store;
    private readonly Ledger _ledger;
    private readonly CommitLimits _limits;
    private readonly TimeProvider _time;
    private readonly Action<CommitPlan> _publish;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<Waiting> _waiting = new();
    private Exception? _closed;
    private bool _ending;
    private bool _woken;

    public CommitLoop(
        ICommitStore store, Ledger ledger, CommitLimits limits, TimeProvider time, Action<CommitPlan> publish, ILogger logger)
    {
        (_store, _ledger, _limits, _time, _publish, _logger) = (store, ledger, limits, time, publish, logger);
        _thread = new Thread(Run) { IsBackground = true, Name = "log writer" };
    }

    public void Start() => _thread.Start();

    public ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<Appended>(cancel);
        }

        var waiting = new Waiting(Admission.Check(batch));
        lock (_gate)
        {
            if (_closed is not null || _ending)
            {
                throw new LogBrokenException(
                    "The log is closed for writing; nothing was stored. Open it again.", _closed);
            }

            if (_waiting.Count >= _limits.WaitingBatchesMax)
            {
                throw new LogFullException(_waiting.Count, _limits.WaitingBatchesMax);
            }

            _waiting.Enqueue(waiting);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }

        waiting.CancelledBy(cancel);
        return new ValueTask<Appended>(waiting.Task);
    }

    /// <summary>Asks for upkeep soon, even when nothing is appended.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Stores what waits, then ends.</summary>
    public Task End()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.Pulse(_gate);
        }

        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            do
            {
                var batches = Take();
                if (batches.Count > 0)
                {
                    Commit(batches);
                }

                _store.Upkeep(idle: IsIdle());
            }
            while (WaitForMore());

            _ended.TrySetResult();
        }
        catch (Exception failure) when (Close(failure))
        {
            _ended.TrySetResult();
        }
    }

    private bool IsIdle()
    {
        lock (_gate)
        {
            return _waiting.Count == 0;
        }
    }

    /// <summary>False when it is to end and nothing waits.</summary>
    private bool WaitForMore()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_woken && !_ending)
            {
                Monitor.Wait(_gate);
            }

            _woken = false;
            return _waiting.Count > 0 || !_ending;
        }
    }

    private List<Waiting> Take()
    {
        var taken = new List<Waiting>();
        lock (_gate)
        {
            var facts = 0;
            while (facts < _limits.FactsPerCommitMax && _waiting.TryDequeue(out var waiting))
            {
                if (waiting.Take())
                {
                    taken.Add(waiting);
                    facts += waiting.Batch.Facts.Length;
                }
            }
        }

        return taken;
    }

    private void Commit(List<Waiting> batches)
    {
        try
        {
            if (TryCommit(batches) is not { } failure)
            {
                return;
            }

            if (batches.Count > 1)
            {
                CommitLog.Alone(_logger, failure, batches.Count);
                batches.ForEach(one => Refuse(one, TryCommit([one])));
            }
            else
            {
                Refuse(batches[0], failure);
            }
        }
        catch (Exception fatal)
        {
            var broken = Broken(fatal);
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
        catch (Exception failure) when (!_store.IsFatal(failure))
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

    private static void Refuse(Waiting one, Exception? failure)
    {
        if (failure is not null)
        {
            one.TrySetException(new LogBrokenException(
                $"The store refused the batch for '{one.Batch.Stream}' and stored nothing of it: {failure.Message}", failure));
        }
    }

    private static LogBrokenException Broken(Exception fatal) => new(
        "The log stopped writing, because it is not known what the disk holds: " + fatal.Message
        + " Restart it; then ask again for what was not answered.", fatal);

    private bool Close(Exception failure)
    {
        CommitLog.Stopped(_logger, failure);
        Waiting[] left;
        lock (_gate)
        {
            _closed = failure;
            left = [.. _waiting];
            _waiting.Clear();
        }

        var broken = Broken(failure);
        foreach (var one in left.Where(static one => one.Take()))
        {
            one.TrySetException(broken);
        }

        return true;
    }
}

/// <summary>Bounds of the writer.</summary>
internal sealed record CommitLimits(int WaitingBatchesMax, int FactsPerCommitMax);
