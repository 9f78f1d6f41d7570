namespace Twin.EventLog.Commits;

/// <summary>The durable head, and those who wait for it to move.</summary>
internal sealed class HeadSignal(LogHead head)
{
    private readonly Lock _gate = new();
    private readonly List<Waiter> _waiters = [];
    private volatile LogHead _head = head;
    private Exception? _closed;

    public LogHead Head => _head;

    public void Move(LogHead head)
    {
        List<Waiter>? due = null;
        lock (_gate)
        {
            _head = head;
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (_waiters[i].Position < head.Position)
                {
                    (due ??= []).Add(_waiters[i]);
                    _waiters.RemoveAt(i);
                }
            }
        }

        due?.ForEach(static waiter => waiter.Done());
    }

    public ValueTask WaitBeyond(long position, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancel);
        }

        Waiter waiter;
        lock (_gate)
        {
            if (_head.Position > position)
            {
                return ValueTask.CompletedTask;
            }

            if (_closed is not null)
            {
                return ValueTask.FromException(_closed);
            }

            _waiters.Add(waiter = new Waiter(position, this));
        }

        waiter.CancelledBy(cancel);
        return new ValueTask(waiter.Task);
    }

    /// <summary>No head will come any more.</summary>
    public void Close(Exception why)
    {
        Waiter[] left;
        lock (_gate)
        {
            _closed = why;
            left = [.. _waiters];
            _waiters.Clear();
        }

        foreach (var waiter in left)
        {
            waiter.TrySetException(why);
        }
    }

    private void Forget(Waiter waiter)
    {
        lock (_gate)
        {
            _waiters.Remove(waiter);
        }
    }

    private sealed class Waiter(long position, HeadSignal signal) : TaskCompletionSource(
        TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private CancellationTokenRegistration _cancelling;

        public long Position { get; } = position;

        public void CancelledBy(CancellationToken cancel)
        {
            if (cancel.CanBeCanceled)
            {
                _cancelling = cancel.UnsafeRegister(static (it, token) => ((Waiter)it!).Leave(token), this);
            }
        }

        public void Done()
        {
            TrySetResult();
            _cancelling.Unregister();
        }

        private void Leave(CancellationToken token)
        {
            signal.Forget(this);
            TrySetCanceled(token);
        }
    }
}
