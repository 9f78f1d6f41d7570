using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace Twin.Benchmarks.Engine;

/// <summary>The same load on the engine and on bare mailboxes: calls, calls between grains, messages.</summary>
/// <remarks>
/// On the engine everything is on: the timeout of each call, a filter, the capture of exceptions, a token that can
/// cancel, and the counts, which somebody reads each second.
/// </remarks>
internal sealed class EngineLoad : IAsyncDisposable
{
    public const int Callers = 200;

    private static volatile bool s_isOver;

    private readonly ServiceProvider _services;
    private readonly IStreamProvider _streams;
    private readonly EngineGauge _gauge;
    private readonly BareMailbox[] _bare;

    private EngineLoad(ServiceProvider services, int grains)
    {
        _services = services;
        Grains = services.GetRequiredService<IGrainFactory>();
        _streams = services.GetRequiredKeyedService<IStreamProvider>(Consumer.Namespace);
        _gauge = services.GetRequiredService<EngineGauge>();
        _bare = [.. Enumerable.Range(0, grains).Select(_ => new BareMailbox())];
        Meters = [.. Enumerable.Range(0, grains).Select(i => Grains.GetGrain<IMeter>($"meter-{i:D18}"))];
        Arrived = [.. Enumerable.Range(0, Callers).Select(_ => new Arrivals())];
    }

    /// <summary>Read by grains: the run has had its time.</summary>
    public static bool IsOver => s_isOver;

    public static IMeter[] Meters { get; private set; } = [];

    public static Arrivals[] Arrived { get; private set; } = [];

    public IGrainFactory Grains { get; }

    public static async Task<EngineLoad> Start(int grains)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<IIncomingGrainCallFilter, PassFilter>();
        services.AddEmbeddedOrleans(options =>
        {
            options.GrainAssemblies.Add(typeof(Meter).Assembly);
            options.StreamProviders.Add(Consumer.Namespace);
        });
        var built = services.BuildServiceProvider();
        foreach (var hosted in built.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        var load = new EngineLoad(built, grains);
        foreach (var meter in Meters)
        {
            await meter.Add(1);
        }

        return load;
    }

    /// <summary>Awaited calls of a meter a second.</summary>
    public Task<Speed> Call(TimeSpan atLeast) => Rate(atLeast, seed => Task.Run(async () =>
    {
        using var cancel = new CancellationTokenSource();
        var chance = new Xorshift(seed);
        long calls = 0;
        while (!s_isOver)
        {
            await Meters[chance.Below(Meters.Length)].Add(1, cancel.Token);
            calls++;
        }

        return calls;
    }));

    public Task<Speed> CallFromGrains(TimeSpan atLeast) =>
        Rate(atLeast, seed => Grains.GetGrain<ICaller>($"caller-{seed}").CallUntilStopped(seed).AsTask());

    /// <summary>Events of a stream that have been handled, a second.</summary>
    public Task<Speed> Deliver(TimeSpan atLeast)
    {
        return Rate(atLeast, seed => Task.Run(async () =>
        {
            var stream = _streams.GetStream<string>(StreamId.Create(Consumer.Namespace, $"{seed}"));
            return await SendBursts(Arrived[seed], static async (to, _) => await to.OnNextAsync("event"), stream);
        }));
    }

    public Task<Speed> BareCall(TimeSpan atLeast) => Rate(atLeast, seed => Task.Run(() => AskMany(seed)));

    public Task<Speed> BareCallFromMailboxes(TimeSpan atLeast) => Rate(atLeast, seed =>
    {
        var done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        new BareMailbox().Post(async _ => done.SetResult(await AskMany(seed)), null);
        return done.Task;
    });

    public Task<Speed> BareTell(TimeSpan atLeast) => Rate(atLeast, seed => Task.Run(() => SendBursts(
        new Arrivals(),
        static (to, arrivals) =>
        {
            to.Push(new BareMailbox.Tell(arrivals));
            return default;
        },
        _bare[seed])));

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    private async Task<long> AskMany(int seed)
    {
        var ask = new BareMailbox.Ask();
        var chance = new Xorshift(seed);
        long calls = 0;
        while (!s_isOver)
        {
            await ask.Of(_bare[chance.Below(_bare.Length)], 1);
            calls++;
        }

        return calls;
    }

    private static async Task<long> SendBursts<T>(Arrivals arrivals, Func<T, Arrivals, ValueTask> send, T to)
    {
        long sent = 0;
        while (!s_isOver)
        {
            var whole = arrivals.WholeBurst;
            for (var i = 0; i < Arrivals.Burst; i++)
            {
                await send(to, arrivals);
            }

            await whole;
            sent += Arrivals.Burst;
        }

        return sent;
    }

    private async Task<Speed> Rate(TimeSpan atLeast, Func<int, Task<long>> caller)
    {
        s_isOver = false;
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var running = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller));
        while (clock.Elapsed < atLeast)
        {
            var left = atLeast - clock.Elapsed;
            await Task.Delay(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1), TimeProvider.System);
            _gauge.Read();
        }

        s_isOver = true;
        var done = (await running).Sum();
        return new Speed(
            done / clock.Elapsed.TotalSeconds, done / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}

/// <summary>What was done in a second, and in a second of processor time, which others' work disturbs less.</summary>
internal readonly record struct Speed(double PerSecond, double PerCpuSecond);
