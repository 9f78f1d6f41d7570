using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <content>The caller's side: how the call ends for it, and giving up.</content>
public abstract partial class Request
{
    /// <summary>1 once somebody has decided how the call ends for its caller.</summary>
    private int _settled;

    /// <summary>Why the caller gave up.</summary>
    private Exception? _abandoned;

    /// <summary>Tells one use of the object from the next.</summary>
    internal short Version { get; private set; }

    /// <summary>Whether the answer goes to a task in place of the object itself.</summary>
    private protected abstract bool AnswersAsTask { get; }

    /// <summary>The deadline has passed; under its lock. True if the caller is still waiting.</summary>
    internal bool TryAbandonLate()
    {
        if (!TrySettle())
        {
            return false;
        }

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
        Deadline = default;
        _host = null;
        _to = null;
        _cancellation = default;
        _continuation = null;
        _continuationState = null;
        _continuationPlace = null;
        _continuationFlow = null;
        _isReply = false;
        _isDone = false;
        Volatile.Write(ref _settled, 0);
        Recycle();
    }

    private bool TrySettle() => Interlocked.Exchange(ref _settled, 1) == 0;

    private void OnCancelled()
    {
        if (TrySettle())
        {
            _abandoned = new OperationCanceledException(Token);
            DeadlineQueue.Remove(this);
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
