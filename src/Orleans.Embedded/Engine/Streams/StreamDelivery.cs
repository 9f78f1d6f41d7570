using Orleans.Streams.Core;

namespace Orleans.Embedded.Engine;

/// <summary>An event on its way into a grain; one object serves all events of its queue.</summary>
internal sealed class StreamDelivery(StreamQueue queue, StreamProvider provider) : TaskCall
{
    private ActivationExtras? _extras;
    private StreamSubscription? _subscription;

    internal object? Item { get; set; }

    internal override bool IsOver => provider.Hub.IsStopped;

    internal override string InterfaceName => "Orleans.Streams.IStreamConsumerExtension";

    internal override string MethodName => "DeliverMutable";

    internal override Task Perform(Activation host)
    {
        // The subscription belongs to the grain's life: another life has other extras.
        if (_subscription is null || !ReferenceEquals(_extras, host.Extras))
        {
            _extras = host.Extras;
            _subscription = _extras.Subscription(provider, queue.StreamId);
        }

        return _subscription is null ? Subscribe(host) : Hand(_subscription);
    }

    private async Task Subscribe(Activation host)
    {
        var subscription = new StreamSubscription(queue.StreamId);
        if (host.Grain is IStreamSubscriptionObserver observer)
        {
            await observer.OnSubscribed(subscription);
        }

        if (subscription.Handler is null)
        {
            host.Engine.Log.EventUnhandled(host.ToString(), queue.StreamId);
        }

        host.Extras.Add(provider, subscription);
        await Hand(subscription);
    }

    private Task Hand(StreamSubscription subscription) => subscription.Handler?.Invoke(Item!) ?? Task.CompletedTask;

    internal override void Finish() => queue.Delivered(Error);

    internal override void Fail(Exception cause) => queue.Delivered(cause);
}
