using Twin.Long.Simulate;
using Twin.Long.Stage;

namespace Twin.Simulation.Tests;

/// <summary>Nothing of the machine may reach virtual time: not its cores, its language or its zone.</summary>
public sealed class SameHashTests
{
    private const int Seed = 3;
    private const int Steps = 200;

    [Fact]
    public async Task A_seed_ends_the_same_in_other_processes_with_other_cores_culture_and_zone()
    {
        var cancel = TestContext.Current.CancellationToken;
        var here = Simulation.Run(new SimulationPlan(Seed, Steps)).Hash;

        foreach (var run in HashRun.OfOneBuild(Repository.SuitesIn(Repository.Configuration)))
        {
            // Nothing is said where the machine has no cultures; without one it is the first run again.
            var said = await run.Run(Seed, Steps, cancel);
            Assert.Equal((run.Name, here), (run.Name, said.GetValueOrDefault("hash", here)));
        }
    }
}
