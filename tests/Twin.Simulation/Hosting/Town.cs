using Orleans.Embedded.Engine.Virtual;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.EventLog.Vault;
using Twin.Grains.Areas;
using Twin.Simulation.Faults;
using Twin.Simulation.Ground;

namespace Twin.Simulation.Hosting;

/// <summary>What outlives every process: the log, the vault, the people; and the process that runs now.</summary>
internal sealed class Town
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly VirtualWorld _world;
    private readonly Chaos _chaos;
    private readonly Func<IEventLog, IEventLog> _alter;
    private readonly IVault _vault = MemoryVault.Create();
    private int _processes;

    /// <param name="alter">What a seeded bug makes of the log; the log itself where there is none.</param>
    public Town(VirtualWorld world, Chaos chaos, Func<IEventLog, IEventLog> alter)
    {
        (_world, _chaos, _alter) = (world, chaos, alter);
        Outside = new Realm(world);
        Log = MemoryEventLog.Create(Outside.Time);
        Start();
    }

    /// <summary>Where people live: no crash of a process reaches them.</summary>
    public Realm Outside { get; }

    /// <summary>What is durable.</summary>
    public IEventLog Log { get; }

    /// <summary>The process that runs; null while it is down.</summary>
    public VirtualSilo? Silo { get; private set; }

    public DateTimeOffset Now => _world.Now;

    public Task Pass(TimeSpan time) => Task.Delay(time, Outside.Time);

    /// <summary>The machine stands still; when it goes on, all that was due meanwhile is due at once.</summary>
    public void StandStill(TimeSpan time) => _world.StandStill(time);

    /// <summary>Waits until the doors are open.</summary>
    public async Task<VirtualSilo> Open()
    {
        while (Silo is null)
        {
            await Pass(LookAgain);
        }

        return Silo;
    }

    /// <summary>Ends the process now; another starts some time later.</summary>
    public void Crash()
    {
        if (Silo is not { } silo)
        {
            return;
        }

        _chaos.Crashes++;
        Silo = null;
        silo.Crash();
        _ = Outside.Start(async () =>
        {
            await Pass(_chaos.Pause(500, 20_000));
            Start();
        });
    }

    private void Start()
    {
        var realm = new Realm(_world);
        VirtualSilo? silo = null;
        var log = new ShakyLog(_alter(Log), realm.Time, _chaos, () => Outside.Start(() =>
        {
            if (ReferenceEquals(Silo, silo))
            {
                Crash();
            }

            return Task.CompletedTask;
        }));
        silo = new VirtualSilo(realm, new VirtualSiloParts(
            log, _vault, SmallTown.City, new CityTree(SmallTown.City), new CountedIds(++_processes),
            new ShakyEngine(_chaos)));
        Silo = silo;
        silo.Start();
    }
}
