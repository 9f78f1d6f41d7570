using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>The stream of changed classes; who may change them is the gateway's to ask.</summary>
public sealed class ClassGrain(Surroundings city) : Grain, IClassGrain
{
    private OwnStream<CityEvent> _stream = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new OwnStream<CityEvent>(city.Log, ClassBook.Stream, FactFamilies.City, DeactivateOnIdle);
        await _stream.Load((CityEvent _) => { }, cancellationToken);
    }

    public Task<long?> Change(
        CityEvent.ClassChanged changed, Actor by, string commandId, CancellationToken cancel = default) =>
        _stream.AppendOnce(
            changed, by.AsAuthor(), commandId, city.Time.GetUtcNow(), ClassBook.Feed, cancel)
        .AsTask();
}
