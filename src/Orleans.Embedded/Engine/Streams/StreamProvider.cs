using System.Collections.Concurrent;
using Orleans.Embedded.Engine.Virtual;
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
    /// <param name="known">The queue of the only consumer, if the publisher has met it before.</param>
    internal Task Publish(StreamId stream, object item, ref StreamQueue? known)
    {
        if (hub.IsStopped || hub.Drop?.Invoke(stream, item) == true)
        {
            hub.CountPublished();
            return Task.CompletedTask;
        }

        if (known?.TryEnqueue(item) is { } enqueued)
        {
            return enqueued;
        }

        var consumers = hub.Engine.Catalogue.Consumers(stream.GetNamespace());
        if (!IsCountedByQueue(consumers))
        {
            hub.CountPublished();
        }

        if (hub.Engine.Faults is { } faults)
        {
            foreach (var consumer in consumers)
            {
                Spread(faults, stream, consumer, item);
            }

            return Task.CompletedTask;
        }

        return consumers.Length switch
        {
            0 => Task.CompletedTask,
            1 => Enqueue(stream, consumers[0], item, out known),
            _ => EnqueueAll(stream, consumers, item),
        };
    }

    internal void Stop()
    {
        foreach (var queue in _queues.Values)
        {
            queue.Stop();
        }
    }

    /// <summary>Forgets the queues that have been empty since that count of the collector.</summary>
    internal void RetireIdleSince(int count)
    {
        foreach (var (_, queue) in _queues)
        {
            if (queue.TryRetire(count))
            {
                Forget(queue);
            }
        }
    }

    /// <summary>Adds what went through the queues that are known.</summary>
    internal QueueCounts Count() =>
        _queues.Aggregate(default(QueueCounts), static (sum, one) => sum + one.Value.Counts());

    /// <summary>Whether one queue gets each event once.</summary>
    private bool IsCountedByQueue(GrainClass[] consumers) => consumers.Length == 1 && hub.Engine.Faults is null;

    private StreamQueue MakeQueue(StreamId stream, GrainClass consumer) => new(
        this, stream, consumer, IsCountedByQueue(hub.Engine.Catalogue.Consumers(stream.GetNamespace())));

    private void Forget(StreamQueue queue)
    {
        if (_queues.TryRemove(new((queue.StreamId, queue.Consumer), queue)))
        {
            hub.Keep(queue.Counts());
        }
    }

    /// <summary>Fault mode: an event may be lost, late or doubled; later ones overtake it.</summary>
    private void Spread(EngineFaults faults, StreamId stream, GrainClass consumer, object item)
    {
        foreach (var delay in faults.Copies(stream, item))
        {
            if (delay == TimeSpan.Zero)
            {
                _ = Enqueue(stream, consumer, item, out _);
            }
            else
            {
                _ = hub.Engine.Time.CreateTimer(
                    _ => Enqueue(stream, consumer, item, out var _), null, delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Apart, so that a stream of one consumer makes no closure.</summary>
    private Task EnqueueAll(StreamId stream, GrainClass[] consumers, object item) =>
        Task.WhenAll(consumers.Select(consumer => Enqueue(stream, consumer, item, out _)));

    private Task Enqueue(StreamId stream, GrainClass consumer, object item, out StreamQueue queue)
    {
        while (true)
        {
            queue = _queues.GetOrAdd(
                (stream, consumer), static (key, self) => self.MakeQueue(key.Item1, key.Item2), this);
            if (queue.TryEnqueue(item) is { } enqueued)
            {
                return enqueued;
            }

            Forget(queue);
        }
    }
}
