using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace Twin.Benchmarks.Engine;

/// <summary>What a call, an event and an idle grain cost.</summary>
/// <remarks>Rates are for each second of processor time, so that they mean the same on a busy machine.</remarks>
internal static class EngineFiguresBench
{
    private const int Callers = 200;
    private const int Grains = 10_000;
    private const int IdleGrains = 200_000;
    private static readonly List<string> Figures = [];

    internal static IMeter[] Meters { get; private set; } = [];

    internal static async Task<int> Run()
    {
        await using var services = Services();
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        var factory = services.GetRequiredService<IGrainFactory>();
        await MeasureIdle(factory);
        Meters = [.. Enumerable.Range(0, Grains).Select(i => factory.GetGrain<IMeter>($"meter-{i}"))];
        foreach (var meter in Meters)
        {
            await meter.Add(1);
        }

        await Measure("call", 1_000_000, many => EachCaller(many, static (meter, _) => meter.Add(1)));
        await Measure("task_call", 500_000, many => EachCaller(many, static (meter, _) => new(meter.AddAsTask(1))));
        await Measure("yield_call", 300_000, many => EachCaller(many, static (meter, _) => meter.AddAfterYield(1)));
        await Measure("get_and_call", 500_000, many => EachCaller(
            many, (_, at) => factory.GetGrain<IMeter>(Keys[at]).Add(1)));
        await Measure("grain_to_grain", 500_000, many => Task.WhenAll(Enumerable.Range(0, Callers).Select(
            i => factory.GetGrain<ICaller>($"caller-{i}").Call(many / Callers, i).AsTask())));
        await Measure("one_way", 500_000, SendOneWay);
        await Measure("stream", 200_000, many => Publish(services, many));
        Console.WriteLine(string.Join(' ', Figures));
        return 0;
    }

    private static string[] Keys { get; } = [.. Enumerable.Range(0, Grains).Select(i => $"meter-{i}")];

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddEmbeddedOrleans(options =>
        {
            options.GrainAssemblies.Add(typeof(Meter).Assembly);
            options.StreamProviders.Add("bench");
        });
        return services.BuildServiceProvider();
    }

    /// <summary>Heap of a grain that sleeps: mailbox, directory entry, key of 24 characters, one number.</summary>
    private static async Task MeasureIdle(IGrainFactory factory)
    {
        await factory.GetGrain<IMeter>("warm-up").Add(1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < IdleGrains; i++)
        {
            await factory.GetGrain<IMeter>($"idle-grain-{i:D13}").Add(1);
        }

        var rate = IdleGrains / clock.Elapsed.TotalSeconds;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)IdleGrains;
        Add("idle_bytes", bytes);
        Add("wakings_per_s", rate);
    }

    private static Task EachCaller(int many, Func<IMeter, int, ValueTask<int>> call) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(seed => Task.Run(async () =>
        {
            var chance = new Random(seed);
            for (var i = 0; i < many / Callers; i++)
            {
                var at = chance.Next(Grains);
                await call(Meters[at], at);
            }
        })));

    private static async Task SendOneWay(int many)
    {
        var until = Volatile.Read(ref Arrived.Count) + many;
        for (var i = 0; i < many; i++)
        {
            await Meters[i % Grains].Nudge(1);
        }

        await Until(until);
    }

    private static async Task Publish(IServiceProvider services, int many)
    {
        var provider = services.GetRequiredKeyedService<IStreamProvider>("bench");
        var streams = Enumerable.Range(0, 100)
            .Select(i => provider.GetStream<string>(StreamId.Create("bench", $"{i}"))).ToArray();
        var until = Volatile.Read(ref Arrived.Count) + many;
        for (var i = 0; i < many; i++)
        {
            await streams[i % streams.Length].OnNextAsync("event");
        }

        await Until(until);
    }

    private static async Task Until(long count)
    {
        while (Volatile.Read(ref Arrived.Count) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    private static async Task Measure(string name, int many, Func<int, Task> run)
    {
        await run(many / 4);
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        self.Refresh();
        var processor = self.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await run(many);
        var seconds = clock.Elapsed.TotalSeconds;
        self.Refresh();
        var used = (self.TotalProcessorTime - processor).TotalSeconds;
        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)many;
        Console.WriteLine(
            $"{name,-16} {many / used,12:N0} /s of processor  {many / seconds,12:N0} /s  {allocated,7:N1} B each");
        Add($"{name}_per_cpu_s", many / used);
        Add($"{name}_bytes", allocated);
    }

    private static void Add(string name, double value) =>
        Figures.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value:F0}"));
}
