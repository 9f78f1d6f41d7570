using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>The calls that wait for an answer for at most one and the same time.</summary>
/// <remarks>
/// A call costs one look at the clock and one write. Requests are used over and over, so the queue knows the objects
/// themselves, and only when the earliest deadline comes does it go through them and see which of them are late.
/// </remarks>
internal sealed class DeadlineQueue : IDisposable
{
    /// <summary>Known requests that are looked through for doubles before the list grows on.</summary>
    private const int TidyAtLeast = 1_024;

    private readonly TimeProvider _time;
    private readonly long _limit;
    private readonly TimeSpan _limitAsSpan;
    private readonly bool _needsOrder;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private List<Request> _known = [];
    private int _tidyAt = TidyAtLeast;
    private long _order;
    private volatile bool _isArmed;

    internal DeadlineQueue(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _limitAsSpan = limit;
        _limit = (long)(limit.TotalSeconds * time.TimestampFrequency);

        // In real time nobody can tell which of two late calls was told first; elsewhere it must not depend on pools.
        _needsOrder = !ReferenceEquals(time, TimeProvider.System);
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

    /// <summary>Sets the deadline of a request that is about to be sent; then the request begins its use.</summary>
    internal void Add(Request request)
    {
        var order = _needsOrder ? Interlocked.Increment(ref _order) : 0;
        request.Deadline = new Deadline(_time.GetTimestamp() + _limit, order);
        if (!ReferenceEquals(request.WatchedBy, this))
        {
            Watch(request);
        }
    }

    /// <summary>Sees to it that somebody looks in time; after the request has begun its use.</summary>
    internal void Arm()
    {
        if (_isArmed)
        {
            return;
        }

        lock (_gate)
        {
            if (!_isArmed)
            {
                _isArmed = true;
                _timer.Change(_limitAsSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _known = [];
        }
    }

    private void Watch(Request request)
    {
        lock (_gate)
        {
            if (_known.Count >= _tidyAt)
            {
                // Gone to another engine, given up, or let go by its pool; and each of the others once.
                _known = [.. _known.Where(one => ReferenceEquals(one.WatchedBy, this)).Distinct()];
                _tidyAt = Math.Max(TidyAtLeast, 2 * _known.Count);
            }

            request.WatchedBy = this;
            _known.Add(request);
        }
    }

    private void Expire()
    {
        // From here on a new call arms anew; one that began before is seen below.
        _isArmed = false;
        Interlocked.MemoryBarrierProcessWide();
        Request[] known;
        lock (_gate)
        {
            known = [.. _known];
        }

        var late = new List<(Deadline Due, Request Request)>();
        var earliest = long.MaxValue;
        var now = _time.GetTimestamp();
        foreach (var request in known)
        {
            if (request.DueIn(this, out var use) is not { } due)
            {
                continue;
            }

            if (due.At > now)
            {
                earliest = Math.Min(earliest, due.At);
            }
            else if (request.TryAbandonLate(use))
            {
                late.Add((due, request));
            }
        }

        if (earliest < long.MaxValue)
        {
            lock (_gate)
            {
                _isArmed = true;
                _timer.Change(_time.GetElapsedTime(now, earliest), Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var (_, request) in late.OrderBy(one => one.Due.At).ThenBy(one => one.Due.Order))
        {
            request.TellAbandoned();
        }
    }

    /// <summary>When a request is late, and its place among those that are late at the same moment.</summary>
    internal readonly record struct Deadline(long At, long Order);
}
