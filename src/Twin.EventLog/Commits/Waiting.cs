namespace Twin.EventLog.Commits;

/// <summary>A batch that waits for its commit, and its answer.</summary>
internal sealed class Waiting(NewBatch batch) : TaskCompletionSource<Appended>(
    TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int _taken;
    private CancellationTokenRegistration _cancelling;

    public NewBatch Batch { get; } = batch;

    /// <summary>Lets the caller leave while the batch only waits.</summary>
    public void CancelledBy(CancellationToken cancel)
    {
        if (cancel.CanBeCanceled)
        {
            _cancelling = cancel.UnsafeRegister(static (it, token) => ((Waiting)it!).Leave(token), this);
        }
    }

    /// <summary>True for the writer that takes it into a commit; false when the caller has left.</summary>
    public bool Take()
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
        {
            return false;
        }

        _cancelling.Unregister();
        return true;
    }

    private void Leave(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0)
        {
            TrySetCanceled(token);
        }
    }
}
