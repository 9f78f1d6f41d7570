using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>Timers of grains follow the clock by hand, those of the runtime's own parts the wall's.</summary>
/// <remarks>The agents that pull events from queues make timers as grains do: no event would come.</remarks>
internal sealed class RuntimeClock(ManualClock clock) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        (OwnerOf(state) is SystemTarget ? System : clock).CreateTimer(callback, state, dueTime, period);

    /// <summary>Whose timer it is, as Orleans' timers keep it to themselves.</summary>
    private static object? OwnerOf(object? timer) => timer?.GetType()
        .GetProperty("GrainContext", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(timer);
}
