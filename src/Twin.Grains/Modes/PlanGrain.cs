using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Modes;
using Twin.Grains.Feeds;

namespace Twin.Grains.Modes;

/// <summary>The stream of plans; who may write them is the gateway's to ask.</summary>
public sealed class PlanGrain(Surroundings city) : Grain, IPlanGrain
{
    private OwnStream<CityEvent> _stream = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new OwnStream<CityEvent>(city.Log, PlanBook.Stream, FactFamilies.City, DeactivateOnIdle);
        await _stream.Load((CityEvent _) => { }, cancellationToken);
    }

    public Task<long?> Write(Plan plan, Actor by, string commandId, CancellationToken cancel = default) =>
        _stream.AppendOnce(
            new CityEvent.PlanWritten(plan), by.AsAuthor(), commandId, city.Time.GetUtcNow(),
            PlanBook.Feed, cancel).AsTask();
}
