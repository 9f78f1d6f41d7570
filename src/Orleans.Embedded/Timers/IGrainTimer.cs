namespace Orleans.Runtime;

/// <summary>A timer that ticks inside an activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the next tick and the pause after each; infinite means off, or once.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
