using System.CommandLine;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Long.Stage;

namespace Twin.Long.Replay;

/// <summary>Half a year of Boston at full speed, twice: all rows accounted for, the second time nothing new.</summary>
internal static class BostonSuite
{
    /// <summary>The box of the records' positions: squares are drawn where cases are, not only where buildings
    /// are.</summary>
    private const string Cases = "-71.1810,42.2325,-70.9949,42.3943";

    private static readonly (string Figure, long Expected)[] Rows =
    [
        ("rows", 58_251), ("closed", 54_570), ("open", 3_681), ("onTime", 46_340), ("byTarget", 35_591),
        ("noTarget", 10_749), ("late", 8_230), ("lateFlagged", 8_073), ("lateEmptyFlag", 157),
        ("dueBeforeOpened", 3), ("openedAmbiguous", 3), ("closedAmbiguous", 1), ("defaultPlace", 4_775),
        ("reported", 58_251), ("closedByCity", 54_570), ("refused", 0), ("boardReported", 58_251),
        ("boardClosed", 54_570), ("boardOpen", 3_681), ("boardOnTime", 35_591), ("boardNoLimit", 10_749),
        ("boardLate", 8_230), ("boardDefaultPlace", 4_775),
    ];

    private static readonly Option<double> RatioMin = new("--ratio-min") { DefaultValueFactory = _ => 0.3 };
    private static readonly Option<string?> Keep = new("--keep") { Description = "use and keep this data folder" };

    public static Command Build() => new Command("replay-boston", "Boston's records at full speed; every row counts.")
    {
        RatioMin, Keep,
    }.As(Run);

    private static async Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder(given.GetValue(Keep));
        var city = folder.Of("boston");
        await Import(city, cancel);
        await using var silo = SiloProcess.Of(folder.Of("data"), city);
        await silo.Start(cancel);
        var least = given.GetValue(RatioMin).ToString(CultureInfo.InvariantCulture);
        string[] replay =
        [
            "replay", Repository.Shared("boston-311-2011/cases.csv.gz"), "--map", "boston-311", "--speed", "max",
            "--url", silo.Url.ToString(),
        ];
        var first = await TwinProcess.Run([.. replay, "--ratio-min", least], cancel);
        Check(first, Rows, "first run", outcome);
        string[] rates = ["facts", "seconds", "factsPerSecond", "rawFactsPerSecond", "rawPayloadBytes", "ratio"];
        foreach (var figure in rates)
        {
            outcome.Add(figure, first.Figures.GetValueOrDefault(figure, "none"));
        }

        var again = await TwinProcess.Run(replay, cancel);
        Check(again, [.. Rows, ("reportedNew", 0), ("closedNew", 0), ("facts", 0)], "second run", outcome);
        outcome.Add("rows", first["rows"]).Add("againNew", again["reportedNew"]).Add("againFacts", again["facts"]);
        await Verified.Tell(silo, outcome, cancel);
    }

    /// <summary>Boston's buildings under squares, as a folder for a server.</summary>
    internal static async Task Import(string city, CancellationToken cancel)
    {
        var import = await TwinProcess.Run(
            ["import", "--buildings", Repository.Shared("boston-buildings/buildings.geojson.gz"),
                "--grids", "squares:500m", "--cover", Cases, "--name", "Boston", "--zone", "America/New_York",
                "--data", city],
            cancel);
        if (import.ExitCode != 0)
        {
            throw new InputException($"twin import ended with {import.ExitCode}: {import.Errors.Trim()}");
        }
    }

    private static void Check(TwinSaid said, (string Figure, long Expected)[] rows, string when, Outcome outcome)
    {
        foreach (var (figure, expected) in rows)
        {
            outcome.MustBe($"{figure}, {when}", expected, said[figure]);
        }

        if (said.ExitCode != 0)
        {
            outcome.Fault($"twin replay, {when}, ended with {said.ExitCode}: {said.Errors.Trim()}");
        }
    }
}
