namespace Twin.EventLog.Commits;

/// <summary>A bounded queue before one writer thread, which takes all that waits at once.</summary>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class WriteQueue<T>
{
    private readonly object _gate = new();
    private readonly Queue<T> _waiting = new();
    private readonly WriteWork<T> _work;
    private readonly int _waitingMax;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _closed;
    private bool _ending;
    private bool _woken;

    public WriteQueue(string name, int waitingMax, WriteWork<T> work)
    {
        (_waitingMax, _work) = (waitingMax, work);
        _thread = new Thread(Run) { IsBackground = true, Name = name };
    }

    public void Start() => _thread.Start();

    /// <summary>Null when it waits now; else why not: <see cref="LogFullException"/> or closed.</summary>
    public Exception? TryAdd(T one)
    {
        lock (_gate)
        {
            if (_ending || _closed is not null)
            {
                return new LogBrokenException(
                    "The store is closed for writing; nothing was stored. Open it again.", _closed);
            }

            if (_waiting.Count >= _waitingMax)
            {
                return new LogFullException(_waiting.Count, _waitingMax);
            }

            _waiting.Enqueue(one);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return null;
        }
    }

    /// <summary>Why the writer stopped; null while it writes.</summary>
    public Exception? StoppedBy
    {
        get
        {
            lock (_gate)
            {
                return _closed;
            }
        }
    }

    /// <summary>Asks for upkeep soon, even when nothing is added.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
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
                if (TakeAll() is { Count: > 0 } taken)
                {
                    _work.Write(taken);
                }

                _work.Upkeep(IsIdle());
            }
            while (WaitForMore());
            _work.Drain();
            _work.Upkeep(true);
        }
        catch (Exception failure) when (Close(failure))
        {
            // Close has told everybody; the thread ends.
        }

        _ended.TrySetResult();
    }

    private List<T> TakeAll()
    {
        var taken = new List<T>();
        lock (_gate)
        {
            while (taken.Count < _work.TogetherMax && _waiting.TryDequeue(out var one))
            {
                taken.Add(one);
            }
        }

        return taken;
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

    private bool Close(Exception failure)
    {
        T[] left;
        lock (_gate)
        {
            _closed = failure;
            left = [.. _waiting];
            _waiting.Clear();
        }

        _work.Stopped(left, failure);
        return true;
    }
}

/// <summary>What the writer thread does.</summary>
/// <param name="TogetherMax">At most so many are taken at once.</param>
/// <param name="Write">Stores and answers what was taken; a throw stops the writer for good.</param>
/// <param name="Upkeep">Work that may wait; told whether nothing waits now.</param>
/// <param name="Stopped">Answers what was still waiting when the writer stopped.</param>
internal sealed record WriteWork<T>(
    int TogetherMax, Action<List<T>> Write, Action<bool> Upkeep, Action<IReadOnlyList<T>, Exception> Stopped)
{
    /// <summary>Ends what is still under way, after the last write.</summary>
    public Action Drain { get; init; } = static () => { };
}
