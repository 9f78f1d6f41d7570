using Orleans.Embedded.Engine;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of all grains; constructor arguments come from the host's services.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Joins the activation that is being made, if there is one.</summary>
    protected Grain() => Activation = Activation.Making;

    internal Activation? Activation { get; }

    /// <summary>Makes references to other grains; only inside a turn.</summary>
    /// <exception cref="InvalidOperationException">The code runs outside the grain's turn.</exception>
    protected IGrainFactory GrainFactory => Activation.OnTurn(this).Engine.Factory;

    /// <summary>Runs before the first call: rebuild the state here.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call; best effort, not in a crash.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation after the work in hand.</summary>
    protected void DeactivateOnIdle() => Activation.Of(this).LeaveWhenDone(this);
}
