using Orleans.Embedded.Engine;
using Orleans.Embedded.Engine.Virtual;
using Orleans.Runtime;
using Twin.Grains.Cases;

namespace Twin.Simulation.Faults;

/// <summary>Loses, delays and doubles what grains send each other.</summary>
internal sealed class ShakyEngine(Chaos chaos) : EngineFaults
{
    private static readonly TimeSpan[] AtOnce = [TimeSpan.Zero];
    private readonly TimeSpan[] _copies = new TimeSpan[2];
    private readonly Dictionary<string, Activation> _older = new(StringComparer.Ordinal);

    internal override bool Loses(string to, string method)
    {
        var lost = chaos.Strikes(60);
        chaos.Lost += lost ? 1 : 0;
        return lost;
    }

    internal override TimeSpan DelayOf(string to, string method)
    {
        if (!chaos.Strikes(50))
        {
            return TimeSpan.Zero;
        }

        chaos.Late++;
        return chaos.Pause(40, 4_000);
    }

    internal override Activation? OlderOf(string to) =>
        _older.Count > 0 && _older.TryGetValue(to, out var older) && chaos.Number(2) == 0 ? older : null;

    /// <summary>Two of one key from now on: half of the callers still reach this one.</summary>
    public void Split(Activation older)
    {
        older.LoseFromDirectory();
        _older[older.ToString()] = older;
    }

    /// <summary>The older one dies.</summary>
    public void Unite(Activation older)
    {
        if (_older.Remove(older.ToString(), out var known) && !ReferenceEquals(known, older))
        {
            _older[known.ToString()] = known;
        }

        if (!older.IsGone)
        {
            older.Crash();
        }

        // A case that was only looked at since does not know what the older one wrote; its next command would tell.
        if (older.Class.Type == typeof(CaseGrain) && older.Class.Locate(older.Key) is { IsAwake: true } newer)
        {
            newer.Crash();
        }
    }

    internal override ReadOnlySpan<TimeSpan> Copies(StreamId stream, object item)
    {
        if (chaos.Strikes(40))
        {
            chaos.Lost++;
            return [];
        }

        if (chaos.Strikes(40))
        {
            chaos.Late++;
            _copies[0] = chaos.Pause(200, 5_000);
            return _copies.AsSpan(0, 1);
        }

        if (chaos.Strikes(40))
        {
            chaos.Doubled++;
            (_copies[0], _copies[1]) = (TimeSpan.Zero, chaos.Pause(50, 2_000));
            return _copies;
        }

        return AtOnce;
    }
}
