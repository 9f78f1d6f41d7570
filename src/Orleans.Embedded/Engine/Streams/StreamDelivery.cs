using Orleans.Streams.Core;

namespace Orleans.Embedded.Engine;

/// <summary>An event on its way into a grain; one object serves all events of its queue.</summary>
internal sealed class StreamDelivery(StreamQueue queue, StreamProvider provider) : TaskCall
{
    internal object? Item { get; set; }

    internal override bool IsOver => provider.Hub.IsStopped;

    internal override string InterfaceName => "Orleans.Streams.IStreamConsumerExtension";

    internal override string MethodName => "DeliverMutable";

    internal override async Task Perform(Activation host)
    {
        if (host.Extras.Subscription(provider, queue.StreamId) is not { } subscription)
        {
            subscription = new StreamSubscription(queue.StreamId);
            if (host.Grain is IStreamSubscriptionObserver observer)
            {
                await observer.OnSubscribed(subscription);
            }

            if (subscription.Handler is null)
            {
                host.Engine.Log.EventUnhandled(host.ToString(), queue.StreamId);
            }

            host.Extras.Add(provider, subscription);
        }

        if (subscription.Handler is { } handler)
        {
            await handler(Item!);
        }
    }

    internal override void Finish() => queue.Delivered(Error);

    internal override void Fail(Exception cause) => queue.Delivered(cause);
}
