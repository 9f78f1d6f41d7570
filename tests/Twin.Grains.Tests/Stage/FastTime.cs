namespace Twin.Grains.Tests.Stage;

/// <summary>A clock that runs many times faster than the wall's: tests wait for real, but not for long.</summary>
public sealed class FastTime(double speed, DateTimeOffset start) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private long _jumpedTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(_began) * speed)
        + new TimeSpan(Volatile.Read(ref _jumpedTicks));

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    /// <summary>Moves the hands; timers that run keep their lengths.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _jumpedTicks, by.Ticks);

    private TimeSpan Real(TimeSpan length) => length == Timeout.InfiniteTimeSpan ? length : length / speed;

    private sealed class FastTimer(ITimer timer, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
