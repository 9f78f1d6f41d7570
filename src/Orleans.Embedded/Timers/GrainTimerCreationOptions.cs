using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>A timer that first ticks after the due time and then after each period.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>The pause before the first tick; infinite means off until changed.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>The pause between the end of a tick and the next; infinite means once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks may run beside calls.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from being collected.</summary>
    public bool KeepAlive { get; init; }
}
