using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Embedded.Hosting;
using Twin.EventLog;

namespace Twin.Benchmarks.Log;

/// <summary>Many callers, each with streams of its own; every append goes through the grain of its stream.</summary>
internal sealed class GrainAppends : IAsyncDisposable
{
    private const int StreamsEach = 200;

    private readonly ServiceProvider _services;
    private readonly IGrainFactory _grains;

    private GrainAppends(ServiceProvider services) =>
        (_services, _grains) = (services, services.GetRequiredService<IGrainFactory>());

    /// <summary>Milliseconds to durable of the last run, in rising order.</summary>
    public double[] Milliseconds { get; private set; } = [];

    public static async Task<GrainAppends> Over(IEventLog log)
    {
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(log)
            .AddEmbeddedOrleans(options => options.GrainAssemblies.Add(typeof(Appender).Assembly))
            .BuildServiceProvider();
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        return new GrainAppends(services);
    }

    /// <summary>Facts a second that became durable.</summary>
    public async Task<double> Run(int callers, TimeSpan atLeast, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = new List<double>();
            var chance = new Random(caller);
            while (time.GetElapsedTime(begun) < atLeast)
            {
                var asked = time.GetTimestamp();
                await _grains.GetGrain<IAppender>($"case/{caller * 7919 % 1000}-{caller}-{chance.Next(StreamsEach)}")
                    .Append(chance.Next(10_000));
                mine.Add(time.GetElapsedTime(asked).TotalMilliseconds);
            }

            return mine;
        })));
        var seconds = time.GetElapsedTime(begun).TotalSeconds;
        Milliseconds = [.. all.SelectMany(mine => mine).Order()];
        return Milliseconds.Length / seconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
