using Orleans;
using Twin.City;
using Twin.City.Ratings;
using Twin.Grains.Feeds;

namespace Twin.Grains.Ratings;

/// <summary>Appeals against ratings of grids. Key: <see cref="RatingGrain.Key"/>.</summary>
public interface IRatingGrain : IGrainWithStringKey
{
    Task<Decided> Appeal(
        RatingEvent.RatingAppealed appealed, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Settle(
        HomeId grid, Quarter quarter, bool upheld, Actor by, string commandId, CancellationToken cancel = default);

    Task<RatingSight> See(CancellationToken cancel = default);
}

/// <summary>All appeals at a position of the log.</summary>
public sealed record RatingSight(RatingBook Book, long Position);
