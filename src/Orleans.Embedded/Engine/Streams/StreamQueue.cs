using Orleans.Runtime;
using Orleans.Streams.Core;

namespace Orleans.Embedded.Engine;

/// <summary>The events of one stream that wait for one consumer; delivered one at a time, in order.</summary>
/// <remarks>
/// The queue itself is the delivery that lies in the consumer's mailbox. An event that finds it idle takes one atomic
/// step and no lock; what has to wait behind it takes the gate.
/// </remarks>
internal sealed partial class StreamQueue : TaskCall
{
    /// <summary>In place of an event: nothing is taken any more.</summary>
    private static readonly object Retired = new();

    private readonly StreamProvider _provider;
    private readonly bool _isOnly;

    /// <summary>The event that is being delivered; null if the queue is idle.</summary>
    private object? _current;

    private Activation? _home;
    private StreamSubscription? _subscription;
    private ActivationExtras? _extras;
    private long _delivered;
    private long _dropped;
    private int _idleSince;
    private int _failures;

    /// <param name="provider">Where the stream belongs.</param>
    /// <param name="stream">Whose events these are.</param>
    /// <param name="consumer">The class of the grain that gets them.</param>
    /// <param name="isOnly">Whether all events of the stream come here, and nowhere else.</param>
    internal StreamQueue(StreamProvider provider, StreamId stream, GrainClass consumer, bool isOnly)
    {
        _provider = provider;
        _isOnly = isOnly;
        StreamId = stream;
        Consumer = consumer;
        _idleSince = Engine.Collector.Now;
    }

    internal StreamId StreamId { get; }

    internal GrainClass Consumer { get; }

    internal override bool IsOver => Hub.IsStopped;

    internal override string InterfaceName => "Orleans.Streams.IStreamConsumerExtension";

    internal override string MethodName => "DeliverMutable";

    private StreamHub Hub => _provider.Hub;

    private GrainEngine Engine => Hub.Engine;

    /// <summary>Null if the queue has been retired meanwhile; else done when the event has its place.</summary>
    internal Task? TryEnqueue(object item)
    {
        // What waits goes first: the events of one publisher keep their order.
        if (Volatile.Read(ref _waiting) > 0 || Interlocked.CompareExchange(ref _current, item, null) is not null)
        {
            return TryWait(item);
        }

        Deliver();
        return Task.CompletedTask;
    }

    internal QueueCounts Counts()
    {
        var (delivered, dropped) = (Volatile.Read(ref _delivered), Volatile.Read(ref _dropped));
        var waiting = CountWaiting();
        return new QueueCounts(_isOnly ? delivered + dropped + waiting : 0, delivered, dropped, waiting);
    }

    internal override Task Perform(Activation host)
    {
        // The subscription belongs to the grain's life: another life has other extras.
        if (_subscription is null || !ReferenceEquals(_extras, host.Extras))
        {
            _extras = host.Extras;
            _subscription = _extras.Subscription(_provider, StreamId);
        }

        return _subscription is null ? Subscribe(host) : Hand(_subscription);
    }

    internal override void Finish() => Delivered(Error);

    internal override void Fail(Exception cause) => Delivered(cause);

    private async Task Subscribe(Activation host)
    {
        var subscription = new StreamSubscription(StreamId);
        if (host.Grain is IStreamSubscriptionObserver observer)
        {
            await observer.OnSubscribed(subscription);
        }

        if (subscription.Handler is null)
        {
            host.Engine.Log.EventUnhandled(host.ToString(), StreamId);
        }

        host.Extras.Add(_provider, subscription);
        await Hand(subscription);
    }

    private Task Hand(StreamSubscription subscription) =>
        subscription.Handler?.Handle(_current!) ?? Task.CompletedTask;

    /// <summary>The consumer has had the event, well or with an error.</summary>
    private void Delivered(Exception? error)
    {
        if (error is not null && _failures < Pauses.Length && !Hub.IsStopped)
        {
            Engine.Log.EventFailed(Consumer.Name, StreamId, _failures + 1, error);
            Hub.CountRetried();
            DeliverAfter(Pauses[_failures++]);
            return;
        }

        if (error is null)
        {
            Volatile.Write(ref _delivered, _delivered + 1);
        }
        else
        {
            Engine.Log.EventDropped(StreamId, Consumer.Name, _failures + 1);
            Volatile.Write(ref _dropped, _dropped + 1);
        }

        _failures = 0;
        _idleSince = Engine.Collector.Now;
        if (!Hub.IsStopped)
        {
            Interlocked.Exchange(ref _current, null);
            DeliverNext();
        }
    }

    private void Deliver()
    {
        if (_home is not { IsGone: false })
        {
            _home = Consumer.Locate(StreamId.GetKeyAsString());
        }

        _home?.Post(this);
    }
}
