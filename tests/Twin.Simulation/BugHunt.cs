namespace Twin.Simulation;

/// <summary>Looks for the first seed that notices a seeded bug.</summary>
public static class BugHunt
{
    private const int MapChanges = 3;

    /// <summary>The line of the first fault found; null when no seed finds the bug.</summary>
    public static string? Find(SeededBug bug, int seeds, int steps, CancellationToken cancel)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            cancel.ThrowIfCancellationRequested();
            var plan = new SimulationPlan(seed, steps, Bug: bug, Night: seed % 8 == 0)
            {
                MapChanges = bug == SeededBug.ForgetToSettle ? MapChanges : 0,
            };
            var result = Simulation.Run(plan);

            // Only what the same seed does not find without the bug counts.
            if (result.Faults is [var first, ..]
                && Simulation.Run(plan with { Bug = SeededBug.None }).Faults.Count == 0)
            {
                return result.Line(first.Length > 160 ? first[..160] : first);
            }
        }

        return null;
    }
}
