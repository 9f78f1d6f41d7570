using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Tests.Grains;
using Orleans.Streams;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>A running host of grains.</summary>
public sealed class TestHost(ServiceProvider services, ManualClock clock) : IAsyncDisposable
{
    public IGrainFactory Grains { get; } = services.GetRequiredService<IGrainFactory>();

    public Script Script { get; } = services.GetRequiredService<Script>();

    public RecordedLog Log { get; } = services.GetRequiredService<RecordedLog>();

    public ManualClock Clock { get; } = clock;

    public IServiceProvider Services { get; } = services;

    public IStreamProvider Streams => Services.GetRequiredKeyedService<IStreamProvider>("city");

    /// <summary>Starts the hosted services of a collection that has an engine in it.</summary>
    public static async Task<TestHost> Start(IServiceCollection collection, ManualClock clock)
    {
        collection.AddSingleton<Script>();
        collection.AddSingleton<RecordedLog>();
        collection.AddSingleton<GuestBook>();
        collection.AddSingleton<Turnstile>();
        collection.AddSingleton<Vault>();
        collection.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(RecordingLogger<>));
        collection.AddSingleton<TimeProvider>(clock);
        var services = collection.BuildServiceProvider(validateScopes: true);
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        return new TestHost(services, clock);
    }

    public async Task Stop(CancellationToken cancel = default)
    {
        foreach (var hosted in Services.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(cancel);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
