using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Client;
using Twin.EventLog;
using Twin.EventLog.Readings;

namespace Twin.Cli.Verify;

/// <summary><c>twin verify</c>: every live figure against the log, counted twice, in a process of its own.</summary>
internal static class VerifyCommand
{
    private static readonly Option<string> Url = ServerOption.Build();
    private static readonly Option<string?> Log = new("--log")
    {
        Description = "the log's file or postgres://…; without it, where the server says it is",
        HelpName = "PATH",
    };

    private static readonly Option<string?> City = new("--city")
    {
        Description = "folder of the imported city, to compare the server's areas with",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Inject = new("--inject")
    {
        Description = "change one live figure, of a board or of a sheet, in memory; it must be found by name",
        HelpName = "area/figure=+1",
    };

    private static readonly Option<string?> Page = new("--page")
    {
        Description = "compare figures that were read from a screen, each at its own position: a JSON array of "
            + "figure, area, window, value, position and at",
        HelpName = "FILE",
    };

    private static readonly Option<string?> ReportTo = new("--report")
    {
        Description = "write every figure that differs to this file",
        HelpName = "FILE",
    };

    public static Command Build() => new Command("verify", "Compare every figure of every area with the log, twice.")
    {
        Url, Log, City, Inject, Page, ReportTo,
    }.As(Verify);

    private static async Task Verify(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var injection = given.GetValue(Inject) is { } text ? Injection.Parse(text) : null;
        using var city = ServerOption.Open(given.GetValue(Url)!);
        await city.SignIn(DemoAccounts.Watcher, cancel);
        var areas = await city.Areas(cancel);
        if (given.GetValue(City) is { } folder)
        {
            ImportedAreas.Compare(folder, areas, outcome);
        }

        var place = given.GetValue(Log) ?? await FindLog(city, cancel);
        var tree = new HomeTree(areas, await city.Posts(cancel));
        var page = given.GetValue(Page) is { } file ? ShownPage.Read(file, tree) : null;
        await using var devices = new FoldedDevices(
            tree, (await city.Devices(cancel)).Devices, ReadingPlaces.OpenReadOnly(place));
        var verification = new Verification(city, place, tree, devices, injection, page, TimeProvider.System);
        await verification.Run(outcome, cancel);
        if (given.GetValue(ReportTo) is { } report)
        {
            await File.WriteAllLinesAsync(report, outcome.Faults, cancel);
        }
    }

    private static async Task<string> FindLog(TwinClient city, CancellationToken cancel)
    {
        var log = (await city.Ready(cancel)).Log;
        return LogPlaces.IsReachable(log.Place)
            ? log.Place
            : throw new InputException(
                $"The server keeps its log in {log.Store} '{log.Place}', which is no file here; expected one. "
                + "Give --log, or run on the server's machine.");
    }
}
