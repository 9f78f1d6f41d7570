using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>One grain class and key: its mailbox, the calls that wait, and the grain while it lives.</summary>
/// <remarks>
/// The mailbox outlives the grain: a call that comes while the grain leaves stays here and wakes the next one, so
/// there is never a second grain of the same key and no call is lost. Fields are touched by turns only, except where
/// marked. Rare things are in <see cref="ActivationExtras"/>, because there may be a million of these.
/// </remarks>
internal partial class Activation(GrainClass grainClass, string key) : Mailbox
{
    private WaitingCalls _waiting;
    private Grain? _grain;
    private ActivationExtras? _extras;

    /// <summary>Requests that have come; any thread.</summary>
    private int _arrived;

    /// <summary>Requests that have started or were dropped; written by turns only.</summary>
    private int _taken;

    /// <summary>Calls that have started; written by turns only.</summary>
    private long _started;

    /// <summary>Calls that run and shut others out: 0 or 1.</summary>
    private int _running;

    /// <summary>Calls that run beside others.</summary>
    private int _beside;

    /// <summary>The collector's count at the last use; read by the collector.</summary>
    private int _lastUsed = grainClass.Engine.Collector.Now;

    private volatile Phase _phase;
    private bool _leaving;
    private volatile bool _gone;

    private enum Phase : byte
    {
        Empty,
        Waking,
        Active,
        Leaving,
    }

    internal GrainClass Class { get; } = grainClass;

    internal string Key { get; } = key;

    internal GrainEngine Engine => Class.Engine;

    /// <summary>Requests that have not started.</summary>
    internal int Queued => unchecked(Volatile.Read(ref _arrived) - Volatile.Read(ref _taken));

    /// <summary>Calls, ticks and events that have started.</summary>
    internal long Started => Volatile.Read(ref _started);

    /// <summary>Whether the mailbox has left the directory; calls that still come are sent on.</summary>
    internal bool IsGone => _gone;

    internal Grain Grain => _grain ?? throw new InvalidOperationException($"{this} has no grain.");

    protected override TurnRunner Runner => Class.Engine.Runner;

    public override string ToString() => $"{Class.Name}/{Key}";

    /// <summary>Takes a request unless the mailbox is full.</summary>
    internal bool TryPost(Request request)
    {
        var limit = Engine.MaxEnqueuedRequests;
        if (unchecked(Interlocked.Increment(ref _arrived) - Volatile.Read(ref _taken)) > limit && limit > 0)
        {
            Interlocked.Decrement(ref _arrived);
            return false;
        }

        Post(request);
        return true;
    }

    /// <summary>Takes a call that has already been let in elsewhere.</summary>
    internal void Admit(GrainCall call)
    {
        if (call.IsRequest)
        {
            Interlocked.Increment(ref _arrived);
        }

        Post(call);
    }

    /// <summary>Starts a call, or lets it wait.</summary>
    internal void Accept(GrainCall call)
    {
        if (_gone)
        {
            SendOn(call);
        }
        else if (call.IsOver)
        {
            Drop(call);
        }
        else if (MayStart(call))
        {
            Start(call);
        }
        else
        {
            call.Waits();
            _waiting.Add(call);
            if (_phase == Phase.Empty)
            {
                Wake();
            }
        }
    }

    /// <summary>A call that went on after its first wait has ended; inside a turn.</summary>
    internal void Ended(GrainCall call)
    {
        Engine.Faults?.Ended(this, call);
        if (IsBeside(call))
        {
            _beside--;
        }
        else
        {
            _running--;
        }

        Used(call);
        var wasRequest = call.IsRequest;
        call.Finish();
        Over(wasRequest);
    }

    protected override bool TryRunWaiting()
    {
        if (_waiting.First is null && !_leaving && !Engine.IsStopping)
        {
            return false;
        }

        if (_phase != Phase.Active || _running > 0)
        {
            return false;
        }

        var leaves = _waiting.First is null || _leaving;
        if (leaves && _beside > 0)
        {
            return false;
        }

        TurnThread.Own.LetNextGo();
        if (leaves)
        {
            Leave();
        }
        else
        {
            Start(_waiting.Take());
        }

        return true;
    }

    protected override void OnFault(Exception fault) => Engine.Log.ItemFailed(this, fault);

    /// <summary>A call has left the activation, however it ended; it may already serve somebody else.</summary>
    protected virtual void Over(bool wasRequest)
    {
    }

    private bool IsBeside(GrainCall call) => call.Interleaves || Class.IsReentrant;

    private bool MayStart(GrainCall call) =>
        _phase == Phase.Active && !_leaving && (IsBeside(call) || (_running == 0 && _waiting.First is null));

    private void Start(GrainCall call)
    {
        if (call.IsOver)
        {
            Drop(call);
            return;
        }

        Unqueue(call);
        Used(call);
        Volatile.Write(ref _started, _started + 1);
        var beside = IsBeside(call);
        if (beside)
        {
            _beside++;
        }
        else
        {
            _running++;
        }

        Engine.Faults?.Started(this, call);
        if (call.Begin(this))
        {
            Ended(call);
        }
    }

    private void Drop(GrainCall call)
    {
        Unqueue(call);
        Over(call.IsRequest);
    }

    private void SendOn(GrainCall call)
    {
        Unqueue(call);
        if (call.IsOver)
        {
            return;
        }

        if (Class.Locate(Key) is { } heir)
        {
            heir.Admit(call);
        }
        else
        {
            call.Fail(GrainEngine.Stopped());
        }
    }

    private void Unqueue(GrainCall call)
    {
        if (call.IsRequest)
        {
            Volatile.Write(ref _taken, unchecked(_taken + 1));
        }
    }

    private void Used(GrainCall call)
    {
        if (call.KeepsAlive)
        {
            _lastUsed = Engine.Collector.Now;
        }
    }
}
