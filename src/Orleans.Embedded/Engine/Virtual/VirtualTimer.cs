namespace Orleans.Embedded.Engine.Virtual;

/// <summary>A timer of the virtual clock; it fires on the world's one thread.</summary>
internal sealed class VirtualTimer(Realm realm, TimerCallback callback, object? state) : ITimer
{
    private const long Off = 0;

    private long _armed;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        _armed = dueTime == Timeout.InfiniteTimeSpan ? Off : realm.World.Arm(this, dueTime);
        return true;
    }

    public void Dispose() => _armed = Off;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal bool IsArmedAs(long armed) => _armed == armed && !realm.HasCrashed;

    internal void FireIfArmed(long armed)
    {
        if (!IsArmedAs(armed))
        {
            return;
        }

        _armed = _period > TimeSpan.Zero ? realm.World.Arm(this, _period) : Off;
        callback(state);
    }
}
