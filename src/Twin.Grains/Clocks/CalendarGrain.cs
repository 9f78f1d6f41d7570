using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Clocks;
using Twin.Grains.Feeds;

namespace Twin.Grains.Clocks;

/// <summary>The stream of announced days; who may announce is the gateway's to ask.</summary>
public sealed class CalendarGrain(Surroundings city) : Grain, ICalendarGrain
{
    private OwnStream<CityEvent> _stream = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new OwnStream<CityEvent>(city.Log, CalendarBook.Stream, FactFamilies.City, DeactivateOnIdle);
        await _stream.Load((CityEvent _) => { }, cancellationToken);
    }

    public Task<long?> Change(
        ImmutableArray<CalendarDay> days, string source, Actor by, string commandId,
        CancellationToken cancel = default) =>
        _stream.AppendOnce(
            new CityEvent.CalendarChanged(new(days), source), by.AsAuthor(), commandId,
            city.Time.GetUtcNow(), CalendarBook.Feed, cancel).AsTask();
}
