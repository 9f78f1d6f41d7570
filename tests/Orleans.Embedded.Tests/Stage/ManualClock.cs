namespace Orleans.Embedded.Tests.Stage;

/// <summary>A clock that stands until a test moves it; timers fire in the order of their due times.</summary>
public sealed class ManualClock : TimeProvider
{
    private static readonly ExecutionContext Nothing = Clean();

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(DateTimeOffset Until, TaskCompletionSource Wait)> _waits = [];
    private DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private long _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state, Interlocked.Increment(ref _made));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the time on, and fires on the way what becomes due.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    /// <summary>Done when some timer is due within this time: moving the clock by it then has an effect.</summary>
    public Task Due(TimeSpan within)
    {
        lock (_gate)
        {
            var until = _now + within;
            if (_timers.Exists(one => one.Due <= until))
            {
                return Task.CompletedTask;
            }

            var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((until, wait));
            return wait.Task;
        }
    }

    private static ExecutionContext Clean()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }

    private void Add(ManualTimer timer)
    {
        _timers.Add(timer);
        foreach (var one in _waits.Where(one => timer.Due <= one.Until).ToArray())
        {
            one.Wait.TrySetResult();
            _waits.Remove(one);
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.OrderBy(one => one.Due).ThenBy(one => one.Order).FirstOrDefault();
            if (next is null || next.Due > end)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state, long order) : ITimer
    {
        /// <summary>As with the system's timers: what flows where a timer is made, not where time passes.</summary>
        private readonly ExecutionContext _flow = ExecutionContext.Capture() ?? Nothing;

        internal DateTimeOffset Due { get; set; }

        internal TimeSpan Period { get; private set; }

        internal long Order => order;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    Period = period;
                    clock.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void Fire() => ExecutionContext.Run(_flow, _ => callback(state), null);
    }
}
