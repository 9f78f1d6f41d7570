using System.Security.Cryptography;
using System.Text;
using Orleans.Embedded.Engine.Virtual;
using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Simulation.Checks;
using Twin.Simulation.Faults;
using Twin.Simulation.Ground;
using Twin.Simulation.Hosting;
using Twin.Simulation.People;

namespace Twin.Simulation;

/// <summary>A town lives in virtual time while things go wrong; then everything is compared with the log.</summary>
public static class Simulation
{
    /// <summary>Virtual time after which a run counts as stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    /// <summary>After the storm: longer than a call may take, so that all that was cut off has ended.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(6);

    /// <summary>A call that a crash cut off ends by its timeout of half a minute; then boards rise again.</summary>
    private static readonly TimeSpan SoonAfter = TimeSpan.FromSeconds(40);

    private static readonly string[] Watched = ["town", "upper", "n-1"];

    private static readonly TimeSpan OneBeat = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Night = TimeSpan.FromHours(26);

    public static SimulationResult Run(SimulationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Mutants.TurnOn(plan.Bug == SeededBug.None ? null : plan.Bug.ToString(), WrongDecisions.Of(plan.Bug));
        try
        {
            return Live(plan);
        }
        finally
        {
            Mutants.TurnOn(null);
        }
    }

    private static SimulationResult Live(SimulationPlan plan)
    {
        var world = new VirtualWorld(plan.Seed, SmallTown.Morning);
        var chaos = new Chaos(plan.Seed ^ 0x0c4a05);
        var town = new Town(world, chaos, log => plan.Bug == SeededBug.None ? log : new BuggyLog(log, plan.Bug));
        var promises = new Promises(town.Log);
        var fate = new Fate(plan, town, chaos);
        var crowd = new Crowd(plan, town, promises, chaos) { Trace = plan.Trace, OnStep = fate.Meet };
        Screen[] screens =
            [.. Watched.Select(home => new Screen(new HomeId(home), town, promises, chaos))];
        foreach (var screen in screens)
        {
            town.Outside.Start(screen.Watch);
        }

        Await(world, town.Outside.Start(crowd.Act), promises, "acting");
        chaos.Calm = true;
        Await(world, town.Outside.Start(crowd.Settle), promises, "settling");
        world.RunUntil(world.Now + SoonAfter);
        CheckSoon(world, town, promises);
        var healed = world.Now + Quiet;
        world.RunUntil(NextMiddle(healed + (plan.Night ? Night : OneBeat)));

        promises.CheckAll(crowd.Steps);
        var truth = new Truth(town.Log, world.Now, healed);
        var reading = Read(world, town, truth, promises);
        CheckScreens(world, town, screens, truth, promises);
        CheckWaking(world, town, promises);
        town.Silo?.Crash();
        return new SimulationResult(plan, crowd, chaos, promises, truth, reading)
        {
            Turns = world.Turns,
            Escaped = world.Escaped,
            Lived = world.Now - SmallTown.Morning,
            Hash = HashOf(town.Log.Head, reading),
        };
    }

    /// <summary>Before a minute heals anything: whatever was lost is a second old, or a call's timeout.</summary>
    private static void CheckSoon(VirtualWorld world, Town town, Promises promises)
    {
        var faults = new List<string>();
        async Task Look() => faults = await (await town.Open()).Ask(
            silo => Reading.BoardsSoon(silo, new Truth(town.Log, world.Now)));

        // The first look wakes who sleeps; an area that wakes needs a beat to ask its children.
        Await(world, town.Outside.Start(Look), promises, "looking");
        LogHead head;
        do
        {
            // A limit that passes now is a fact that boards may lack for a beat.
            head = town.Log.Head;
            world.RunUntil(world.Now + OneBeat);
        }
        while (town.Log.Head != head);
        Await(world, town.Outside.Start(Look), promises, "looking");
        faults.ForEach(fault => promises.Fault(0, fault));
    }

    /// <summary>All are long at rest, and tell nobody of themselves: an area that wakes must ask.</summary>
    private static void CheckWaking(VirtualWorld world, Town town, Promises promises)
    {
        foreach (var area in town.Silo?.Awake().FindAll(one => one.Class.Type == typeof(AreaGrain)) ?? [])
        {
            area.Crash();
        }

        CheckSoon(world, town, promises);
    }

    /// <summary>A last look: then a screen shows the open cases of its home, whatever frames it missed.</summary>
    private static void CheckScreens(
        VirtualWorld world, Town town, Screen[] screens, Truth truth, Promises promises)
    {
        foreach (var screen in screens)
        {
            Await(world, town.Outside.Start(screen.Next), promises, "watching");
            var open = truth.Cases.Values.Where(one => one.Home == screen.Home && one.Stage.IsOpen())
                .Select(one => one.Id.Value).Order(StringComparer.Ordinal);
            if (!screen.Cases.SequenceEqual(open))
            {
                promises.Fault(0, $"screen of {screen.Home} shows {string.Join(' ', screen.Cases)}; the log has "
                    + string.Join(' ', open));
            }
        }
    }

    private static Reading Read(VirtualWorld world, Town town, Truth truth, Promises promises)
    {
        var reading = new Reading();
        Await(
            world,
            town.Outside.Start(async () =>
                reading = await (await town.Open()).Ask(silo => Reading.Of(silo, truth, world.Now))),
            promises,
            "reading");
        return reading;
    }

    /// <summary>Runs the world until a flow has ended.</summary>
    private static void Await(VirtualWorld world, Task flow, Promises promises, string what)
    {
        var from = world.Now - world.StoodStill;
        while (!flow.IsCompleted)
        {
            if (!world.RunOne() && !world.Jump(from + Patience + world.StoodStill))
            {
                promises.Fault(0, $"{what} has not ended after {Patience.TotalHours} hours");
                return;
            }
        }

        if (flow.Exception is { } broken)
        {
            promises.Fault(0, $"{what} met {broken.InnerException}");
        }
    }

    /// <summary>Half a minute after a full one: all that comes with the minute has come.</summary>
    private static DateTimeOffset NextMiddle(DateTimeOffset after) =>
        after.AddTicks(-(after.Ticks % TimeSpan.TicksPerMinute)).AddSeconds(90);

    private static string HashOf(LogHead head, Reading reading)
    {
        var text = string.Join('\n', reading.Lines.Prepend($"{head.Position} {head.Commit} {head.Hash}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
