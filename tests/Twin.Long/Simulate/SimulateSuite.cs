using System.CommandLine;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Simulation;

namespace Twin.Long.Simulate;

/// <summary>Many seeds of the town in virtual time; every promise is looked at in each.</summary>
internal static class SimulateSuite
{
    /// <summary>Every so many seeds a day and a night pass at the end: clocks of a day run out.</summary>
    private const int NightEvery = 8;

    private static readonly Option<int> Seeds = new("--seeds") { DefaultValueFactory = _ => 100 };
    private static readonly Option<int> From = new("--from") { Description = "the first seed" };
    private static readonly Option<int> Steps = new("--steps") { DefaultValueFactory = _ => 2_000 };
    private static readonly Option<int?> Seed = new("--seed") { Description = "this seed alone" };
    private static readonly Option<bool> Hash = new("--hash")
    {
        Description = "print the hash of the end, and under what it ran",
    };

    private static readonly Option<int> Map = new("--map") { Description = "change the map about so often" };
    private static readonly Option<bool> Trace = new("--trace") { Description = "print what people hear, to stderr" };
    private static readonly Option<bool> Night = new("--night") { Description = "let a day and a night pass" };

    public static Command Build() => new Command("simulate", "The town in virtual time, seed by seed, with faults.")
    {
        Seeds, From, Steps, Seed, Hash, Trace, Night, Map,
    }.As(Run);

    private static Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var from = given.GetValue(Seed) ?? given.GetValue(From);
        var count = given.GetValue(Seed) is null ? given.GetValue(Seeds) : 1;
        var tally = new SeedTally();
        SimulationPlan PlanOf(int seed) => new(seed, given.GetValue(Steps))
        {
            MapChanges = given.GetValue(Map),
            Night = given.GetValue(Night) || seed % NightEvery == 0,
            Trace = given.GetValue(Trace) ? Console.Error.WriteLine : null,
        };
        Parallel.For(
            from,
            from + count,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            seed => tally.Add(Twin.Simulation.Simulation.Run(PlanOf(seed))));
        if (given.GetValue(Hash))
        {
            // Under what it ran: none of it may matter.
            outcome.Add("hash", tally.Hash).Add("cores", Environment.ProcessorCount)
                .Add("culture", CultureInfo.CurrentCulture is { Name: { Length: > 0 } name } ? name : "none")
                .Add("zone", TimeZoneInfo.Local.Id);
            return Task.CompletedTask;
        }

        tally.Tell(outcome);
        return Task.CompletedTask;
    }
}
