namespace Orleans.Embedded.Engine;

/// <summary>One of several activations for the same key of a stateless worker.</summary>
internal sealed class StatelessWorker(GrainClass grainClass, string key, WorkerPool pool) : Activation(grainClass, key)
{
    /// <summary>Whether a request has been given to it; guarded by the pool.</summary>
    internal bool IsBusy { get; set; }

    internal bool TryLeavePool() => pool.TryRemove(this);

    protected override void Over(bool wasRequest)
    {
        if (wasRequest)
        {
            pool.Next(this);
        }
    }
}
