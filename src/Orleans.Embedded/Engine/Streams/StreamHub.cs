using System.Collections.Frozen;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <summary>All stream providers of a host, and what passed through them.</summary>
internal sealed class StreamHub
{
    private readonly FrozenDictionary<string, StreamProvider> _providers;
    private readonly Lock _gate = new();
    private long _publishedElsewhere;
    private long _retried;
    private QueueCounts _retired;

    internal StreamHub(GrainEngine engine, EmbeddedOrleansOptions options)
    {
        Engine = engine;
        QueueLimit = options.StreamQueueLimit;
        Drop = options.StreamDrop;
        _providers = options.StreamProviders.Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(name => name, name => new StreamProvider(this, name), StringComparer.Ordinal);
    }

    internal GrainEngine Engine { get; }

    internal int QueueLimit { get; }

    internal Func<StreamId, object, bool>? Drop { get; }

    internal volatile bool IsStopped;

    internal StreamProvider Provider(string name) => _providers.TryGetValue(name, out var provider)
        ? provider
        : throw new ArgumentException($"No stream provider has the name '{name}'.", nameof(name));

    /// <summary>An event was published that no queue counts: it has no consumer, or several.</summary>
    internal void CountPublished() => Interlocked.Increment(ref _publishedElsewhere);

    internal void CountRetried() => Interlocked.Increment(ref _retried);

    /// <summary>Keeps what went through a queue that has been forgotten.</summary>
    internal void Keep(QueueCounts counts)
    {
        lock (_gate)
        {
            _retired += counts;
        }
    }

    /// <summary>Forgets the queues that have been empty since that count of the collector.</summary>
    internal void RetireIdleSince(int count)
    {
        foreach (var provider in _providers.Values)
        {
            provider.RetireIdleSince(count);
        }
    }

    internal StreamFigures ReadFigures()
    {
        var counts = Count();
        return new StreamFigures(
            Volatile.Read(ref _publishedElsewhere) + counts.Published,
            counts.Delivered,
            Volatile.Read(ref _retried),
            counts.Dropped,
            counts.Waiting);
    }

    /// <summary>Delivers nothing more; streams are hints, so what waits is lost.</summary>
    internal void Stop()
    {
        if (IsStopped)
        {
            return;
        }

        IsStopped = true;
        if (Count().Waiting is var lost and > 0)
        {
            Engine.Log.EventsLost(lost);
        }

        foreach (var provider in _providers.Values)
        {
            provider.Stop();
        }
    }

    private QueueCounts Count()
    {
        lock (_gate)
        {
            return _providers.Values.Aggregate(_retired, static (sum, provider) => sum + provider.Count());
        }
    }
}
