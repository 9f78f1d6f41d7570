using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>The stream of changed classes; who may change them is the gateway's to ask.</summary>
public sealed class ClassGrain(Surroundings city) : Grain, IClassGrain
{
    private readonly OwnStream<CityEvent> _stream = new(city.Log, ClassBook.Stream, FactFamilies.City);

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        _stream.Load(_ => { }, cancellationToken).AsTask();

    public async Task<long> Change(
        CityEvent.ClassChanged changed, Actor by, string commandId, CancellationToken cancel = default)
    {
        if (_stream.Knows(commandId))
        {
            return _stream.Position;
        }

        cancel.ThrowIfCancellationRequested();
        try
        {
            await _stream.Append(
                changed, new Author(by.Account, by.Roles[0]), commandId, city.Time.GetUtcNow(), ClassBook.Feed);
            return _stream.Position;
        }
        catch (Exception failure) when (failure is not LogFullException)
        {
            // Another activation wrote, or nobody knows what was stored: the next activation reads how it is.
            DeactivateOnIdle();
            throw;
        }
    }
}
