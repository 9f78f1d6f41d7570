using System.CommandLine;
using Twin.Cli.Terminal;

namespace Twin.Cli.Drill;

/// <summary><c>twin drill</c>: pressure through the public door, tagged as a drill.</summary>
internal static class DrillCommand
{
    private static readonly Option<string> Url = ServerOption.Build();
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "the same seed gives the same reports",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<double> Factor = new("--factor")
    {
        Description = "times the usual reports",
        DefaultValueFactory = _ => 50,
    };

    private static readonly Option<double> Minutes = new("--minutes")
    {
        Description = "how long",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<double?> Usual = new("--usual")
    {
        Description = "reports a second of the whole city on an ordinary day; by its households if not given",
    };

    public static Command Build()
    {
        var drill = new Command("drill", "Run a drill on a living city.");
        drill.Subcommands.Add(new Command("storm", "Fifty times the usual reports into the low grids by the river.")
        {
            Url, Seed, Factor, Minutes, Usual,
        }.As(Storm));
        return drill;
    }

    private static async Task Storm(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var (factor, minutes, usual) = (given.GetValue(Factor), given.GetValue(Minutes), given.GetValue(Usual));
        if (!(factor > 0 && minutes > 0 && usual is null or > 0))
        {
            throw new InputException(
                $"Found --factor {factor} --minutes {minutes} --usual {usual}; expected numbers above 0.");
        }

        using var city = ServerOption.Open(given.GetValue(Url)!);
        await city.SignIn(DemoAccounts.Watcher, cancel);
        var drill = new StormDrill(city, TimeProvider.System);
        await drill.Run(given.GetValue(Seed), usual, factor, TimeSpan.FromMinutes(minutes), outcome, cancel);
    }
}
