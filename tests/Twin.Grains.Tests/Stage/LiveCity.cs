using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
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
using Twin.Grains.Stocks;

namespace Twin.Grains.Tests.Stage;

/// <summary>The real engine, the real grains and a log in memory, in a clock that runs fast.</summary>
internal sealed class LiveCity : IAsyncDisposable
{
    private const int Speed = 50;

    private readonly LiveEngine _engine;
    private readonly CancellationTokenSource _limit;

    private LiveCity(LiveEngine engine, CancellationTokenSource limit) => (_engine, _limit) = (engine, limit);

    public IGrainFactory Grains => _engine.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The way in through each silo.</summary>
    public IReadOnlyList<IGrainFactory> Doors =>
        [.. _engine.Silos.Select(static one => one.GetRequiredService<IGrainFactory>())];

    public IEventLog Log => _engine.Services.GetRequiredService<IEventLog>();

    public CityTree Tree => _engine.Services.GetRequiredService<CityTree>();

    public TimeProvider Time => _engine.Services.GetRequiredService<TimeProvider>();

    public Journal Journal => _engine.Services.GetRequiredService<Journal>();

    public FeedPump Pump => _engine.Services.GetRequiredService<FeedPump>();

    public ClockRounds Clocks => _engine.Services.GetRequiredService<ClockRounds>();

    /// <summary>Ends a test that waits for what never comes.</summary>
    public CancellationToken Cancel => _limit.Token;

    /// <param name="log">A log that another city has left behind; null for a new one.</param>
    /// <param name="loses">Which hints the streams lose.</param>
    public static async Task<LiveCity> Start(
        IEventLog? log = null, Func<StreamId, CaseNews, bool>? loses = null, TimeProvider? time = null,
        TimeSpan? idleAfter = null, short silos = 1)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        time ??= new FastTime(Speed, Town.Morning);
        log ??= MemoryEventLog.Create(time);
        var (journal, town, ids) = (new Journal(), Town.Build(), new CountedIds());
        var engine = await LiveEngine.Start(
            new LiveSettings
            {
                AddCity = services => services
                    .AddSingleton(journal)
                    .AddSingleton(typeof(ILogger<>), typeof(JournalLogger<>))
                    .AddSingleton(time)
                    .AddSingleton(log)
                    .AddSingleton(town)
                    .AddSingleton<IIdSource>(ids)
                    .AddCityGrains(),
                Loses = loses,
                IdleAfter = idleAfter,
                Silos = silos,
            },
            limit.Token);
        return new LiveCity(engine, limit);
    }

    /// <summary>How many grains of each class are awake.</summary>
    public Task<Dictionary<string, int>> Awake() => _engine.Awake();

    /// <summary>On how many silos grains are awake.</summary>
    public Task<int> SilosInUse() => _engine.SilosInUse();

    public IWatched Home(HomeId home) => Tree.Watched(Grains, home);

    public ICaseGrain Case(string id) => Grains.GetGrain<ICaseGrain>(id);

    /// <summary>Whoever holds the clocks of a home.</summary>
    public IClockGrain Clock(HomeId home) => Grains.GetGrain<IClockGrain>(Tree.ClockOf(home).Value);

    public IStockGrain Stock(string holder) => Grains.GetGrain<IStockGrain>(holder);

    public IPostGrain Seat(HomeId grid) => Grains.GetGrain<IPostGrain>(Town.Seat(grid).Value);

    public Task<CaseAnswer> Do(string caseId, CaseCommand command, Actor by, string? commandId = null) =>
        Case(caseId).Do(Town.Order(command, by, commandId ?? CaseWords.CommandOf(command)), Cancel);

    public Task<CaseAnswer> Report(string caseId, HomeId home) => Do(caseId, Town.Flood(home), Town.Receiver);

    public Watcher Watch(HomeId home) => new(Home(home), Cancel);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _limit.Dispose();
    }
}
