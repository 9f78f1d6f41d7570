namespace Twin.Simulation.Tests;

/// <summary>What every seed must keep, however badly things go.</summary>
public sealed class SeedTests
{
    [Fact]
    public void The_same_seed_ends_in_the_same_state()
    {
        var plan = new SimulationPlan(Seed: 1, Steps: 300);

        Assert.Equal(Simulation.Run(plan).Hash, Simulation.Run(plan).Hash);
        Assert.NotEqual(Simulation.Run(plan).Hash, Simulation.Run(plan with { Seed = 2 }).Hash);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(50)]
    [InlineData(75)]
    public void No_acknowledged_fact_is_lost_or_applied_twice_and_boards_equal_the_fold(int from)
    {
        for (var seed = from; seed < from + 25; seed++)
        {
            var result = Simulation.Run(new SimulationPlan(seed, Steps: 200, Night: seed % 25 == 0));

            Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults.Select(result.Line)));
            Assert.True(result.Crashes >= 5 && result.Lost + result.Late + result.Doubled >= 20);
        }
    }
}
