using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Engine;

/// <summary>Streams in memory under one name: a queue for each stream and consumer that has events waiting.</summary>
internal sealed class StreamProvider(StreamHub hub, string name) : IStreamProvider
{
    private readonly ConcurrentDictionary<(StreamId, GrainClass), StreamQueue> _queues = new();

    internal StreamHub Hub => hub;

    public IAsyncStream<T> GetStream<T>(StreamId streamId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(streamId.GetKeyAsString(), nameof(streamId));
        return new PublishedStream<T>(this, streamId);
    }

    public override string ToString() => name;

    /// <summary>Done when every consumer's queue has the event.</summary>
    internal Task Publish(StreamId stream, object item)
    {
        hub.CountPublished();
        if (hub.IsStopped || hub.Drop?.Invoke(stream, item) == true)
        {
            return Task.CompletedTask;
        }

        var consumers = hub.Engine.Catalogue.Consumers(stream.GetNamespace());
        return consumers.Length switch
        {
            0 => Task.CompletedTask,
            1 => Enqueue(stream, consumers[0], item),
            _ => Task.WhenAll(consumers.Select(consumer => Enqueue(stream, consumer, item))),
        };
    }

    internal void Stop()
    {
        foreach (var queue in _queues.Values)
        {
            queue.Stop();
        }
    }

    /// <summary>Forgets a queue that has run empty.</summary>
    internal void Forget(StreamQueue queue) =>
        _queues.TryRemove(new((queue.StreamId, queue.Consumer), queue));

    private Task Enqueue(StreamId stream, GrainClass consumer, object item)
    {
        while (true)
        {
            var queue = _queues.GetOrAdd(
                (stream, consumer), static (key, self) => new StreamQueue(self, key.Item1, key.Item2), this);
            if (queue.TryEnqueue(item) is { } enqueued)
            {
                return enqueued;
            }

            Forget(queue);
        }
    }
}
