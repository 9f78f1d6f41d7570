using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;
using Twin.City;
using Twin.City.Cases;
using Twin.City.KeySites;
using Twin.Grains.Feeds;

namespace Twin.Grains.KeySites;

/// <summary>A key site: what the reference rows say of it, and which cases are open there.</summary>
[ImplicitStreamSubscription(CityStreams.BySite)]
[CollectionAgeLimit(Minutes = 10)]
public sealed class KeySiteGrain(Surroundings city, ILogger<KeySiteGrain> logger)
    : Grain, IKeySiteGrain, IStreamSubscriptionObserver
{
    private OpenCases _cases = null!;
    private SiteVisits _visits = SiteVisits.None;

    private KeySiteId Id => new(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _cases = new OpenCases(city.Log, CaseFeeds.Site(Id), logger, fact => _visits = _visits.After(fact));
        return _cases.Load(cancellationToken);
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<CaseNews>().ResumeAsync((news, _) => _cases.Take(news));

    public Task Nudge(long feedNumber) => _cases.Nudge(feedNumber);

    public async Task<KeySiteSight?> See(CancellationToken cancel = default)
    {
        await _cases.CatchUp(cancel);
        return city.Tree.Site(Id) is not { } row
            ? null
            : new KeySiteSight(
                Id, row.Type, row.Name, row.GridId is null ? null : city.Tree.Book.HomeOf(row), row.At, row.Capacity,
                _cases.Cases, _visits, _cases.Count, _cases.Worst, _cases.Position);
    }
}
