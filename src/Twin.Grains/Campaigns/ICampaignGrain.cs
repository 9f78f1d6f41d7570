using Orleans;
using Twin.City;
using Twin.City.Campaigns;
using Twin.Grains.Feeds;

namespace Twin.Grains.Campaigns;

/// <summary>All campaigns of the city. Key: <see cref="CampaignGrain.Key"/>.</summary>
public interface ICampaignGrain : IGrainWithStringKey
{
    Task<Decided> Start(
        CampaignEvent.CampaignStarted started, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> End(long campaign, string reason, Actor by, string commandId, CancellationToken cancel = default);

    /// <summary>Ends what is over by its date.</summary>
    /// <returns>When the next one will be; null = none runs.</returns>
    Task<DateTimeOffset?> EndDue(CancellationToken cancel = default);

    Task<CampaignSight> See(CancellationToken cancel = default);
}

/// <summary>All campaigns at a position of the log.</summary>
public sealed record CampaignSight(CampaignBook Book, long Position);
