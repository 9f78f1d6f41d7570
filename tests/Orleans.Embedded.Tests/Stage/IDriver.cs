using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>One way to run the contract: an engine with a driver.</summary>
public interface IDriver
{
    Task<TestHost> Start(HostSettings settings);
}

/// <summary>The embedded engine on the thread pool; only its clock is by hand.</summary>
public sealed class ThreadPoolDriver : IDriver
{
    public Task<TestHost> Start(HostSettings settings) => Start(settings, static _ => { });

    internal static Task<TestHost> Start(HostSettings settings, Action<IServiceCollection> addDriver)
    {
        var services = new ServiceCollection();
        addDriver(services);
        settings.Services(services);
        services.AddEmbeddedOrleans(options =>
        {
            options.CollectionAge = settings.CollectionAge;
            options.CollectionQuantum = settings.CollectionQuantum;
            options.MaxEnqueuedRequests = settings.MaxEnqueuedRequests;
            options.StreamQueueLimit = settings.StreamQueueLimit;
            options.StreamDrop = settings.StreamDrop;
            options.StreamProviders.Add("city");
            options.GrainAssemblies.Add(typeof(ThreadPoolDriver).Assembly);
        });
        return TestHost.Start(services, new ManualClock());
    }
}
