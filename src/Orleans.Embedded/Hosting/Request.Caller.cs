using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <content>The caller's side: how the call ends for it, and giving up.</content>
public abstract partial class Request
{
    /// <summary>In the state: the caller has neither an answer nor given up.</summary>
    private const int Open = 1;

    /// <summary>In the state: the caller has given up, and is not told yet.</summary>
    private const int GivingUp = 2;

    /// <summary>In the state: somebody waits, and is called when the call is over.</summary>
    private const int Awaited = 4;

    private const int AllFlags = Open | GivingUp | Awaited;

    /// <summary>How the call stands for its caller; above the flags, each use has its own number.</summary>
    private int _state;

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
        var state = Volatile.Read(ref _state);
        use = state & ~AllFlags;
        return (state & Open) != 0 && ReferenceEquals(WatchedBy, queue) ? Deadline : null;
    }

    /// <summary>The deadline has passed. True if the caller is still waiting.</summary>
    internal bool TryAbandonLate(int use)
    {
        if (!TryGiveUp(use))
        {
            return false;
        }

        WatchedBy = null;
        _engine!.Meter?.CountLate();
        var limit = _shape!.Timeout ?? _engine.ResponseTimeout;
        _abandoned = new TimeoutException(
            $"{InterfaceName}.{MethodName} of {_to} did not answer {Sender?.ToString() ?? "its caller"} "
            + $"within {limit}.");
        return true;
    }

    /// <summary>Tells the caller why it need not wait any longer.</summary>
    internal void TellAbandoned()
    {
        _cancellation.Unregister();
        if ((TakeOff(GivingUp) & Awaited) != 0)
        {
            GoBack();
        }
        else if (AnswersAsTask)
        {
            AnswerTask(_abandoned);
        }
    }

    /// <summary>Ends the use if its token was cancelled unseen. True if the caller has given up.</summary>
    internal bool TryAbandonCancelled(int use)
    {
        // The token is read after the number: if it is a later use's, ending this one fails.
        if (!Token.IsCancellationRequested || !TryGiveUp(use))
        {
            return false;
        }

        TellCancelled();
        return true;
    }

    /// <summary>From here on a cancellation is seen at once; inside a turn, or before the call is sent.</summary>
    private void MindCancellation()
    {
        if (Token.CanBeCanceled && !_mindsCancellation)
        {
            _mindsCancellation = true;
            _cancellation = Token.UnsafeRegister(static self => ((Request)self!).OnCancelled(), this);
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
        Host = null;
        _to = null;
        if (_mindsCancellation)
        {
            (_cancellation, _mindsCancellation) = (default, false);
        }

        _continuation = null;
        _continuationState = null;
        _continuationPlace = null;
        _continuationFlow = null;
        _isReply = false;
        Close();
        Recycle();
    }

    // No fence here, in every call: whoever looks for late calls makes one for all processors.
    private void BeginUse() => Volatile.Write(ref _state, unchecked(((_state | AllFlags) + 1) | Open));

    /// <summary>Ends a use that nobody else can end.</summary>
    private void Close() => Volatile.Write(ref _state, _state & ~AllFlags);

    /// <summary>Takes a flag off; gives back the state before, in which it may have been off already.</summary>
    private int TakeOff(int flag)
    {
        var state = Volatile.Read(ref _state);
        while ((state & flag) != 0)
        {
            var found = Interlocked.CompareExchange(ref _state, state & ~flag, state);
            if (found == state)
            {
                return state;
            }

            state = found;
        }

        return state;
    }

    /// <summary>Ends the wait of that use without an answer; the reason follows.</summary>
    private bool TryGiveUp(int use)
    {
        var state = Volatile.Read(ref _state);
        while ((state & ~AllFlags) == use && (state & Open) != 0)
        {
            var found = Interlocked.CompareExchange(ref _state, (state & ~Open) | GivingUp, state);
            if (found == state)
            {
                return true;
            }

            state = found;
        }

        return false;
    }

    private void OnCancelled()
    {
        if (TryGiveUp(Volatile.Read(ref _state) & ~AllFlags))
        {
            TellCancelled();
        }
    }

    private void TellCancelled()
    {
        _engine!.Meter?.CountCancelled();
        _abandoned = new OperationCanceledException(Token);
        WatchedBy = null;
        TellAbandoned();
    }
}
