using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Twin.City;

namespace Twin.Grains.Clocks;

/// <summary>Holds the running clocks of one area's cases and tells them when due. Key: the area's id.</summary>
/// <remarks>
/// A grid's clocks are held by the area above it, those of a case without a grid by its own area. It decides nothing:
/// the case does, and each clock fires at most once, and exactly once if it is due and still runs.
/// </remarks>
public interface IClockGrain : IGrainWithStringKey
{
    /// <summary>Reads what its feeds have, begins to fire what is due, and answers what it holds.</summary>
    Task<ClockSight> Sweep(CancellationToken cancel = default);

    /// <summary>A round of the city: look whether anything was forgotten.</summary>
    [OneWay]
    Task Look();

    /// <summary>The log has numbers up to <paramref name="feedNumber"/> for the feed of this home.</summary>
    [OneWay]
    Task Nudge(HomeId home, long feedNumber);
}

/// <param name="Running">Clocks that are still to fire.</param>
/// <param name="NextAt">When the next one is due; null when none runs.</param>
/// <param name="Fired">Clocks that this activation has made fire.</param>
/// <param name="Notices">The newest words of clocks that fired, oldest first.</param>
public sealed record ClockSight(
    HomeId Area, int Running, DateTimeOffset? NextAt, long Fired, ImmutableArray<ClockNotice> Notices);
