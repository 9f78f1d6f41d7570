using System.Numerics;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>The calls that wait for an answer for at most one and the same time.</summary>
/// <remarks>
/// As the limit is the same for all, each list is in the order of its deadlines: adding and removing cost a few
/// links, and one timer serves all calls. Lists are several, so that processors do not meet at one lock.
/// </remarks>
internal sealed class DeadlineQueue : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _limit;
    private readonly TimeSpan _limitAsSpan;
    private readonly Stripe[] _stripes;
    private readonly Lock _arming = new();
    private readonly ITimer _timer;
    private volatile bool _isArmed;

    internal DeadlineQueue(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _limitAsSpan = limit;
        _limit = (long)(limit.TotalSeconds * time.TimestampFrequency);
        _stripes = new Stripe[Math.Min(16, (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount))];
        for (var i = 0; i < _stripes.Length; i++)
        {
            _stripes[i] = new Stripe();
        }

        using (QuietFlow.Enter())
        {
            _timer = time.CreateTimer(
                static self => ((DeadlineQueue)self!).Expire(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
    }

    internal TimeSpan Limit => _limitAsSpan;

    internal void Add(Request request)
    {
        var stripe = _stripes[Environment.CurrentManagedThreadId & (_stripes.Length - 1)];
        request.Deadline = new Deadline(stripe, _time.GetTimestamp() + _limit);
        lock (stripe)
        {
            stripe.Append(request);
        }

        if (!_isArmed)
        {
            Arm();
        }
    }

    internal static void Remove(Request request)
    {
        if (request.Deadline.Stripe is { } stripe)
        {
            lock (stripe)
            {
                stripe.Unlink(request);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        lock (_arming)
        {
            if (!_isArmed)
            {
                _isArmed = true;
                _timer.Change(_limitAsSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Expire()
    {
        lock (_arming)
        {
            _isArmed = false;
        }

        var late = new List<Request>();
        var earliest = long.MaxValue;
        var now = _time.GetTimestamp();
        foreach (var stripe in _stripes)
        {
            lock (stripe)
            {
                earliest = Math.Min(earliest, stripe.TakeLate(now, late));
            }
        }

        if (earliest < long.MaxValue)
        {
            lock (_arming)
            {
                _isArmed = true;
                _timer.Change(_time.GetElapsedTime(now, earliest), Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var request in late)
        {
            request.TellAbandoned();
        }
    }

    /// <summary>One list; it is its own lock.</summary>
    internal sealed class Stripe
    {
        private Request? _first;
        private Request? _last;

        internal void Append(Request request)
        {
            request.Earlier = _last;
            if (_last is null)
            {
                _first = request;
            }
            else
            {
                _last.Later = request;
            }

            _last = request;
        }

        internal void Unlink(Request request)
        {
            if (request.Earlier is null && !ReferenceEquals(_first, request))
            {
                return;
            }

            if (request.Earlier is null)
            {
                _first = request.Later;
            }
            else
            {
                request.Earlier.Later = request.Later;
            }

            if (request.Later is null)
            {
                _last = request.Earlier;
            }
            else
            {
                request.Later.Earlier = request.Earlier;
            }

            request.Earlier = null;
            request.Later = null;
        }

        /// <summary>Takes out what is late, and gives back the next deadline.</summary>
        internal long TakeLate(long now, List<Request> late)
        {
            while (_first is { } request && request.Deadline.At <= now)
            {
                Unlink(request);

                // Settled here, under the lock, so that the request cannot be reused in between.
                if (request.TryAbandonLate())
                {
                    late.Add(request);
                }
            }

            return _first?.Deadline.At ?? long.MaxValue;
        }
    }

    /// <summary>Where and when a request is late.</summary>
    internal readonly record struct Deadline(Stripe? Stripe, long At);
}
