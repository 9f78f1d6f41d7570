using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Embedded.Engine;

/// <summary>What one activation does with the events of one stream.</summary>
internal sealed class StreamSubscription(StreamId stream) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => stream;

    /// <summary>Null until the grain has attached one.</summary>
    internal StreamHandler? Handler { get; private set; }

    public StreamSubscriptionHandle<T> Create<T>() => new Handle<T>(this);

    private sealed class Handle<T>(StreamSubscription subscription) : StreamSubscriptionHandle<T>
    {
        internal override void Attach(Func<T, StreamSequenceToken?, Task> onNextAsync) =>
            subscription.Handler = new StreamHandler<T>(subscription.StreamId, onNextAsync);
    }
}
