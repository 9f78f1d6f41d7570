using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams.Filtering;
using Orleans.TestingHost;
using Twin.Silo.Hosting;

namespace Twin.Grains.Tests.Stage;

/// <summary>Orleans' test cluster; grains follow the city's clock, the runtime that of the wall.</summary>
internal sealed class LiveEngine : IAsyncDisposable
{
    /// <summary>The key by which Orleans asks for the clock of grains and their timers.</summary>
    private const string GrainsClock = "Orleans.Grains";

    private readonly InProcessTestCluster _cluster;

    private LiveEngine(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>What lives beside the grains, in the first silo.</summary>
    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    /// <summary>The same for each silo.</summary>
    public IReadOnlyList<IServiceProvider> Silos => [.. _cluster.Silos.Select(static one => one.ServiceProvider)];

    public static async Task<LiveEngine> Start(LiveSettings settings, CancellationToken cancel)
    {
        if (settings.IdleAfter is not null)
        {
            Assert.Skip("Orleans collects idle grains by the clock of the wall, after a minute at least.");
        }

        var builder = new InProcessTestClusterBuilder(settings.Silos);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryStreams(CityStreams.Provider);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.Services.AddSerializer(static serializer => serializer.AddRecordsOf(nameof(Twin)));
            if (settings.Loses is { } loses)
            {
                silo.Services.AddSingleton(loses);
                silo.AddStreamFilter<LossFilter>(CityStreams.Provider);
            }

            settings.AddCity(silo.Services);
            silo.Services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
            silo.Services.AddKeyedSingleton(GrainsClock, static (host, _) => host.GetRequiredService<TimeProvider>());
        });
        var cluster = builder.Build();
        await cluster.DeployAsync().WaitAsync(cancel);
        return new LiveEngine(cluster);
    }

    /// <summary>How many grains of each class are awake.</summary>
    public async Task<Dictionary<string, int>> Awake()
    {
        var grains = Services.GetRequiredService<IGrainFactory>();
        // Not the simple statistics: they count the silos of all tests of the process together.
        var awake = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return awake.CountBy(static one => one.GrainType).ToDictionary();
    }

    /// <summary>On how many silos grains of the city are awake.</summary>
    public async Task<int> SilosInUse()
    {
        var grains = Services.GetRequiredService<IGrainFactory>();
        var awake = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return awake.Where(static one => one.GrainType.StartsWith(nameof(Twin), StringComparison.Ordinal))
            .Select(static one => one.SiloAddress).Distinct().Count();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private sealed class LossFilter(Func<StreamId, CaseNews, bool> loses) : IStreamFilter
    {
        public bool ShouldDeliver(StreamId streamId, object item, string? filterData) =>
            item is not CaseNews news || !loses(streamId, news);
    }
}
