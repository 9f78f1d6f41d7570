using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Orleans.Embedded.Engine;

/// <summary>What is known about one grain class, and the directory of its activations.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkerPool> _pools = new(StringComparer.Ordinal);
    private readonly ObjectFactory _make;
    private int _active;
    private long _startedByGone;

    internal GrainClass(GrainEngine engine, Type type)
    {
        Engine = engine;
        Type = type;
        Name = type.FullName ?? type.Name;
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        Workers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        CollectionAge = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.Age ?? engine.CollectionAge;
        StreamNamespaces = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>()
            .Select(one => one.StreamNamespace).Distinct(StringComparer.Ordinal)];
        MindsWaking = Overrides(type, nameof(Grain.OnActivateAsync));
        MindsLeaving = Overrides(type, nameof(Grain.OnDeactivateAsync));
        _make = ActivatorUtilities.CreateFactory(type, []);
    }

    internal GrainEngine Engine { get; }

    internal Type Type { get; }

    internal string Name { get; }

    internal bool IsReentrant { get; }

    /// <summary>How many activations a stateless worker may have; 0 for a grain with identity.</summary>
    internal int Workers { get; }

    internal TimeSpan CollectionAge { get; }

    internal IReadOnlyList<string> StreamNamespaces { get; }

    internal bool MindsWaking { get; }

    internal bool MindsLeaving { get; }

    internal int Active => Volatile.Read(ref _active);

    /// <summary>All mailboxes of this class that are in the directory.</summary>
    internal IEnumerable<Activation> All =>
        _activations.Select(entry => entry.Value).Concat(_pools.SelectMany(entry => entry.Value.All()));

    /// <summary>Calls that have started, since the start of the host.</summary>
    internal long Started => Volatile.Read(ref _startedByGone) + All.Sum(one => one.Started);

    /// <summary>Calls that have not started.</summary>
    internal long Queued => All.Sum(one => (long)one.Queued) + _pools.Sum(entry => (long)entry.Value.Queued);

    internal Grain Create() => (Grain)_make(Engine.Services, null);

    internal void CountActive(int change) => Interlocked.Add(ref _active, change);

    /// <summary>The mailbox of a key, made if there is none; null once the engine has stopped.</summary>
    internal Activation? Locate(string key)
    {
        while (true)
        {
            if (_activations.TryGetValue(key, out var found) && !found.IsGone)
            {
                return found;
            }

            if (Engine.IsStopped)
            {
                return null;
            }

            if (found is not null)
            {
                TryForgetExactly(found);
            }

            var made = new Activation(this, key);
            if (_activations.TryAdd(key, made))
            {
                Engine.Opened();
                return made;
            }
        }
    }

    internal WorkerPool Pool(string key) => _pools.GetOrAdd(key, static (one, self) => new(self, one), this);

    /// <summary>Takes an empty mailbox out of the directory.</summary>
    internal bool TryForget(Activation activation)
    {
        var isForgotten = activation is StatelessWorker worker
            ? worker.TryLeavePool()
            : TryForgetExactly(activation);
        if (isForgotten)
        {
            Interlocked.Add(ref _startedByGone, activation.Started);
        }

        return isForgotten;
    }

    private static bool Overrides(Type type, string method) =>
        type.GetMethod(method, BindingFlags.Instance | BindingFlags.Public)!.DeclaringType != typeof(Grain);

    private bool TryForgetExactly(Activation activation) =>
        _activations.TryRemove(new KeyValuePair<string, Activation>(activation.Key, activation));
}
