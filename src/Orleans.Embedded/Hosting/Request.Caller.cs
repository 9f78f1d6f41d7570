using System.Threading.Tasks.Sources;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <content>The caller's side: waiting, giving up, and the way back.</content>
public abstract partial class Request : IThreadPoolWorkItem
{
    private static readonly Action<object?> Done = static _ => { };

    private Action<object?>? _continuation;
    private object? _continuationState;
    private object? _continuationPlace;
    private ExecutionContext? _continuationFlow;
    private bool _isReply;
    private volatile bool _isDone;

    /// <summary>1 once somebody has decided how the call ends for its caller.</summary>
    private int _settled;

    /// <summary>Why the caller gave up.</summary>
    private Exception? _abandoned;

    /// <summary>Tells one use of the object from the next.</summary>
    internal short Version { get; private set; }

    /// <summary>Whether the answer goes to a task in place of the object itself.</summary>
    private protected abstract bool AnswersAsTask { get; }

    internal override void Run(Mailbox mailbox)
    {
        if (_isReply)
        {
            Continue();
        }
        else
        {
            base.Run(mailbox);
        }
    }

    void IThreadPoolWorkItem.Execute() => Continue();

    /// <summary>The deadline has passed. Under the lock of the deadlines; true if the caller is still waiting.</summary>
    internal bool TryAbandonLate()
    {
        if (!TrySettle())
        {
            return false;
        }

        var limit = _shape!.Timeout ?? _engine!.ResponseTimeout;
        _abandoned = new TimeoutException(
            $"{InterfaceName}.{MethodName} of {_to} did not answer {Sender?.ToString() ?? "its caller"} within {limit}.");
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

    private protected ValueTaskSourceStatus Status(short token)
    {
        Check(token);
        if (!_isDone)
        {
            return ValueTaskSourceStatus.Pending;
        }

        return (_abandoned ?? Error?.SourceException) switch
        {
            null => ValueTaskSourceStatus.Succeeded,
            OperationCanceledException => ValueTaskSourceStatus.Canceled,
            _ => ValueTaskSourceStatus.Faulted,
        };
    }

    private protected void Continue(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        Check(token);
        _continuationState = state;
        if ((flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0)
        {
            _continuationPlace = PlaceOfCaller();
        }

        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
        {
            _continuationFlow = ExecutionContext.Capture();
        }

        if (Interlocked.CompareExchange(ref _continuation, continuation, null) is not null)
        {
            _continuation = continuation;
            GoBack();
        }
    }

    /// <summary>Throws if this is not the one end of the wait.</summary>
    private protected void CheckEnded(short token)
    {
        Check(token);
        if (!_isDone)
        {
            throw new InvalidOperationException("The call has not ended; await it.");
        }
    }

    /// <summary>The end of the wait: throws what went wrong, and makes the object free.</summary>
    private protected void EndWait()
    {
        if (_abandoned is not null)
        {
            throw _abandoned;
        }

        var error = Error;
        Free();
        error?.Throw();
    }

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

    private static object? PlaceOfCaller()
    {
        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext))
        {
            return context;
        }

        var scheduler = TaskScheduler.Current;
        return ReferenceEquals(scheduler, TaskScheduler.Default) ? null : scheduler;
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

    private void Signal()
    {
        _isDone = true;
        if (Interlocked.CompareExchange(ref _continuation, Done, null) is not null)
        {
            GoBack();
        }
    }

    /// <summary>Brings the continuation to where the caller waits.</summary>
    private void GoBack()
    {
        switch (_continuationPlace)
        {
            case null:
                _engine!.Runner.Ready(this);
                break;
            case Mailbox mailbox when _abandoned is null:
                _isReply = true;
                mailbox.Post(this);
                break;
            case Mailbox mailbox:
                // The request itself may still lie in the mailbox of the grain.
                mailbox.Post(new Reply(this));
                break;
            case SynchronizationContext context:
                context.Post(static self => ((Request)self!).Continue(), this);
                break;
            case TaskScheduler scheduler:
                _ = Task.Factory.StartNew(
                    static self => ((Request)self!).Continue(),
                    this,
                    CancellationToken.None,
                    TaskCreationOptions.DenyChildAttach,
                    scheduler);
                break;
        }
    }

    private void Continue()
    {
        var continuation = _continuation!;
        var state = _continuationState;
        if (_continuationFlow is { } flow)
        {
            ExecutionContext.Run(flow, static pair =>
            {
                var (then, with) = ((Action<object?>, object?))pair!;
                then(with);
            }, (continuation, state));
        }
        else
        {
            continuation(state);
        }
    }

    private void Check(short token)
    {
        if (token != Version)
        {
            throw new InvalidOperationException("The answer of a call can be awaited only once.");
        }
    }

    private sealed class Reply(Request request) : MailboxItem
    {
        internal override void Run(Mailbox mailbox) => request.Continue();
    }
}
