using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Engine;

/// <summary>What a grain does with an event of any type.</summary>
internal abstract class StreamHandler
{
    internal abstract Task Handle(object item);
}

/// <summary>What a grain does with an event of its type.</summary>
internal sealed class StreamHandler<T>(StreamId stream, Func<T, StreamSequenceToken?, Task> onNext) : StreamHandler
{
    internal override Task Handle(object item) => item is T fitting
        ? onNext(fitting, null)
        : throw new InvalidCastException($"Stream {stream} carries {item.GetType()}; its handler takes {typeof(T)}.");
}
