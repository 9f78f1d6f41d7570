using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams.Filtering;
using Orleans.TestingHost;
using Twin.Silo.Hosting;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>Orleans' test cluster of one silo.</summary>
/// <remarks>Grains and their timers follow the clock by hand, the runtime that of the wall.</remarks>
public sealed class OrleansDriver : IDriver
{
    /// <summary>The key by which Orleans asks for the clock of grains and their timers.</summary>
    private const string GrainsClock = "Orleans.Grains";

    public static bool CollectsByTheClock => false;

    public async Task<TestHost> Start(HostSettings settings)
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "";
        if (Differences.LeftOut.TryGetValue(test, out var why))
        {
            Assert.Skip(why);
        }

        var (clock, log) = (new ManualClock(), new OrleansLog());
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            Configure(silo, settings, isHurried: Differences.WaitsForTheLimit.Contains(test));
            settings.Services(silo.Services);
            TestHost.AddStage(silo.Services, clock);
            silo.Services.AddSingleton<ILoggerProvider>(log);
            silo.Services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
            silo.Services.AddKeyedSingleton<TimeProvider>(GrainsClock, new RuntimeClock(clock));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var services = cluster.Silos[0].ServiceProvider;
        log.Open(services.GetRequiredService<RecordedLog>());
        return new TestHost(services, clock, _ => cluster.StopAllSilosAsync(), new Running(cluster));
    }

    private static void Configure(ISiloBuilder silo, HostSettings settings, bool isHurried)
    {
        silo.AddMemoryStreams("city", streams => streams.ConfigurePullingAgent(agent =>
            agent.Configure(one => one.MaxEventDeliveryTime = TimeSpan.FromSeconds(isHurried ? 3 : 60))));
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionQuantum = settings.CollectionQuantum;
            collection.CollectionAge = settings.CollectionAge;
            collection.DeactivationTimeout = TimeSpan.FromSeconds(5);
        });
        silo.Configure<SiloMessagingOptions>(messages =>
        {
            messages.MaxEnqueuedRequestsHardLimit = settings.MaxEnqueuedRequests;
            messages.ResponseTimeout = TimeSpan.FromSeconds(isHurried ? 3 : 30);
            // A call that finds its grain leaving is sent on this often; a grain that always leaves needs it.
            messages.MaxForwardCount = 255;
        });
        silo.Services.AddSerializer(static serializer => serializer.AddRecordsOf("Orleans.Embedded.Tests"));
        if (settings.StreamDrop is { } drops)
        {
            silo.Services.AddSingleton(drops);
            silo.AddStreamFilter<LossFilter>("city");
        }
    }

    private sealed class LossFilter(Func<StreamId, object, bool> drops) : IStreamFilter
    {
        public bool ShouldDeliver(StreamId streamId, object item, string? filterData) => !drops(streamId, item);
    }

    private sealed class Running(InProcessTestCluster cluster) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // Not a stop in good order: that waits for calls that a test has left behind.
            foreach (var silo in cluster.Silos.ToArray())
            {
                await cluster.KillSiloAsync(silo);
            }

            await cluster.DisposeAsync();
        }
    }
}
