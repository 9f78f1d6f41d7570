using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <content>The caller's side: how the call ends for it, and giving up.</content>
public abstract partial class Request
{
    /// <summary>Odd while it is open how the call ends for its caller; each use has its own number.</summary>
    private int _use;

    /// <summary>Why the caller gave up.</summary>
    private Exception? _abandoned;

    /// <summary>Tells one use of the object from the next.</summary>
    internal short Version { get; private set; }

    /// <summary>Whether the answer goes to a task in place of the object itself.</summary>
    private protected abstract bool AnswersAsTask { get; }

    /// <summary>When the use under way is late; null if there is none, or another queue looks after it.</summary>
    internal DeadlineQueue.Deadline? DueIn(DeadlineQueue queue, out int use)
    {
        // The number is read first: if the object goes on to its next use meanwhile, ending this one fails.
        use = Volatile.Read(ref _use);
        return (use & 1) != 0 && ReferenceEquals(WatchedBy, queue) ? Deadline : null;
    }

    /// <summary>The deadline has passed. True if the caller is still waiting.</summary>
    internal bool TryAbandonLate(int use)
    {
        if (!TryEnd(use))
        {
            return false;
        }

        WatchedBy = null;
        var limit = _shape!.Timeout ?? _engine!.ResponseTimeout;
        _abandoned = new TimeoutException(
            $"{InterfaceName}.{MethodName} of {_to} did not answer {Sender?.ToString() ?? "its caller"} "
            + $"within {limit}.");
        return true;
    }

    /// <summary>Tells the caller why it need not wait any longer.</summary>
    internal void TellAbandoned()
    {
        _cancellation.Unregister();
        if (AnswersAsTask)
        {
            AnswerTask(_abandoned);
        }
        else
        {
            Signal();
        }
    }

    /// <summary>Gives the answer to the task of the caller.</summary>
    private protected abstract void AnswerTask(Exception? abandoned);

    /// <summary>Forgets the arguments and goes back to the pool.</summary>
    protected abstract void Recycle();

    /// <summary>Makes the object as new, and gives it to the pool.</summary>
    private protected void Free()
    {
        unchecked
        {
            Version++;
        }

        Error = null;
        Token = default;
        Context = null;
        Sender = null;
        ForgetFilters();
        _host = null;
        _to = null;
        _cancellation = default;
        _continuation = null;
        _continuationState = null;
        _continuationPlace = null;
        _continuationFlow = null;
        _isReply = false;
        _isDone = false;
        TrySettle();
        Recycle();
    }

    // No fence here, in every call: whoever looks for late calls makes one for all processors.
    private void BeginUse() => Volatile.Write(ref _use, unchecked(_use + 1));

    private bool TrySettle()
    {
        var use = Volatile.Read(ref _use);
        return (use & 1) != 0 && TryEnd(use);
    }

    private bool TryEnd(int use) => Interlocked.CompareExchange(ref _use, unchecked(use + 1), use) == use;

    private void OnCancelled()
    {
        if (TrySettle())
        {
            _abandoned = new OperationCanceledException(Token);
            WatchedBy = null;
            TellAbandoned();
        }
    }

    /// <summary>The grain has answered, and the caller is still there.</summary>
    private void Answered()
    {
        if (AnswersAsTask)
        {
            AnswerTask(null);
        }
        else
        {
            Signal();
        }
    }
}
