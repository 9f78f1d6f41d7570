using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <summary>What only some activations need: timers, stream subscriptions, the reason for leaving.</summary>
internal sealed class ActivationExtras
{
    private List<GrainTimer>? _timers;
    private Dictionary<(StreamProvider, StreamId), StreamSubscription>? _subscriptions;

    internal DeactivationReason Reason { get; set; }

    internal void Add(GrainTimer timer) => (_timers ??= []).Add(timer);

    internal void Remove(GrainTimer timer) => _timers?.Remove(timer);

    internal void DisposeTimers()
    {
        if (_timers is not { } timers)
        {
            return;
        }

        _timers = null;
        foreach (var timer in timers)
        {
            timer.Stop();
        }
    }

    internal StreamSubscription? Subscription(StreamProvider provider, StreamId stream) =>
        _subscriptions?.GetValueOrDefault((provider, stream));

    internal void Add(StreamProvider provider, StreamSubscription subscription) =>
        (_subscriptions ??= [])[(provider, subscription.StreamId)] = subscription;
}
