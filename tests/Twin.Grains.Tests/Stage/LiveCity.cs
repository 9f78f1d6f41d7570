using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;
using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Grains.Feeds;
using Twin.Grains.Posts;

namespace Twin.Grains.Tests.Stage;

/// <summary>The real engine, the real grains and a log in memory, in a clock that runs fast.</summary>
internal sealed class LiveCity : IAsyncDisposable
{
    private const int Speed = 50;

    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _limit;

    private LiveCity(ServiceProvider services, CancellationTokenSource limit) =>
        (_services, _limit) = (services, limit);

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public IEventLog Log => _services.GetRequiredService<IEventLog>();

    public CityTree Tree => _services.GetRequiredService<CityTree>();

    public TimeProvider Time => _services.GetRequiredService<TimeProvider>();

    public Journal Journal => _services.GetRequiredService<Journal>();

    public FeedPump Pump => _services.GetRequiredService<FeedPump>();

    public ClockRounds Clocks => _services.GetRequiredService<ClockRounds>();

    public EngineGauge Gauge => _services.GetRequiredService<EngineGauge>();

    /// <summary>Ends a test that waits for what never comes.</summary>
    public CancellationToken Cancel => _limit.Token;

    /// <param name="log">A log that another city has left behind; null for a new one.</param>
    /// <param name="loses">Which hints the streams lose.</param>
    public static async Task<LiveCity> Start(
        IEventLog? log = null, Func<StreamId, CaseNews, bool>? loses = null, TimeProvider? time = null,
        TimeSpan? idleAfter = null)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        time ??= new FastTime(Speed, Town.Morning);
        var services = new ServiceCollection()
            .AddSingleton<Journal>()
            .AddSingleton(typeof(ILogger<>), typeof(JournalLogger<>))
            .AddSingleton(time)
            .AddSingleton(log ?? MemoryEventLog.Create(time))
            .AddSingleton(Town.Build())
            .AddSingleton<IIdSource, CountedIds>()
            .AddCityGrains()
            .AddEmbeddedOrleans(options =>
            {
                options.GrainAssemblies.Add(typeof(CaseGrain).Assembly);
                options.StreamProviders.Add(CityStreams.Provider);
                options.CollectionAge = idleAfter ?? options.CollectionAge;
                options.ResponseTimeout = TimeSpan.FromHours(1);
                options.StreamDrop = loses is null ? null : (stream, news) => loses(stream, (CaseNews)news);
            })
            .BuildServiceProvider(validateScopes: true);
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(limit.Token);
        }

        return new LiveCity(services, limit);
    }

    public IWatched Home(HomeId home) => Tree.Watched(Grains, home);

    public ICaseGrain Case(string id) => Grains.GetGrain<ICaseGrain>(id);

    /// <summary>Whoever holds the clocks of a home.</summary>
    public IClockGrain Clock(HomeId home) => Grains.GetGrain<IClockGrain>(Tree.ClockOf(home).Value);

    public IPostGrain Seat(HomeId grid) => Grains.GetGrain<IPostGrain>(Town.Seat(grid).Value);

    public Task<CaseAnswer> Do(string caseId, CaseCommand command, Actor by, string? commandId = null) =>
        Case(caseId).Do(Town.Order(command, by, commandId ?? CaseWords.CommandOf(command)), Cancel);

    public Task<CaseAnswer> Report(string caseId, HomeId home) => Do(caseId, Town.Flood(home), Town.Receiver);

    public Watcher Watch(HomeId home) => new(Home(home), Cancel);

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        _limit.Dispose();
    }
}
