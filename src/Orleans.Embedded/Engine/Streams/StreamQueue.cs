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
        }

        Deliver();
        return Task.CompletedTask;
    }

    /// <summary>The consumer has had the event, well or with an error.</summary>
    internal void Delivered(Exception? error)
    {
        var pause = TimeSpan.Zero;
        if (error is null)
        {
            Hub.CountDelivered();
        }
        else if (_failures < Pauses.Length && !Hub.IsStopped)
        {
            Engine.Log.EventFailed(Consumer.Name, StreamId, _failures + 1, error);
            Hub.CountRetried();
            pause = Pauses[_failures++];
        }
        else
        {
            Hub.CountDropped();
            Engine.Log.EventDropped(StreamId, Consumer.Name, _failures + 1);
        }

        if (pause > TimeSpan.Zero)
        {
            DeliverAfter(pause);
        }
        else if (TryGoOn())
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
        Hub.CountWaiting(1);
    }

    /// <summary>Takes out the event that is done with; false if the queue is empty and retired.</summary>
    private bool TryGoOn()
    {
        lock (_gate)
        {
            _failures = 0;
            _events.Dequeue();
            Hub.CountWaiting(-1);
            while (_events.Count < Hub.QueueLimit && _publishers.TryDequeue(out var next))
            {
                if (next.Publisher.TrySetResult())
                {
                    Add(next.Item);
                }
            }

            if (_events.Count > 0 && !Hub.IsStopped)
            {
                return true;
            }

            _isRetired = true;
        }

        _pause?.Dispose();
        _provider.Forget(this);
        return false;
    }

    private void Deliver()
    {
        if (Consumer.Locate(StreamId.GetKeyAsString()) is { } home)
        {
            lock (_gate)
            {
                _delivery.Item = _events.Peek();
            }

            home.Post(_delivery);
        }
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
