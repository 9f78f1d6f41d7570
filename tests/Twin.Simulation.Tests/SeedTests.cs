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

    [Fact]
    public void No_case_is_lost_or_twice_or_homeless_while_areas_change()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var result = Simulation.Run(new SimulationPlan(seed, Steps: 300, MapChanges: 3));

            Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults.Select(result.Line)));
        }
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
