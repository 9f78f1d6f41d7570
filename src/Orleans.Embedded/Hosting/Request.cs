using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.ExceptionServices;
using Orleans.Embedded.Engine;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>One call through a reference. The same object carries the question and the answer.</summary>
/// <remarks>
/// It goes back to its pool only if both sides are done with it in the ordinary way. A request that was given up by
/// its caller (late, cancelled) is left to the garbage collector, because the grain may still be working on it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class Request : GrainCall
{
    private Action? _onFilteredEnded;
    private Task? _filtered;
    private GrainEngine? _engine;
    private GrainReference? _to;
    private CallShape? _shape;
    private CancellationTokenRegistration _cancellation;
    private bool _mindsCancellation;

    /// <summary>When it was sent, if it is one of those whose duration is told.</summary>
    private long _sentAt;

    private protected Request()
    {
    }

    /// <summary>The ambient values of the caller.</summary>
    internal ImmutableDictionary<string, object>? Context { get; private set; }

    /// <summary>The mailbox in whose turn the call was made, if it was one.</summary>
    internal Mailbox? Sender { get; private set; }

    /// <summary>When this use is late; written before the use begins.</summary>
    internal DeadlineQueue.Deadline Deadline { get; set; }

    /// <summary>Who looks after the deadlines of this object.</summary>
    internal volatile DeadlineQueue? WatchedBy;

    internal bool IsOneWay => _shape!.OneWay;

    internal sealed override bool IsRequest => true;

    internal sealed override bool Interleaves => _shape!.Interleaves;

    internal sealed override string InterfaceName => _shape!.InterfaceName;

    internal sealed override string MethodName => _shape!.MethodName;

    internal sealed override bool IsOver => (Volatile.Read(ref _state) & Open) == 0;

    /// <summary>What went wrong in the grain.</summary>
    private protected ExceptionDispatchInfo? Error { get; set; }

    private protected CancellationToken Token { get; private set; }

    internal void Prepare(GrainEngine engine, GrainReference to, CallShape shape, CancellationToken token)
    {
        _engine = engine;
        _to = to;
        _shape = shape;
        Token = token;
        Context = RequestContext.Current;
        Sender = Mailbox.OnThisThread;
        if (shape.OneWay)
        {
            BeginUse();
            return;
        }

        if ((Version & (EngineMeter.DurationOfOneIn - 1)) == 0 && engine.Meter is { TellsDuration: true })
        {
            _sentAt = engine.Time.GetTimestamp();
        }

        var deadlines = shape.Timeout is { } own ? engine.DeadlinesFor(own) : engine.Deadlines;
        if (deadlines.Limit != Timeout.InfiniteTimeSpan)
        {
            deadlines.Add(this);
            BeginUse();
            deadlines.Arm();
        }
        else
        {
            WatchedBy = null;
            BeginUse();
        }

        if (!deadlines.HasBeat || WatchedBy is null)
        {
            MindCancellation();
        }
    }

    /// <summary>The call cannot start at once.</summary>
    internal sealed override void Waits() => MindCancellation();

    /// <summary>Takes back what <see cref="Prepare"/> did: the request was not sent.</summary>
    internal void Retract()
    {
        TakeOff(Open);
        WatchedBy = null;
        _cancellation.Dispose();
    }

    internal sealed override bool Begin(Activation host)
    {
        Host = host;
        if (Token.IsCancellationRequested && !IsOneWay)
        {
            OnCancelled();
            return true;
        }

        try
        {
            if (Context is not null)
            {
                RequestContext.Current = Context;
            }

            var filters = host.Engine.Filters;
            var isOver = filters.Length == 0 ? BeginUnfiltered(host.Grain) : BeginFiltered(PassFilters(filters));
            if (!isOver)
            {
                Waits();
            }

            return isOver;
        }
        catch (Exception error)
        {
            Error = ExceptionDispatchInfo.Capture(error);
            return true;
        }
    }

    internal sealed override void Finish()
    {
        TellMeter();
        if (IsOneWay)
        {
            if (Error is not null)
            {
                _engine!.Log.OneWayFailed(MethodName, _to!, Error.SourceException);
            }

            Free();
            return;
        }

        // Waits for a cancellation that is under way: afterwards the object may be on its next use.
        if (_mindsCancellation)
        {
            _cancellation.Dispose();
        }

        var isAsTask = AnswersAsTask;
        var before = TakeOff(Open);
        if ((before & (Open | Awaited)) == (Open | Awaited))
        {
            GoBackAfterTurn();
        }
        else if (isAsTask && (before & Open) != 0)
        {
            AnswerTask(null);
        }
    }

    internal sealed override void Fail(Exception cause)
    {
        Error = ExceptionDispatchInfo.Capture(cause);
        Finish();
        TurnThread.Own.LetNextGo();
    }

    /// <summary>Calls the method; true if it ended at once.</summary>
    private protected abstract bool BeginUnfiltered(object grain);

    /// <summary>The method went on after its first wait and has ended.</summary>
    private protected void EndedLater() => Host!.Ended(this);

    private void TellMeter()
    {
        if (Error is not null && !IsOver)
        {
            _engine!.Meter?.CountFailed();
        }

        if (_sentAt != 0)
        {
            _engine!.Meter?.TellDuration(_engine.Time.GetElapsedTime(_sentAt));
            _sentAt = 0;
        }
    }

    private bool BeginFiltered(Task filtered)
    {
        if (filtered.IsCompleted)
        {
            filtered.GetAwaiter().GetResult();
            return true;
        }

        _filtered = filtered;
        filtered.GetAwaiter().UnsafeOnCompleted(_onFilteredEnded ??= OnFilteredEnded);
        return false;
    }

    private void OnFilteredEnded()
    {
        try
        {
            _filtered!.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            Error = ExceptionDispatchInfo.Capture(error);
        }

        _filtered = null;
        EndedLater();
    }
}
