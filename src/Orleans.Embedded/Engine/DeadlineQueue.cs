using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>The calls that wait for an answer for at most one and the same time.</summary>
/// <remarks>
/// A call costs one write. Requests are used over and over, so the queue knows the objects themselves, and goes through
/// them now and then to see which of them are late. In real time it does so each <see cref="Beat"/> while calls are
/// under way: only a beat looks at the clock, and it finds calls that were cancelled while nobody was told. A deadline
/// may be some beats late, and is never early: a beat that comes late counts as at most <see cref="MostBeats"/>.
/// Elsewhere deadlines are exact.
/// </remarks>
internal sealed class DeadlineQueue : IDisposable
{
    /// <summary>Known requests that are looked through for doubles before the list grows on.</summary>
    private const int TidyAtLeast = 1_024;

    /// <summary>How late, in real time, a deadline or a cancellation that nobody minds may be seen.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private const int MostBeats = 3;

    private readonly TimeProvider _time;
    private readonly long _limit;
    private readonly TimeSpan _limitAsSpan;
    private readonly long _beat;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;

    /// <summary>Grows at its end, or is replaced: whoever holds both reads it without the gate.</summary>
    private Request[] _known = new Request[TidyAtLeast];
    private int _count;
    private long _order;
    private long _now;
    private long _lastLook;
    private volatile bool _isArmed;

    internal DeadlineQueue(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _limitAsSpan = limit;
        _limit = (long)(limit.TotalSeconds * time.TimestampFrequency);

        // In real time nobody can tell which of two late calls was told first; elsewhere it must not depend on pools.
        HasBeat = ReferenceEquals(time, TimeProvider.System);
        _beat = (long)(Beat.TotalSeconds * time.TimestampFrequency);
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

    /// <summary>Whether calls are looked through now and then, also for those that were cancelled.</summary>
    internal bool HasBeat { get; }

    /// <summary>Sets the deadline of a request that is about to be sent; then the request begins its use.</summary>
    internal void Add(Request request)
    {
        request.Deadline = HasBeat
            ? new Deadline(Volatile.Read(ref _now) + (MostBeats * _beat) + _limit, 0)
            : new Deadline(_time.GetTimestamp() + _limit, Interlocked.Increment(ref _order));
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
                _lastLook = _time.GetTimestamp();
                _isArmed = true;
                _timer.Change(HasBeat ? Beat : _limitAsSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            (_known, _count) = ([], 0);
        }
    }

    private void Watch(Request request)
    {
        lock (_gate)
        {
            if (_count == _known.Length)
            {
                // Gone to another engine, given up, or let go by its pool; and each of the others once.
                var left = _known.Where(one => ReferenceEquals(one.WatchedBy, this)).Distinct().ToArray();
                _count = left.Length;
                Array.Resize(ref left, Math.Max(TidyAtLeast, 2 * _count));
                _known = left;
            }

            request.WatchedBy = this;
            _known[_count++] = request;
        }
    }

    private void Expire()
    {
        // From here on a new call arms anew; one that began before is seen below.
        _isArmed = false;
        Interlocked.MemoryBarrierProcessWide();
        Request[] known;
        int count;
        lock (_gate)
        {
            (known, count) = (_known, _count);
            Advance();
        }

        var late = new List<(Deadline Due, Request Request)>();
        var earliest = long.MaxValue;
        var now = Volatile.Read(ref _now);
        foreach (var request in known.AsSpan(0, count))
        {
            if (request.DueIn(this, out var use) is not { } due)
            {
                continue;
            }

            if (due.At <= now)
            {
                if (request.TryAbandonLate(use))
                {
                    late.Add((due, request));
                }
            }
            else if (!HasBeat || !request.TryAbandonCancelled(use))
            {
                earliest = Math.Min(earliest, due.At);
            }
        }

        if (earliest < long.MaxValue)
        {
            ArmAgain(HasBeat ? Beat : _time.GetElapsedTime(now, earliest));
        }

        foreach (var (_, request) in late.OrderBy(one => one.Due.At).ThenBy(one => one.Due.Order))
        {
            request.TellAbandoned();
        }
    }

    private void ArmAgain(TimeSpan pause)
    {
        lock (_gate)
        {
            _isArmed = true;
            _timer.Change(pause, Timeout.InfiniteTimeSpan);
        }
    }

    private void Advance()
    {
        var look = _time.GetTimestamp();
        Volatile.Write(ref _now, HasBeat ? _now + Math.Min(look - _lastLook, MostBeats * _beat) : look);
        _lastLook = look;
    }

    /// <summary>When a request is late, and its place among those that are late at the same moment.</summary>
    internal readonly record struct Deadline(long At, long Order);
}
