namespace Twin.Simulation;

/// <summary>One run: a seed says all that happens in it.</summary>
/// <param name="Steps">Wishes that people have; each may be said several times.</param>
/// <param name="Crashes">Crashes of the whole process, at least.</param>
/// <param name="MapChanges">Grids split, merged and moved to another community meanwhile, about so often.</param>
/// <param name="Bug">A bug put in on purpose.</param>
/// <param name="Night">A day and a night pass at the end, so that all clocks run out.</param>
public sealed record SimulationPlan(
    int Seed, int Steps, int Crashes = 5, bool Night = false, int MapChanges = 0,
    SeededBug Bug = SeededBug.None)
{
    /// <summary>Printed line by line as it happens; for replay.</summary>
    public Action<string>? Trace { get; init; }
}
