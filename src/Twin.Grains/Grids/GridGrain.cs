using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Grains.Homes;

namespace Twin.Grains.Grids;

/// <summary>One grid: the board of its cases, which it tells to whoever watches and to its parent.</summary>
[ImplicitStreamSubscription(CityStreams.ByGrid)]
public sealed class GridGrain(Surroundings city, ILogger<GridGrain> logger)
    : Grain, IGridGrain, IStreamSubscriptionObserver
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

    public Task<ImmutableArray<CaseTrace>> OpenNear(CaseSpot spot, DateTimeOffset since) =>
        Task.FromResult(_home.OpenNear(spot, since));

    public Task Nudge(long feedNumber) => _home.Nudge(feedNumber);

    public Task<ImmutableArray<HomedCase>> Homed(CancellationToken cancel = default) => _home.Homed(cancel);

    public Task<int> Settle(CancellationToken cancel = default) => _home.SettleNow(cancel);

    public Task PostChanged(PostMark post)
    {
        _home.Put(post);
        return Task.CompletedTask;
    }
}
