using System.CommandLine;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Long.Stage;

namespace Twin.Long.Replay;

/// <summary>A storm drill from beginning to end, with a screen that watches it.</summary>
internal static class StormSuite
{
    private static readonly Option<double> Minutes = new("--minutes") { DefaultValueFactory = _ => 5 };
    private static readonly Option<double> Factor = new("--factor") { DefaultValueFactory = _ => 50 };

    public static Command Build() => new Command("storm", "A storm drill: every acknowledged report is there.")
    {
        Minutes, Factor,
    }.As(Run);

    private static async Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var silo = SiloProcess.Of(folder.Of("data"));
        await silo.Start(cancel);
        var minutes = given.GetValue(Minutes);
        var watching = TwinProcess.Run(
            ["watch", "--url", silo.Url.ToString(), "--seconds", Text((minutes * 60) + 5)], cancel);
        var storm = await TwinProcess.Run(
            ["drill", "storm", "--url", silo.Url.ToString(), "--minutes", Text(minutes), "--factor",
                Text(given.GetValue(Factor))],
            cancel);
        var watched = await watching;
        foreach (var (figure, value) in storm.Figures)
        {
            outcome.Add(figure, value);
        }

        outcome.Add("watchFrames", watched["frames"]).Add("watchHoles", watched["holes"])
            .MustBe("missing", 0, storm["missing"]).MustBe("holes", 0, watched["holes"]);
        if (storm.ExitCode != 0)
        {
            outcome.Fault($"twin drill storm ended with {storm.ExitCode}: {storm.Errors.Trim()}");
        }

        await Verified.Tell(silo, outcome, cancel);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
