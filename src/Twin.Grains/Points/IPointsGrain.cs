using Orleans;
using Twin.City;
using Twin.City.Points;
using Twin.Grains.Feeds;

namespace Twin.Grains.Points;

/// <summary>One card of points. Key: the hash of the card's number; the number itself is in no fact.</summary>
public interface IPointsGrain : IGrainWithStringKey
{
    Task<Decided> Open(CardKind kind, HomeId home, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Earn(
        ServiceKind service, int count, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Redeem(
        int points, KeySiteId site, Actor by, string commandId, CancellationToken cancel = default);

    Task<CardSight> See(CancellationToken cancel = default);
}

/// <summary>The card at a position of the log.</summary>
public sealed record CardSight(PointsCard Card, int Balance, long Position);
