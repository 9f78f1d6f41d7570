using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Engine;
using Orleans.Streams;

namespace Orleans.Embedded.Hosting;

/// <summary>Adds the engine to a host.</summary>
public static class EmbeddedOrleansExtensions
{
    /// <summary>Adds grains to the host: factory, stream providers by name, start and stop, figures.</summary>
    /// <remarks>
    /// The host's <see cref="TimeProvider"/> is the engine's clock. Filters are all registered
    /// <see cref="IIncomingGrainCallFilter"/>. Hosted services that call grains are registered after this.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddEmbeddedOrleans(
        this IServiceCollection services, Action<EmbeddedOrleansOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new EmbeddedOrleansOptions();
        configure?.Invoke(options);
        options.Check();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TurnRunner>(static host =>
            new ThreadPoolRunner(host.GetRequiredService<TimeProvider>()));
        services.AddSingleton(host => new GrainEngine(
            host,
            host.GetRequiredService<TurnRunner>(),
            options,
            host.GetRequiredService<ILogger<GrainEngine>>()));
        services.AddSingleton(static host => host.GetRequiredService<GrainEngine>().Factory);
        services.AddSingleton(static host => new EngineGauge(host.GetRequiredService<GrainEngine>()));
        foreach (var name in options.StreamProviders.Distinct(StringComparer.Ordinal))
        {
            services.AddKeyedSingleton<IStreamProvider>(
                name, (host, _) => host.GetRequiredService<GrainEngine>().Streams.Provider(name));
        }

        services.AddSingleton<IHostedService>(static host => new EngineHost(host.GetRequiredService<GrainEngine>()));
        return services;
    }

    private sealed class EngineHost(GrainEngine engine) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            engine.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => engine.Stop(cancellationToken);
    }
}
