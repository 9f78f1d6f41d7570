using Orleans;
using Orleans.Concurrency;
using Twin.City;
using Twin.City.Cases;
using Twin.Geo;

namespace Twin.Grains.KeySites;

/// <summary>A key site (重点场所), alive. Key: the KeySiteId; feed <c>site:{id}</c>.</summary>
public interface IKeySiteGrain : IGrainWithStringKey
{
    Task<KeySiteSight?> See(CancellationToken cancel = default);

    [OneWay]
    Task Nudge(long feedNumber);
}

public sealed record KeySiteSight(
    KeySiteId Site, string Kind, string Name, HomeId? Home, LngLat At, int OpenCases, Severity Worst, long Position);
