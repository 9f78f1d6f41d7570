using Orleans;
using Twin.City;
using Twin.City.Handovers;
using Twin.Grains.Feeds;

namespace Twin.Grains.Handovers;

/// <summary>The handover book of one area. Key: the area's or grid's id.</summary>
public interface IHandoverGrain : IGrainWithStringKey
{
    Task<Decided> HandOver(
        HandoverEvent.HandedOver left, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> TakeOver(long number, Actor by, string commandId, CancellationToken cancel = default);

    Task<HandoverSight> See(CancellationToken cancel = default);
}

/// <summary>The book at a position of the log.</summary>
public sealed record HandoverSight(HandoverBook Book, long Position);
