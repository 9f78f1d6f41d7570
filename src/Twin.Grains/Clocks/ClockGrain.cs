using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;
using Twin.City;

namespace Twin.Grains.Clocks;

/// <summary>The clocks of one area's cases: it wakes up when the next one is due.</summary>
[ImplicitStreamSubscription(CityStreams.ByClock)]
public sealed class ClockGrain(Surroundings city, CalendarBook calendar, ILogger<ClockGrain> logger)
    : Grain, IClockGrain, IStreamSubscriptionObserver
{
    private ClockDesk _desk = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _desk = new ClockDesk(new HomeId(this.GetPrimaryKeyString()), GrainFactory, city, calendar, logger);
        return _desk.Load(this, cancellationToken);
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<CaseNews>().ResumeAsync((news, _) => _desk.Take(news));

    public async Task<ClockSight> Sweep(CancellationToken cancel = default)
    {
        await _desk.Look(cancel);
        return _desk.Sight;
    }

    public Task Look() => _desk.Look(CancellationToken.None);

    public Task Nudge(HomeId home, long feedNumber) => _desk.Nudge(home, feedNumber);
}
