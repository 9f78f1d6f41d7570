using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Clocks;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Clocks;

/// <summary>The stream of announced days; who may announce is the gateway's to ask.</summary>
public sealed class CalendarGrain(Surroundings city) : Grain, ICalendarGrain
{
    private readonly OwnStream<CityEvent> _stream = new(city.Log, CalendarBook.Stream, FactFamilies.City);

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        _stream.Load(_ => { }, cancellationToken).AsTask();

    public async Task<long> Change(
        ImmutableArray<CalendarDay> days, string source, Actor by, string commandId, CancellationToken cancel = default)
    {
        if (_stream.Knows(commandId))
        {
            return _stream.Position;
        }

        cancel.ThrowIfCancellationRequested();
        try
        {
            await _stream.Append(
                new CityEvent.CalendarChanged(new(days), source), new Author(by.Account, by.Roles[0]), commandId,
                city.Time.GetUtcNow(), CalendarBook.Feed);
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
