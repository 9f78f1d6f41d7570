using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <summary>The events of one stream that wait for one consumer; delivered one at a time, in order.</summary>
internal sealed class StreamQueue
{
    /// <summary>Pauses between the attempts to deliver one event; after the last attempt it is dropped.</summary>
    private static readonly TimeSpan[] Pauses =
        [.. new[] { 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10 }.Select(TimeSpan.FromSeconds)];

    private readonly StreamProvider _provider;
    private readonly StreamDelivery _delivery;
    private readonly Lock _gate = new();
    private readonly Queue<object> _events = [];
    private readonly Queue<(TaskCompletionSource Publisher, object Item)> _publishers = [];
    private ITimer? _pause;
    private int _failures;
    private Activation? _home;
    private QueueCounts _counts;
    private int _emptySince;
    private bool _isDelivering;
    private bool _isRetired;

    internal StreamQueue(StreamProvider provider, StreamId stream, GrainClass consumer)
    {
        _provider = provider;
        StreamId = stream;
        Consumer = consumer;
        _delivery = new StreamDelivery(this, provider);
    }

    internal StreamId StreamId { get; }

    internal GrainClass Consumer { get; }

    private StreamHub Hub => _provider.Hub;

    private GrainEngine Engine => Hub.Engine;

    /// <summary>Null if the queue has been retired meanwhile; else done when the event has its place.</summary>
    internal Task? TryEnqueue(object item)
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return null;
            }

            if (_events.Count >= Hub.QueueLimit)
            {
                return WaitForPlace(item);
            }

            Add(item);
            if (_isDelivering)
            {
                return Task.CompletedTask;
            }

            _isDelivering = true;
            _delivery.Item = item;
        }

        Deliver();
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing more if it has been empty since that count of the collector.</summary>
    internal bool TryRetire(int count)
    {
        lock (_gate)
        {
            if (_isDelivering || _emptySince > count)
            {
                return false;
            }

            _isRetired = true;
            _pause?.Dispose();
            return true;
        }
    }

    internal QueueCounts Counts()
    {
        lock (_gate)
        {
            return _counts;
        }
    }

    /// <summary>The consumer has had the event, well or with an error.</summary>
    internal void Delivered(Exception? error)
    {
        if (error is not null && _failures < Pauses.Length && !Hub.IsStopped)
        {
            Engine.Log.EventFailed(Consumer.Name, StreamId, _failures + 1, error);
            Hub.CountRetried();
            DeliverAfter(Pauses[_failures++]);
            return;
        }

        if (error is not null)
        {
            Engine.Log.EventDropped(StreamId, Consumer.Name, _failures + 1);
        }

        if (TryGoOn(new QueueCounts(0, error is null ? 1 : 0, error is null ? 0 : 1)))
        {
            Deliver();
        }
    }

    /// <summary>Lets waiting publishers go; what they bring is lost, as all that waits here.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            while (_publishers.TryDequeue(out var next))
            {
                next.Publisher.TrySetResult();
            }
        }
    }

    private void Add(object item)
    {
        _events.Enqueue(item);
        _counts += new QueueCounts(1, 0, 0);
    }

    /// <summary>Takes out the event that is done with; false if the queue is empty.</summary>
    private bool TryGoOn(QueueCounts done)
    {
        lock (_gate)
        {
            _failures = 0;
            _events.Dequeue();
            _counts += done;
            while (_events.Count < Hub.QueueLimit && _publishers.TryDequeue(out var next))
            {
                if (next.Publisher.TrySetResult())
                {
                    Add(next.Item);
                }
            }

            _isDelivering = _events.Count > 0 && !Hub.IsStopped;
            _delivery.Item = _isDelivering ? _events.Peek() : null;
            _emptySince = Engine.Collector.Now;
            return _isDelivering;
        }
    }

    private void Deliver()
    {
        if (_home is not { IsGone: false })
        {
            _home = Consumer.Locate(StreamId.GetKeyAsString());
        }

        _home?.Post(_delivery);
    }

    private void DeliverAfter(TimeSpan pause)
    {
        if (_pause is null)
        {
            using (QuietFlow.Enter())
            {
                _pause = Engine.Time.CreateTimer(
                    static self => ((StreamQueue)self!).Deliver(), this, pause, Timeout.InfiniteTimeSpan);
            }
        }
        else
        {
            _pause.Change(pause, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The queue is full: the publisher waits, but not longer than a caller would.</summary>
    private async Task WaitForPlace(object item)
    {
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _publishers.Enqueue((place, item));
        var limit = new CancellationTokenSource(Engine.ResponseTimeout, Engine.Time);
        await using (limit.Token.UnsafeRegister(
            _ => place.TrySetException(new TimeoutException(
                $"Stream {StreamId} had {Hub.QueueLimit} events waiting for {Engine.ResponseTimeout}.")),
            null))
        {
            using (limit)
            {
                await place.Task;
            }
        }
    }
}
