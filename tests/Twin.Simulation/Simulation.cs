using System.Security.Cryptography;
using System.Text;
using Orleans.Embedded.Engine.Virtual;
using Twin.EventLog;
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
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Night = TimeSpan.FromHours(26);

    public static SimulationResult Run(SimulationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var world = new VirtualWorld(plan.Seed, SmallTown.Morning);
        var chaos = new Chaos(plan.Seed ^ 0x0c4a05);
        var town = new Town(world, chaos, log => log);
        var promises = new Promises(town.Log);
        var fate = new Fate(plan, town, chaos);
        var crowd = new Crowd(plan, town, promises, chaos) { Trace = plan.Trace, OnStep = fate.Meet };
        Await(world, town.Outside.Start(crowd.Act), promises, "acting");
        chaos.Calm = true;
        Await(world, town.Outside.Start(crowd.Settle), promises, "settling");
        world.RunUntil(NextMiddle(world.Now + (plan.Night ? Night : Quiet)));

        promises.CheckAll(crowd.Steps);
        var truth = new Truth(town.Log);
        var reading = Read(world, town, truth, promises);
        town.Silo?.Crash();
        return new SimulationResult(plan, crowd, chaos, promises, truth, reading)
        {
            Turns = world.Turns,
            Escaped = world.Escaped,
            Lived = world.Now - SmallTown.Morning,
            Hash = HashOf(town.Log.Head, reading),
        };
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
        var until = world.Now + Patience;
        while (!flow.IsCompleted)
        {
            if (!world.RunOne() && !world.Jump(until))
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
