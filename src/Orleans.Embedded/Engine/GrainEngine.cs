using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Engine.Virtual;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <summary>All grains of one host.</summary>
internal sealed class GrainEngine : IDisposable
{
    private readonly ConcurrentDictionary<TimeSpan, DeadlineQueue> _deadlines = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _allClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    internal GrainEngine(
        IServiceProvider services, TurnRunner runner, EmbeddedOrleansOptions options, ILogger<GrainEngine> log)
    {
        Services = services;
        Runner = runner;
        Faults = runner.Faults;
        Log = log;
        CollectionAge = options.CollectionAge;
        ResponseTimeout = options.ResponseTimeout;
        MaxEnqueuedRequests = options.MaxEnqueuedRequests;
        Filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        Collector = new IdleCollector(this, options.CollectionQuantum);
        Catalogue = new GrainCatalogue(this, options.GrainAssemblies);
        Factory = new GrainFactory(this);
        Streams = new StreamHub(this, options);
        Deadlines = DeadlinesFor(ResponseTimeout);
        Meter = runner.IsMetered ? new EngineMeter(this) : null;
    }

    internal IServiceProvider Services { get; }

    internal TurnRunner Runner { get; }

    internal TimeProvider Time => Runner.Time;

    /// <summary>What goes wrong on purpose; null in real time.</summary>
    internal EngineFaults? Faults { get; }

    internal ILogger Log { get; }

    /// <summary>Tells figures to those who listen; null in virtual time.</summary>
    internal EngineMeter? Meter { get; }

    internal TimeSpan CollectionAge { get; }

    internal TimeSpan ResponseTimeout { get; }

    internal int MaxEnqueuedRequests { get; }

    internal IIncomingGrainCallFilter[] Filters { get; }

    internal IdleCollector Collector { get; }

    internal GrainCatalogue Catalogue { get; }

    internal IGrainFactory Factory { get; }

    internal StreamHub Streams { get; }

    /// <summary>The deadlines of calls that name no timeout of their own.</summary>
    internal DeadlineQueue Deadlines { get; }

    /// <summary>Cancelled when a stop could not wait any longer.</summary>
    internal CancellationToken Abort => _abort.Token;

    /// <summary>Whether grains leave as soon as they have nothing to do.</summary>
    internal volatile bool IsStopping;

    /// <summary>Whether no grain can be called any more.</summary>
    internal volatile bool IsStopped;

    internal static OrleansException Stopped() => new("The engine has stopped.");

    internal void Start() => Collector.Start();

    /// <summary>Lets every grain end its work and say goodbye.</summary>
    internal async Task Stop(CancellationToken cancel)
    {
        Collector.Dispose();
        Streams.Stop();
        IsStopping = true;
        foreach (var activation in Activations())
        {
            activation.Post(new Activation.StopItem());
        }

        try
        {
            if (Volatile.Read(ref _open) > 0)
            {
                await _allClosed.Task.WaitAsync(cancel);
            }
        }
        catch (OperationCanceledException)
        {
            Log.StoppedHard(Volatile.Read(ref _open));
        }

        IsStopped = true;
        await _abort.CancelAsync();
    }

    /// <summary>A mailbox has been made.</summary>
    internal void Opened() => Interlocked.Increment(ref _open);

    /// <summary>A mailbox has left the directory.</summary>
    internal void Closed()
    {
        if (Interlocked.Decrement(ref _open) == 0 && IsStopping)
        {
            _allClosed.TrySetResult();
        }
    }

    internal DeadlineQueue DeadlinesFor(TimeSpan limit) =>
        _deadlines.GetOrAdd(limit, static (one, time) => new DeadlineQueue(time, one), Time);

    internal IEnumerable<Activation> Activations() => Catalogue.Classes.SelectMany(one => one.All);

    internal EngineFigures ReadFigures() => new(
        Catalogue.Classes.ToDictionary(one => one.Name, one => one.Active, StringComparer.Ordinal),
        Catalogue.Classes.Sum(one => one.Queued),
        Streams.ReadFigures());

    public void Dispose()
    {
        Collector.Dispose();
        Streams.Stop();
        Meter?.Dispose();
        foreach (var queue in _deadlines.Values)
        {
            queue.Dispose();
        }

        _abort.Dispose();
    }
}
