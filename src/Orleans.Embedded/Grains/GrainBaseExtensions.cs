using Orleans.Embedded.Engine;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Registers timers that tick inside an activation.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Registers a timer whose callback gets the state.</summary>
    /// <exception cref="InvalidOperationException">The code runs outside the grain's turn.</exception>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Activation.OnTurn(grain).StartTimer(stop => callback(state, stop), options);
    }

    /// <summary>Registers a timer without state.</summary>
    /// <exception cref="InvalidOperationException">The code runs outside the grain's turn.</exception>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Activation.OnTurn(grain).StartTimer(callback, options);
    }
}
