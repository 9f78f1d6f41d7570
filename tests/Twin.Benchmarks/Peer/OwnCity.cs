using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Embedded.Hosting;
using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Cases;

namespace Twin.Benchmarks.Peer;

/// <summary>The city itself in this process: real grains, real log; a report wakes its own case.</summary>
/// <remarks>
/// Each report finds its grid, becomes a case that decides, is durable in the log, and raises the boards of grid,
/// community and city. A listener reads every fact as it becomes durable. The report is one as residents send it, of no
/// class: the peer's row has no life after it either. A class makes the city go on by itself: file, number, dispatch.
/// </remarks>
internal sealed class OwnCity : IAsyncDisposable
{
    private static readonly Actor Resident = new("a-receiver", ["Receiver"], BenchTown.Root);

    private readonly ServiceProvider _services;
    private readonly IGrainFactory _grains;
    private readonly ReferenceCity _city;
    private readonly CaseRules _rules;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _payload;
    private readonly string? _class;
    private readonly string _prefix = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N")[..12];
    private Task _listening = Task.CompletedTask;
    private long _reports;
    private long _heard;

    private OwnCity(ServiceProvider services, string payload, string? classCode)
    {
        (_services, _payload, _class) = (services, payload, classCode);
        _grains = services.GetRequiredService<IGrainFactory>();
        _city = services.GetRequiredService<ReferenceCity>();
        _rules = services.GetRequiredService<CaseRules>();
        Log = services.GetRequiredService<IEventLog>();
    }

    public IEventLog Log { get; }

    /// <summary>Facts that the listener has read.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    public static async Task<OwnCity> Start(
        IEventLog log, ReferenceCity city, string payload, string? classCode = null)
    {
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(log)
            .AddSingleton(city)
            .AddSingleton<IIdSource, CountedIds>()
            .AddCityGrains()
            .AddEmbeddedOrleans(options =>
            {
                options.GrainAssemblies.Add(typeof(CaseGrain).Assembly);
                options.StreamProviders.Add(CityStreams.Provider);
            })
            .BuildServiceProvider();
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        var own = new OwnCity(services, payload, classCode);
        await CityGrains.Wake(own._grains, services.GetRequiredService<CityTree>(), CancellationToken.None);
        own._listening = own.Listen();
        return own;
    }

    public Task<Reached> Report(int callers, TimeSpan atLeast, CancellationToken cancel) =>
        Reached.By(callers, 1, atLeast, (_, chance) => Report(chance, cancel));

    /// <summary>Reports that the city's own board counts.</summary>
    public async Task<long> Counted() =>
        (await _grains.GetGrain<IAreaGrain>(BenchTown.Root.Value).Board()).Reported;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>What the city would store of a report: decided, encoded, and told to nobody.</summary>
    public NewBatch Decided(Random chance)
    {
        var order = Order(chance);
        return new CasePlan(
            CaseState.Absent(new CaseId(order.CommandId)), order, TimeProvider.System.GetUtcNow(), _rules).Batch();
    }

    private async Task Report(Random chance, CancellationToken cancel)
    {
        var order = Order(chance);
        var answer = await _grains.GetGrain<ICaseGrain>(order.CommandId).Do(order, cancel);
        if (answer.Refusal is { } no)
        {
            throw new InvalidDataException($"A report was refused: {no}.");
        }
    }

    /// <summary>A report from anywhere; its id is that of the case, too.</summary>
    private CaseOrder Order(Random chance)
    {
        var at = BenchTown.Anywhere(chance);
        var grid = _city.Index.Find(at) ?? throw new InvalidDataException($"No grid holds {at}.");
        var id = $"{_prefix}-{Interlocked.Increment(ref _reports):D10}";
        var report = new CaseCommand.Report(
            CaseSource.App, new HomeId(grid), at, DefaultPlace: false, Building: null, Site: null, Words: null,
            _class, Severity.Unset, id, LimitBy.Class, DueAt: null, _payload);
        return new CaseOrder(report, id, Resident, "bench");
    }

    private async Task Listen()
    {
        try
        {
            for (var position = Log.Head.Position; ;)
            {
                await Log.WaitBeyond(position, _stop.Token);
                var facts = await Log.ReadAll(position, 4_096, _stop.Token);
                position = facts[^1].Position;
                Interlocked.Add(ref _heard, facts.Length);
            }
        }
        catch (OperationCanceledException)
        {
            // The benchmark is over.
        }
    }

    private sealed class CountedIds : IIdSource
    {
        private long _given;

        public string Next() => $"id-{Interlocked.Increment(ref _given)}";
    }
}
