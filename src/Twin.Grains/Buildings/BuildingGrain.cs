using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;
using Twin.City;
using Twin.City.Cases;
using Twin.Geo.Reference;
using Twin.Grains.Feeds;

namespace Twin.Grains.Buildings;

/// <summary>A building: what the reference rows say of it, and which cases are open there.</summary>
[ImplicitStreamSubscription(CityStreams.ByBuilding)]
[CollectionAgeLimit(Minutes = 10)]
public sealed class BuildingGrain(Surroundings city, ReferenceCity reference, ILogger<BuildingGrain> logger)
    : Grain, IBuildingGrain, IStreamSubscriptionObserver
{
    private OpenCases _cases = null!;

    private BuildingId Id => new(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _cases = new OpenCases(city.Log, CaseFeeds.Building(Id), logger);
        return _cases.Load(cancellationToken);
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<CaseNews>().ResumeAsync((news, _) => _cases.Take(news));

    public Task Nudge(long feedNumber) => _cases.Nudge(feedNumber);

    public async Task<BuildingSight?> See(CancellationToken cancel = default)
    {
        await _cases.CatchUp(cancel);
        return reference.Building(Id.Value) is not { } row
            ? null
            : new BuildingSight(
                Id, row.Name, HomeOf(row), row.HeightMetres, row.Floors, reference.Addresses.CountOf(row.Id),
                _cases.Count, _cases.Worst, _cases.Position);
    }

    /// <summary>A building outside every grid belongs to the lowest area that holds it.</summary>
    private HomeId HomeOf(ReferenceBuilding row) => city.Tree.Book.HomeOf(row);
}
