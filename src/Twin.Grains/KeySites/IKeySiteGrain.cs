using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Twin.City;
using Twin.City.Cases;
using Twin.City.KeySites;
using Twin.Geo;

namespace Twin.Grains.KeySites;

/// <summary>A key site (重点场所), alive. Key: the KeySiteId; feed <c>site:{id}</c>.</summary>
public interface IKeySiteGrain : IGrainWithStringKey
{
    Task<KeySiteSight?> See(CancellationToken cancel = default);

    [OneWay]
    Task Nudge(long feedNumber);
}

/// <param name="Cases">Open ones at the site, the gravest first.</param>
/// <param name="Visits">When somebody of the city was there, newest first.</param>
public sealed record KeySiteSight(
    KeySiteId Site, string Kind, string Name, HomeId? Home, LngLat At, int? Capacity, ImmutableArray<CaseId> Cases,
    SiteVisits Visits, int OpenCases, Severity Worst, long Position);
