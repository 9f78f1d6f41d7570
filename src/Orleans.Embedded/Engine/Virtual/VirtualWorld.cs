using System.Collections.Concurrent;

namespace Orleans.Embedded.Engine.Virtual;

/// <summary>All that happens in virtual time: one thread, one seed, and a clock that jumps.</summary>
/// <remarks>
/// What can run now runs in an order that the seed draws; the clock moves only when nothing can. So a run is the same
/// on every machine. The thread that makes the world is the one that runs it. Work of a <see cref="Realm"/> that has
/// crashed is forgotten, its timers too.
/// </remarks>
internal sealed class VirtualWorld(int seed, DateTimeOffset start)
{
    private readonly Random _order = new(seed);
    private readonly List<Ready> _ready = [];
    private readonly PriorityQueue<(VirtualTimer Timer, long Armed), (long DueTicks, long Order)> _timers = new();
    private readonly ConcurrentQueue<Ready> _fromOutside = new();
    private readonly object _door = new();
    private bool _hasKnocked;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _armed;
    private long _nowTicks = start.UtcTicks;

    public DateTimeOffset Now => new(_nowTicks, TimeSpan.Zero);

    /// <summary>Turns and continuations that have run.</summary>
    public long Turns { get; private set; }

    /// <summary>Work that came from other threads: in a simulation, something that has left virtual time.</summary>
    public long Escaped { get; private set; }

    /// <summary>Time in which nothing could run.</summary>
    public TimeSpan StoodStill { get; private set; }

    /// <summary>Runs one piece of work that can run now; false when there is none.</summary>
    public bool RunOne()
    {
        TakeFromOutside();
        while (_ready.Count > 0)
        {
            var one = Draw();
            if (!one.Realm.HasCrashed)
            {
                Turns++;
                one.Run();
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves the clock to the next moment at which something is due, and fires all that is.</summary>
    /// <returns>False when nothing is due until then; the clock then stands at <paramref name="until"/>.</returns>
    public bool Jump(DateTimeOffset until)
    {
        DropStale();
        if (!_timers.TryPeek(out _, out var next) || next.DueTicks > until.UtcTicks)
        {
            _nowTicks = Math.Max(_nowTicks, until.UtcTicks);
            return false;
        }

        _nowTicks = Math.Max(_nowTicks, next.DueTicks);
        var moment = _armed;
        while (_timers.TryPeek(out var due, out var at) && at.DueTicks <= _nowTicks && at.Order <= moment)
        {
            _timers.Dequeue();
            due.Timer.FireIfArmed(due.Armed);
        }

        return true;
    }

    /// <summary>The clock goes on and nothing runs, as on a machine that was put to sleep.</summary>
    public void StandStill(TimeSpan time)
    {
        _nowTicks += time.Ticks;
        StoodStill += time;
    }

    /// <summary>Runs until nothing can run and the clock stands at that moment.</summary>
    public void RunUntil(DateTimeOffset until)
    {
        do
        {
            while (RunOne())
            {
            }
        }
        while (Jump(until));
    }

    /// <summary>Waits until another thread brings work; only for a world that guests call.</summary>
    public void AwaitGuests()
    {
        lock (_door)
        {
            while (!_hasKnocked)
            {
                Monitor.Wait(_door);
            }

            _hasKnocked = false;
        }
    }

    /// <summary>Lets <see cref="AwaitGuests"/> return.</summary>
    public void Knock()
    {
        lock (_door)
        {
            _hasKnocked = true;
            Monitor.Pulse(_door);
        }
    }

    internal void Add(Ready work)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _ready.Add(work);
        }
        else if (!work.Realm.HasCrashed)
        {
            // Of a crashed realm the finalizer alone still speaks.
            _fromOutside.Enqueue(work);
            Knock();
        }
    }

    /// <summary>Arms a timer; gives back what tells this arming from others.</summary>
    internal long Arm(VirtualTimer timer, TimeSpan due)
    {
        var armed = ++_armed;
        _timers.Enqueue((timer, armed), (_nowTicks + due.Ticks, armed));
        return armed;
    }

    private Ready Draw()
    {
        var at = _ready.Count == 1 ? 0 : _order.Next(_ready.Count);
        var one = _ready[at];
        _ready[at] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        return one;
    }

    private void TakeFromOutside()
    {
        while (!_fromOutside.IsEmpty && _fromOutside.TryDequeue(out var work))
        {
            Escaped++;
            _ready.Add(work);
        }
    }

    private void DropStale()
    {
        while (_timers.TryPeek(out var next, out _) && !next.Timer.IsArmedAs(next.Armed))
        {
            _timers.Dequeue();
        }
    }
}
