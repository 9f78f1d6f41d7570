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
/// On the engine everything is on: the timeout of each call, a filter, a token that can cancel, exceptions and
/// cancelled calls among the others (see <see cref="CallLoad"/>), and the meter, which somebody reads each second.
/// </remarks>
internal sealed class EngineLoad : IAsyncDisposable
{
    public const int Callers = 200;

    private static volatile bool s_isOver;

    private readonly ServiceProvider _services;
    private readonly IAsyncStream<Arrivals>[] _published;
    private readonly Listener _listener = new();
    private readonly BareMailbox[] _bare;

    private EngineLoad(ServiceProvider services, int grains)
    {
        _services = services;
        Grains = services.GetRequiredService<IGrainFactory>();
        _bare = [.. Enumerable.Range(0, grains).Select(_ => new BareMailbox())];
        Meters = [.. Enumerable.Range(0, grains).Select(i => Grains.GetGrain<IMeter>($"meter-{i:D18}"))];
        var streams = services.GetRequiredKeyedService<IStreamProvider>(Consumer.Namespace);
        _published = [.. Enumerable.Range(0, grains)
            .Select(i => streams.GetStream<Arrivals>(StreamId.Create(Consumer.Namespace, $"consumer-{i:D15}")))];
    }

    /// <summary>Read by grains: the run has had its time.</summary>
    public static bool IsOver => s_isOver;

    public static IMeter[] Meters { get; private set; } = [];

    public IGrainFactory Grains { get; }

    /// <summary>What the engine told of itself meanwhile.</summary>
    public Listener Told => _listener;

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
    public Task<Speed> Call(TimeSpan atLeast) =>
        Rate(atLeast, static seed => Task.Run(() => CallLoad.Run(seed)));

    public Task<Speed> CallFromGrains(TimeSpan atLeast) =>
        Rate(atLeast, seed => Grains.GetGrain<ICaller>($"caller-{seed}").CallUntilStopped(seed).AsTask());

    /// <summary>Events of streams that have been handled, a second; each burst is one consumer's.</summary>
    public Task<Speed> Deliver(TimeSpan atLeast) => Deliver(atLeast, isScattered: false);

    /// <summary>As <see cref="Deliver(TimeSpan)"/>, but each event is another consumer's.</summary>
    public Task<Speed> DeliverScattered(TimeSpan atLeast) => Deliver(atLeast, isScattered: true);

    public Task<Speed> BareCall(TimeSpan atLeast) => Rate(atLeast, seed => Task.Run(() => AskMany(seed)));

    public Task<Speed> BareCallFromMailboxes(TimeSpan atLeast) => Rate(atLeast, seed =>
    {
        var done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        new BareMailbox().Post(async _ => done.SetResult(await AskMany(seed)), null);
        return done.Task;
    });

    /// <summary>One-way messages to mailboxes, a second; each burst is one mailbox's.</summary>
    public Task<Speed> BareTell(TimeSpan atLeast) => BareTell(atLeast, isScattered: false);

    /// <summary>As <see cref="BareTell(TimeSpan)"/>, but each message is another mailbox's.</summary>
    public Task<Speed> BareTellScattered(TimeSpan atLeast) => BareTell(atLeast, isScattered: true);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    private async Task<long> AskMany(int seed)
    {
        var chance = new Xorshift(seed);
        long calls = 0;
        while (!s_isOver)
        {
            await BareMailbox.Ask.Of(_bare[chance.Below(_bare.Length)], 1);
            calls++;
        }

        return calls;
    }

    private Task<Speed> Deliver(TimeSpan atLeast, bool isScattered) => Rate(atLeast, seed => Task.Run(() => SendBursts(
        seed, isScattered, _published, static (to, sender) => new ValueTask(to.OnNextAsync(sender)))));

    private Task<Speed> BareTell(TimeSpan atLeast, bool isScattered) => Rate(atLeast, seed => Task.Run(() => SendBursts(
        seed,
        isScattered,
        _bare,
        static (to, sender) =>
        {
            to.Push(new BareMailbox.Tell(sender));
            return default;
        })));

    private static async Task<long> SendBursts<T>(
        int seed, bool isScattered, T[] receivers, Func<T, Arrivals, ValueTask> send)
    {
        var (sender, chance) = (new Arrivals(), new Xorshift(seed));
        long sent = 0;
        while (!s_isOver)
        {
            var whole = sender.WholeBurst;
            var receiver = receivers[chance.Below(receivers.Length)];
            for (var i = 0; i < Arrivals.Burst; i++)
            {
                await send(receiver, sender);
                if (isScattered)
                {
                    receiver = receivers[chance.Below(receivers.Length)];
                }
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
            _listener.Look();
        }

        s_isOver = true;
        var done = (await running).Sum();
        return new Speed(
            done / clock.Elapsed.TotalSeconds, done / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}

/// <summary>What was done in a second, and in a second of processor time, which others' work disturbs less.</summary>
internal readonly record struct Speed(double PerSecond, double PerCpuSecond);
