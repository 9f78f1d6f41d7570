#pragma warning disable CS0649, CA1822
using System.ComponentModel;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>The base of generated references: a grain interface and a key.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    /// <summary>Refers to the grain that the seed names.</summary>
    protected GrainReference(ReferenceSeed seed)
    {
        Key = seed.Key;
    }

    internal string Key { get; }

    /// <summary>Sends a call that answers with a value.</summary>
    protected ValueTask<T> Ask<T>(Request<T> request, CallShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromException<T>(new OrleansException("The engine is not running."));
    }

    /// <summary>Sends a call that answers with a value, as a task.</summary>
    protected Task<T> AskAsTask<T>(Request<T> request, CallShape shape, CancellationToken cancellationToken) =>
        Ask(request, shape, cancellationToken).AsTask();

    /// <summary>Sends a call that only ends.</summary>
    protected ValueTask Tell(Request request, CallShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromException(new OrleansException("The engine is not running."));
    }

    /// <summary>Sends a call that only ends, as a task.</summary>
    protected Task TellAsTask(Request request, CallShape shape, CancellationToken cancellationToken) =>
        Tell(request, shape, cancellationToken).AsTask();

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) =>
        other is not null && other.GetType() == GetType() && other.Key == Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GetType(), Key);
}
