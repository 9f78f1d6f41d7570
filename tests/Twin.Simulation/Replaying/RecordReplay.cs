using Orleans.Embedded.Engine.Virtual;
using Twin.EventLog.Memory;
using Twin.EventLog.Vault;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Simulation.Faults;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.Replaying;

/// <summary>A real city's records through the intake in virtual time, on a log in memory; nothing goes wrong.</summary>
public static class RecordReplay
{
    /// <summary>After the last record: clocks, boards and the pump come to rest.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Later than every record: what is replayed lies in the past.</summary>
    private static readonly DateTimeOffset Now = new(2026, 5, 15, 2, 0, 1, TimeSpan.Zero);

    public static ReplayedCity Run(ReferenceCity city, IReadOnlyList<RecordedCase> records, int seed)
    {
        ArgumentNullException.ThrowIfNull(city);
        var world = new VirtualWorld(seed, Now);
        var outside = new Realm(world);
        var log = MemoryEventLog.Create(outside.Time);
        var silo = new VirtualSilo(new Realm(world), new VirtualSiloParts(
            log, MemoryVault.Create(), city, new CityTree(city), new CountedIds(1),
            new ShakyEngine(new Chaos(seed) { Calm = true })));
        silo.Start();
        var senders = new Senders(records, silo, outside, seed);
        var faults = new List<string>();
        Await(world, outside.Start(senders.Send), "sending", faults);
        world.RunUntil(world.Now + Rest);

        var reading = new CityReading(silo);
        Await(world, outside.Start(() => silo.Ask(reading.Read)), "reading", faults);
        if (world.Escaped > 0)
        {
            faults.Add($"{world.Escaped} pieces of work left virtual time");
        }

        silo.Crash();
        return new ReplayedCity(log.Head, reading.Root, senders.CaseOf, reading.States, [.. senders.Refused, .. faults])
        {
            Turns = world.Turns,
            Lived = world.Now - Now,
        };
    }

    private static void Await(VirtualWorld world, Task flow, string what, List<string> faults)
    {
        var until = world.Now + Patience;
        while (!flow.IsCompleted)
        {
            if (!world.RunOne() && !world.Jump(until))
            {
                faults.Add($"{what} has not ended after {Patience.TotalHours} hours");
                return;
            }
        }

        if (flow.Exception is { } broken)
        {
            faults.Add($"{what} met {broken.InnerException}");
        }
    }
}
