using System.Threading.Tasks.Sources;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <content>Waiting for the answer, and the way back to where the caller waits.</content>
public abstract partial class Request : IThreadPoolWorkItem
{
    private static readonly Action<object?> Done = static _ => { };

    private Action<object?>? _continuation;
    private object? _continuationState;
    private object? _continuationPlace;
    private ExecutionContext? _continuationFlow;
    private bool _isReply;
    private volatile bool _isDone;

    /// <summary>On its way back to the caller's mailbox.</summary>
    internal bool IsReply => _isReply;

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

    private static object? PlaceOfCaller()
    {
        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext))
        {
            return context;
        }

        var scheduler = TaskScheduler.Current;
        return ReferenceEquals(scheduler, TaskScheduler.Default) ? null : scheduler;
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
