using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Embedded.Engine;
using Orleans.Embedded.Engine.Virtual;
using Orleans.Embedded.Hosting;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Grains.Feeds;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.Reviews;
using Twin.Silo.Gateway.SignIn;
using Twin.Simulation.Faults;

namespace Twin.Simulation.Hosting;

/// <summary>One process of the city in virtual time: real grains, real gateway, no socket, file or thread.</summary>
internal sealed class VirtualSilo
{
    private readonly ServiceProvider _services;
    private readonly Dictionary<long, Action<Exception>> _connections = [];
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private long _connected;

    public VirtualSilo(Realm realm, VirtualSiloParts parts)
    {
        Realm = realm;
        _services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(realm.Time)
            .AddSingleton<TurnRunner>(new VirtualRunner(realm, realm.Time, parts.Faults))
            .AddSingleton(parts.Log)
            .AddSingleton(parts.Vault)
            .AddSingleton(parts.City)
            .AddSingleton(parts.Tree)
            .AddSingleton(parts.Ids)
            .AddSingleton(Secret.Of(new byte[32]))
            .AddSingleton<Surroundings>()
            .AddSingleton<CalendarBook>()
            .AddSingleton(city => CityRules.Of(parts.City, parts.Tree, city.GetRequiredService<CalendarBook>()))
            .AddSingleton<MergeBook>()
            .AddSingleton<FeedPump>()
            .AddSingleton<ClockRounds>()
            .AddSingleton<ClassBook>()
            .AddSingleton<Originals>()
            .AddSingleton<TriageDesk>()
            .AddCommands()
            .AddEmbeddedOrleans(options =>
            {
                options.GrainAssemblies.Add(typeof(CaseGrain).Assembly);
                options.StreamProviders.Add(CityStreams.Provider);
            })
            .BuildServiceProvider();
        Engine = _services.GetRequiredService<GrainEngine>();
        Grains = _services.GetRequiredService<IGrainFactory>();
        Intake = _services.GetRequiredService<Intake>();
        Commands = _services.GetRequiredService<Commands>();
        Acts = _services.GetRequiredService<ObligationActs>();
        Cases = _services.GetRequiredService<CaseDoor>();
        Tree = parts.Tree;
        Log = parts.Log;
        Faults = parts.Faults;
    }

    public Realm Realm { get; }

    public GrainEngine Engine { get; }

    public ShakyEngine Faults { get; }

    public IGrainFactory Grains { get; }

    public Intake Intake { get; }

    public Commands Commands { get; }

    /// <summary>The way of what departments owe.</summary>
    public ObligationActs Acts { get; }

    /// <summary>The way of what the city itself orders.</summary>
    public CaseDoor Cases { get; }

    public CityTree Tree { get; }

    public IEventLog Log { get; }

    /// <summary>Opens the doors: the pump runs, the homes wake in the background.</summary>
    public void Start()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            _ = hosted.StartAsync(CancellationToken.None);
        }

        _ = Realm.Start(async () =>
        {
            await FollowMap();
            _ = Realm.Start(() => _services.GetRequiredService<FeedPump>().Run(CancellationToken.None));
            await Wake();
        });
    }

    /// <summary>The process ends in the middle of everything; whoever is connected learns it.</summary>
    public void Crash()
    {
        Realm.Crash();
        Action<Exception>[] cut = [.. _connections.Values];
        _connections.Clear();
        foreach (var one in cut)
        {
            one(new IOException("The connection was cut."));
        }
    }

    /// <summary>A request over a connection: its work runs here, its answer is awaited elsewhere.</summary>
    public Task<T> Ask<T>(Func<VirtualSilo, Task<T>> request)
    {
        if (Realm.HasCrashed)
        {
            return Task.FromException<T>(new IOException("Nobody listens there any more."));
        }

        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var connection = ++_connected;
        _connections.Add(connection, cut => answer.TrySetException(cut));
        _ = Realm.Start(async () =>
        {
            try
            {
                answer.TrySetResult(await request(this));
            }
            catch (Exception failure)
            {
                answer.TrySetException(failure);
            }
            finally
            {
                _connections.Remove(connection);
            }
        });
        return answer.Task;
    }

    /// <summary>All activations in an order that no machine changes.</summary>
    public List<Activation> Awake() =>
    [
        .. Engine.Activations().Where(one => one.IsAwake)
            .OrderBy(one => one.Class.Name, StringComparer.Ordinal).ThenBy(one => one.Key, StringComparer.Ordinal),
    ];

    /// <summary>A log that fails now is read again; meanwhile the doors know the map of the first import.</summary>
    private async Task FollowMap()
    {
        while (true)
        {
            try
            {
                await Tree.Follow(Log, CancellationToken.None);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(LookAgain, Realm.Time);
            }
        }
    }

    private async Task Wake()
    {
        // Grids first: an area that wakes asks its children.
        foreach (var home in Tree.Book.All.OrderByDescending(home => Tree.Book[home].Level ?? AreaLevel.Community + 1))
        {
            try
            {
                await Tree.Watched(Grains, home).Board();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // It wakes when somebody calls it.
            }
        }

        await SweepClocks();
    }

    private async Task SweepClocks()
    {
        try
        {
            await _services.GetRequiredService<CalendarBook>().CatchUp(CancellationToken.None);
            await _services.GetRequiredService<ClockRounds>().Sweep(CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The rounds of the pump look after those that did not answer.
        }
    }
}

/// <summary>What a process finds when it starts.</summary>
internal sealed record VirtualSiloParts(
    IEventLog Log, IVault Vault, ReferenceCity City, CityTree Tree, IIdSource Ids, ShakyEngine Faults);
