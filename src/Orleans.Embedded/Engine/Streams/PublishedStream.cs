using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Engine;

/// <summary>One stream as its publishers see it.</summary>
internal sealed class PublishedStream<T>(StreamProvider provider, StreamId stream) : IAsyncStream<T>
{
    private StreamQueue? _queue;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        return provider.Publish(stream, item, ref _queue);
    }

    public override string ToString() => stream.ToString();
}
