using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Hosting;
using Twin.Grains.Cases;

namespace Twin.Grains.Tests.Stage;

/// <summary>The embedded engine; idle age and deadlines follow the city's clock.</summary>
internal sealed class LiveEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private LiveEngine(ServiceProvider services) => _services = services;

    /// <summary>What lives beside the grains.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The same for each silo.</summary>
    public IReadOnlyList<IServiceProvider> Silos => [_services];

    public static async Task<LiveEngine> Start(LiveSettings settings, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        settings.AddCity(services);
        services.AddEmbeddedOrleans(options =>
        {
            options.GrainAssemblies.Add(typeof(CaseGrain).Assembly);
            options.StreamProviders.Add(CityStreams.Provider);
            options.CollectionAge = settings.IdleAfter ?? options.CollectionAge;
            options.ResponseTimeout = TimeSpan.FromHours(1);
            options.StreamDrop = settings.Loses is { } loses ? (stream, news) => loses(stream, (CaseNews)news) : null;
        });
        var built = services.BuildServiceProvider(validateScopes: true);
        foreach (var hosted in built.GetServices<IHostedService>())
        {
            await hosted.StartAsync(cancel);
        }

        return new LiveEngine(built);
    }

    /// <summary>How many grains of each class are awake.</summary>
    public Task<Dictionary<string, int>> Awake() => Task.FromResult(
        _services.GetRequiredService<EngineGauge>().Read().ActivationsByClass
            .Where(static one => one.Value > 0).ToDictionary());

    /// <summary>On how many silos grains of the city are awake.</summary>
    public async Task<int> SilosInUse() => (await Awake()).Count > 0 ? 1 : 0;

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
