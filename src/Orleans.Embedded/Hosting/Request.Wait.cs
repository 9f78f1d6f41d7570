using System.Threading.Tasks.Sources;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <content>Waiting for the answer, and the way back to where the caller waits.</content>
public abstract partial class Request : IThreadPoolWorkItem
{
    private Action<object?>? _continuation;
    private object? _continuationState;
    private object? _continuationPlace;
    private ExecutionContext? _continuationFlow;
    private bool _isReply;

    /// <summary>On its way back to the caller's mailbox.</summary>
    internal bool IsReply => _isReply;

    /// <summary>The caller can know how the call ended.</summary>
    private bool IsTold => (Volatile.Read(ref _state) & (Open | GivingUp)) == 0;

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

    private protected ValueTaskSourceStatus Status(short token)
    {
        Check(token);
        if (!IsTold)
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

        _continuation = continuation;
        if (!TryAwait())
        {
            GoBack();
        }
    }

    /// <summary>Throws if this is not the one end of the wait.</summary>
    private protected void CheckEnded(short token)
    {
        Check(token);
        if (!IsTold)
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

    private static object? PlaceOfCaller()
    {
        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext))
        {
            return context;
        }

        var scheduler = TaskScheduler.Current;
        return ReferenceEquals(scheduler, TaskScheduler.Default) ? null : scheduler;
    }

    /// <summary>False if the call is over: nobody else will call the continuation.</summary>
    private bool TryAwait()
    {
        var state = Volatile.Read(ref _state);
        while ((state & (Open | GivingUp)) != 0)
        {
            var found = Interlocked.CompareExchange(ref _state, state | Awaited, state);
            if (found == state)
            {
                return true;
            }

            state = found;
        }

        return false;
    }

    /// <summary>Brings the continuation to where the caller waits, at the end of a turn of the grain.</summary>
    private void GoBackAfterTurn()
    {
        switch (_continuationPlace)
        {
            case null:
                _engine!.Runner.ReadyAfterTurn(this);
                break;
            case Mailbox mailbox:
                _isReply = true;
                mailbox.PostAfterTurn(this);
                break;
            default:
                GoBack();
                break;
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
