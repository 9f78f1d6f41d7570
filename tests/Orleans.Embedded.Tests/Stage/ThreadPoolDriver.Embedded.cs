using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>The embedded engine on the thread pool; only its clock is by hand.</summary>
public sealed class ThreadPoolDriver : IDriver
{
    public Task<TestHost> Start(HostSettings settings) => Start(settings, static _ => { });

    internal static async Task<TestHost> Start(HostSettings settings, Action<IServiceCollection> addDriver)
    {
        var (collection, clock) = (new ServiceCollection(), new ManualClock());
        addDriver(collection);
        settings.Services(collection);
        collection.AddEmbeddedOrleans(options =>
        {
            options.CollectionAge = settings.CollectionAge;
            options.CollectionQuantum = settings.CollectionQuantum;
            options.ResponseTimeout = settings.ResponseTimeout;
            options.MaxEnqueuedRequests = settings.MaxEnqueuedRequests;
            options.StreamQueueLimit = settings.StreamQueueLimit;
            options.StreamDrop = settings.StreamDrop;
            options.StreamProviders.Add("city");
            options.GrainAssemblies.Add(typeof(ThreadPoolDriver).Assembly);
        });
        TestHost.AddStage(collection, clock);
        collection.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(RecordingLogger<>));
        var services = collection.BuildServiceProvider(validateScopes: true);
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        return new TestHost(services, clock, cancel => Stop(services, cancel), services);
    }

    private static async Task Stop(ServiceProvider services, CancellationToken cancel)
    {
        foreach (var hosted in services.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(cancel);
        }
    }
}
