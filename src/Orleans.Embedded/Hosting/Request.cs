using System.ComponentModel;

namespace Orleans.Embedded.Hosting;

/// <summary>One call of a method without result; generated code derives one class for each method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Request
{
    /// <summary>Calls the method on the grain with the arguments of this request.</summary>
    protected abstract ValueTask Invoke(object grain, CancellationToken cancellationToken);

    /// <summary>Forgets the arguments and goes back to the pool.</summary>
    protected abstract void Recycle();
}

/// <summary>One call of a method with a result; generated code derives one class for each method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Request<T>
{
    /// <summary>Calls the method on the grain with the arguments of this request.</summary>
    protected abstract ValueTask<T> Invoke(object grain, CancellationToken cancellationToken);

    /// <summary>Forgets the arguments and goes back to the pool.</summary>
    protected abstract void Recycle();
}
