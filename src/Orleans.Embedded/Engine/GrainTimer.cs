using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <summary>A timer of one grain; it is also its own tick in the mailbox.</summary>
internal sealed class GrainTimer : TaskCall, IGrainTimer
{
    private readonly Activation _host;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private TimeSpan _due;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _isChanged;
    private bool _isArmed;
    private volatile bool _isDisposed;

    internal GrainTimer(Activation host, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        _host = host;
        _callback = callback;
        _options = options;
        _due = options.DueTime;
        _period = options.Period;
        using (QuietFlow.Enter())
        {
            _timer = host.Engine.Time.CreateTimer(
                static self => ((GrainTimer)self!).OnDue(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
    }

    internal override bool Interleaves => _options.Interleave;

    internal override bool KeepsAlive => _options.KeepAlive;

    internal override bool IsOver => _isDisposed;

    internal override string InterfaceName => "IGrainTimerInvoker";

    internal override string MethodName => "InvokeCallbackAsync";

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _due = dueTime;
            _period = period;
            _isChanged = _isTicking;
            if (!_isTicking)
            {
                Arm(dueTime);
            }
        }
    }

    public void Dispose()
    {
        Stop();
        if (ReferenceEquals(Mailbox.OnThisThread, _host))
        {
            _host.Extras.Remove(this);
        }
    }

    internal void Start()
    {
        lock (_gate)
        {
            Arm(_due);
        }
    }

    /// <summary>No further tick starts; one that runs learns it by its token.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _timer.Dispose();
        }

        try
        {
            _stop.Cancel();
        }
        catch (AggregateException failure)
        {
            _host.Engine.Log.TickFailed(_host, failure);
        }
    }

    internal override Task Perform(Activation host)
    {
        lock (_gate)
        {
            if (_isChanged || _isDisposed)
            {
                return Task.CompletedTask;
            }
        }

        return _callback(_stop.Token);
    }

    /// <summary>The next tick is due one period after the end of this one.</summary>
    internal override void Finish()
    {
        if (Error is not null)
        {
            _host.Engine.Log.TickFailed(_host, Error);
        }

        lock (_gate)
        {
            _isTicking = false;
            if (!_isDisposed)
            {
                Arm(_isChanged ? _due : _period);
            }

            _isChanged = false;
        }
    }

    internal override void Fail(Exception cause)
    {
    }

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        }

        if (period != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        }
    }

    private void OnDue()
    {
        lock (_gate)
        {
            if (_isDisposed || _isTicking || !_isArmed)
            {
                return;
            }

            _isArmed = false;
            _isTicking = true;
        }

        _host.Post(this);
    }

    private void Arm(TimeSpan due)
    {
        _isArmed = due != Timeout.InfiniteTimeSpan;
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}
