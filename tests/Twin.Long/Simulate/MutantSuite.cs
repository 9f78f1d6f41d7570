using System.CommandLine;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Simulation;

namespace Twin.Long.Simulate;

/// <summary>Each seeded bug must be found by some seed; one that is not shows where the simulation is blind.</summary>
internal static class MutantSuite
{
    private static readonly Option<int> Seeds = new("--seeds") { DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Steps = new("--steps") { DefaultValueFactory = _ => 400 };

    public static Command Build() => new Command("mutants", "Seeded bugs, each to be caught within so many seeds.")
    {
        Seeds, Steps,
    }.As(Run);

    private static Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var bugs = Enum.GetValues<SeededBug>().Where(bug => bug != SeededBug.None).ToArray();
        var caught = 0;
        foreach (var bug in bugs)
        {
            var found = BugHunt.Find(bug, given.GetValue(Seeds), given.GetValue(Steps), cancel);
            caught += found is null ? 0 : 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"mutant={bug} {(found is null ? "seed=none" : found)}"));
            if (found is null)
            {
                outcome.Fault($"No seed below {given.GetValue(Seeds)} has found {bug}.");
            }
        }

        outcome.Add("mutants", bugs.Length).Add("caught", caught).Add("seeds", given.GetValue(Seeds))
            .Add("steps", given.GetValue(Steps));
        return Task.CompletedTask;
    }
}
