namespace Orleans;

/// <summary>The two moments in the life of an activation.</summary>
public interface IGrainBase
{
    /// <summary>Runs before the first call.</summary>
    Task OnActivateAsync(CancellationToken cancellationToken);

    /// <summary>Runs after the last call; not in a crash.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken);
}
