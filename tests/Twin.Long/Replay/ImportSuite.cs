using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Long.Stage;

namespace Twin.Long.Replay;

/// <summary>Imports of real cities with their time and peak memory.</summary>
internal static class ImportSuite
{
    private const double NewYorkSecondsMax = 30;
    private const long NewYorkBytesMax = 2L << 30;

    public static Command Build() => new Command("import", "Import New York's and Boston's buildings.").As(Run);

    private static async Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        var newYork = await Import("nyc", folder, outcome, cancel);
        var boston = await Import("boston", folder, outcome, cancel);
        outcome.MustBe("rows of New York", 101_900, newYork["rows"])
            .MustBe("rows of New York, in parts", newYork["rows"], Parts(newYork))
            .MustBe("rows of Boston, in parts", boston["rows"], Parts(boston))
            .MustBe("self-intersections of Boston", 9, boston["repaired"] + boston["refused"]);
        if (newYork.Took.TotalSeconds > NewYorkSecondsMax || newYork.PeakBytes > NewYorkBytesMax)
        {
            outcome.Fault(
                $"New York took {newYork.Took.TotalSeconds:0.0} s and {newYork.PeakBytes >> 20} MiB; "
                + $"expected at most {NewYorkSecondsMax} s and {NewYorkBytesMax >> 20} MiB.");
        }
    }

    private static long Parts(TwinSaid said) => said["imported"] + said["repaired"] + said["refused"];

    private static async Task<TwinSaid> Import(
        string city, TempFolder folder, Outcome outcome, CancellationToken cancel)
    {
        var said = await TwinProcess.Run(
            ["import", "--buildings", Repository.Shared($"{city}-buildings/buildings.geojson.gz"),
                "--grids", "squares:500m", "--data", folder.Of(city)],
            cancel);
        outcome.Add($"{city}Seconds", said.Took.TotalSeconds).Add($"{city}PeakMiB", said.PeakBytes >> 20);
        foreach (var (figure, value) in said.Figures)
        {
            outcome.Add($"{city}.{figure}", value);
        }

        if (said.ExitCode != 0)
        {
            outcome.Fault($"twin import of {city} ended with {said.ExitCode}: {said.Errors.Trim()}");
        }

        return said;
    }
}
