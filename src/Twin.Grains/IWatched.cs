using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.Grains;

/// <summary>Has a board that screens may watch. Implemented by grids and areas; key: the HomeId.</summary>
public interface IWatched : IGrainWithStringKey
{
    /// <summary>Held until the beat has news after (epoch, after), at most 2 s; then an empty frame.</summary>
    [AlwaysInterleave]
    Task<Frame> NextFrame(string? epoch, long after, CancellationToken cancel = default);

    /// <summary>The board now, of the last complete turn.</summary>
    [AlwaysInterleave]
    Task<Board> Board();

    /// <summary>Its own open cases near a place that were reported since then: what a report may be a duplicate of.
    /// </summary>
    [AlwaysInterleave]
    Task<ImmutableArray<CaseTrace>> OpenNear(CaseSpot spot, DateTimeOffset since);

    /// <summary>The log has numbers up to <paramref name="feedNumber"/> for this feed: read what is missing.</summary>
    /// <remarks>It is answered, so that the pump can tell it again: one-way calls may be lost.</remarks>
    Task Nudge(long feedNumber);

    /// <summary>Its own open cases and where each is: what a change of the map would move.</summary>
    Task<ImmutableArray<HomedCase>> Homed(CancellationToken cancel = default);

    /// <summary>Sends away the cases that the map no longer gives it; answers how many of them are left.</summary>
    Task<int> Settle(CancellationToken cancel = default);

    /// <summary>A post directly under it tells that its seat or its open tasks changed.</summary>
    [OneWay]
    Task PostChanged(PostMark post);
}

/// <summary>An open case and where it is.</summary>
public sealed record HomedCase(CaseId Case, CasePlace Place);
