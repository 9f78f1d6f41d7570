namespace Orleans.Embedded.Engine;

/// <content>Events that came while another was being delivered, and publishers that found no place.</content>
internal sealed partial class StreamQueue
{
    /// <summary>Pauses between the attempts to deliver one event; after the last attempt it is dropped.</summary>
    private static readonly TimeSpan[] Pauses =
        [.. new[] { 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10 }.Select(TimeSpan.FromSeconds)];

    private readonly Lock _gate = new();
    private Queue<object>? _events;
    private Queue<(TaskCompletionSource Publisher, object Item)>? _publishers;
    private ITimer? _pause;

    /// <summary>Events and publishers that wait; written behind the gate.</summary>
    private int _waiting;

    /// <summary>Takes nothing more if it has been idle since that count of the collector.</summary>
    internal bool TryRetire(int count)
    {
        lock (_gate)
        {
            if (_idleSince > count || _waiting > 0
                || Interlocked.CompareExchange(ref _current, Retired, null) is not null)
            {
                return false;
            }

            _pause?.Dispose();
            return true;
        }
    }

    /// <summary>Lets waiting publishers go; what they bring is lost, as all that waits here.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            while (_publishers?.TryDequeue(out var next) == true)
            {
                next.Publisher.TrySetResult();
            }
        }
    }

    private int CountWaiting()
    {
        lock (_gate)
        {
            return CountHere();
        }
    }

    /// <summary>The event that is being delivered, and those behind it.</summary>
    private int CountHere() =>
        (_events?.Count ?? 0) + (Volatile.Read(ref _current) is { } item && item != Retired ? 1 : 0);

    /// <summary>Puts the event behind the others; null if the queue has been retired meanwhile.</summary>
    private Task? TryWait(object item)
    {
        Task done;
        lock (_gate)
        {
            if (Volatile.Read(ref _current) == Retired)
            {
                return null;
            }

            done = CountHere() < Hub.QueueLimit ? Add(item) : WaitForPlace(item);
            CountWaiters();
        }

        // The one before may have ended when nothing waited yet.
        DeliverNext();
        return done;
    }

    private Task Add(object item)
    {
        (_events ??= []).Enqueue(item);
        return Task.CompletedTask;
    }

    private void CountWaiters() =>
        Volatile.Write(ref _waiting, (_events?.Count ?? 0) + (_publishers?.Count ?? 0));

    /// <summary>Delivers the first that waits, unless another event is under way.</summary>
    private void DeliverNext()
    {
        if (Volatile.Read(ref _waiting) > 0 && TryTakeNext())
        {
            Deliver();
        }
    }

    private bool TryTakeNext()
    {
        lock (_gate)
        {
            LetPublishersIn();
            var isTaken = _events?.TryPeek(out var next) == true
                && Interlocked.CompareExchange(ref _current, next, null) is null;
            if (isTaken)
            {
                _events!.Dequeue();
                LetPublishersIn();
            }

            CountWaiters();
            return isTaken;
        }
    }

    private void LetPublishersIn()
    {
        while (_publishers is not null && CountHere() < Hub.QueueLimit && _publishers.TryDequeue(out var next))
        {
            if (next.Publisher.TrySetResult())
            {
                Add(next.Item);
            }
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
        (_publishers ??= []).Enqueue((place, item));
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
