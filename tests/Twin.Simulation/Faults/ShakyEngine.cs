using Orleans.Embedded.Engine.Virtual;
using Orleans.Runtime;

namespace Twin.Simulation.Faults;

/// <summary>Loses, delays and doubles what grains send each other.</summary>
internal sealed class ShakyEngine(Chaos chaos) : EngineFaults
{
    private static readonly TimeSpan[] AtOnce = [TimeSpan.Zero];
    private readonly TimeSpan[] _copies = new TimeSpan[2];

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
