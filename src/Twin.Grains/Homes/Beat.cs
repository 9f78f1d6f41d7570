using Orleans;
using Orleans.Runtime;

namespace Twin.Grains.Homes;

/// <summary>The beat of a grain: at most one each 100 ms while there is need, else one a canonical minute.</summary>
/// <remarks>
/// The timer is armed anew for each beat, so a city that rests has no ticks, in real and in virtual time.
/// The first change after a pause beats at once.
/// </remarks>
internal sealed class Beat
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly Func<CancellationToken, Task<Need>> _work;
    private readonly IGrainTimer _timer;
    private long _lastAt;
    private bool _wanted = true;
    private bool _armed = true;
    private bool _ticking;

    /// <summary>Starts with one beat right after activation; call it in <c>OnActivateAsync</c>.</summary>
    public Beat(IGrainBase grain, TimeProvider time, Func<CancellationToken, Task<Need>> work)
    {
        (_time, _work) = (time, work);
        _timer = grain.RegisterGrainTimer(
            static (beat, stop) => beat.Tick(stop),
            this,
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    /// <summary>What the beat found: when the next one is needed.</summary>
    public enum Need { None, Minute, Echo, Soon }

    /// <summary>Something changed, or somebody waits.</summary>
    public void Soon()
    {
        if (!_wanted)
        {
            _wanted = _armed = true;
            var rest = Pause - _time.GetElapsedTime(_lastAt);
            Arm(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        }
    }

    /// <summary>Something changed that nobody waits for: a beat in time for the echo is soon enough.</summary>
    public void Later()
    {
        if (!_armed)
        {
            _armed = true;
            Arm(RestOf(Need.Echo));
        }
    }

    private async Task Tick(CancellationToken stop)
    {
        // A wish that comes while the beat works is kept: the timer is armed after it in any case.
        (_wanted, _ticking) = (false, true);
        var need = Need.Soon;
        try
        {
            need = await _work(stop);
        }
        finally
        {
            _lastAt = _time.GetTimestamp();
            _wanted |= need == Need.Soon;
            _armed = _wanted || need != Need.None;
            _ticking = false;
            Arm(_wanted ? Pause : RestOf(need));
        }
    }

    private void Arm(TimeSpan due)
    {
        if (_ticking)
        {
            return;
        }

        try
        {
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The activation leaves; the next one begins with a beat.
        }
    }

    private TimeSpan RestOf(Need need) => need switch
    {
        Need.Echo when UntilNextMinute() is var rest => rest < Feeds.Echoes.Every ? rest : Feeds.Echoes.Every,
        Need.Minute => UntilNextMinute(),
        _ => Timeout.InfiniteTimeSpan,
    };

    private TimeSpan UntilNextMinute() =>
        TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (_time.GetUtcNow().UtcTicks % TimeSpan.TicksPerMinute));
}
