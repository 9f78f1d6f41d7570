using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Grains.Homes;

namespace Twin.Grains.Areas;

/// <summary>A city, district, street or community: its children and the cases whose grid is not known.</summary>
[ImplicitStreamSubscription(CityStreams.ByArea)]
public sealed class AreaGrain(Surroundings city, ILogger<AreaGrain> logger)
    : Grain, IAreaGrain, IStreamSubscriptionObserver
{
    private LiveHome _home = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _home = new LiveHome(new HomeId(this.GetPrimaryKeyString()), GrainFactory, city, logger);
        return _home.Load(this, cancellationToken);
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<CaseNews>().ResumeAsync((news, _) => _home.Take(news));

    public Task<Frame> NextFrame(string? epoch, long after, CancellationToken cancel = default) =>
        _home.NextFrame(epoch, after, cancel);

    public Task<Board> Board() => Task.FromResult(_home.Board);

    public Task<Board> Gather(CancellationToken cancel = default) => _home.Gather(cancel);

    public Task<ImmutableArray<CaseTrace>> OpenNear(CaseSpot spot, DateTimeOffset since) =>
        Task.FromResult(_home.OpenNear(spot, since));

    public Task Nudge(long feedNumber) => _home.Nudge(feedNumber);

    public Task Put(HomeId child, string epoch, long version, Board board)
    {
        _home.Put(child, epoch, version, board);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<HomedCase>> Homed(CancellationToken cancel = default) => _home.Homed(cancel);

    public Task<int> Settle(CancellationToken cancel = default) => _home.SettleNow(cancel);

    public Task PostChanged(PostMark post)
    {
        _home.Put(post);
        return Task.CompletedTask;
    }
}
