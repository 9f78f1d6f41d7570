using System.Diagnostics.CodeAnalysis;

namespace Orleans.Streams;

/// <summary>A stream to publish to.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The name is that of Orleans.")]
public interface IAsyncStream<T>
{
    /// <summary>Publishes one event; done when the queue has it, not when it is delivered.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);
}
