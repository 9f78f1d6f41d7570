using System.Collections.Frozen;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <summary>All stream providers of a host, and what passed through them.</summary>
internal sealed class StreamHub
{
    private readonly FrozenDictionary<string, StreamProvider> _providers;
    private long _published;
    private long _delivered;
    private long _retried;
    private long _dropped;
    private long _waiting;

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

    internal void CountPublished() => Interlocked.Increment(ref _published);

    internal void CountDelivered() => Interlocked.Increment(ref _delivered);

    internal void CountRetried() => Interlocked.Increment(ref _retried);

    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    internal void CountWaiting(int change) => Interlocked.Add(ref _waiting, change);

    internal StreamFigures ReadFigures() => new(
        Volatile.Read(ref _published),
        Volatile.Read(ref _delivered),
        Volatile.Read(ref _retried),
        Volatile.Read(ref _dropped),
        Volatile.Read(ref _waiting));

    /// <summary>Delivers nothing more; streams are hints, so what waits is lost.</summary>
    internal void Stop()
    {
        if (IsStopped)
        {
            return;
        }

        IsStopped = true;
        if (Volatile.Read(ref _waiting) is var lost and > 0)
        {
            Engine.Log.EventsLost(lost);
        }

        foreach (var provider in _providers.Values)
        {
            provider.Stop();
        }
    }
}
