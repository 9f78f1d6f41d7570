using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Contracts;

namespace Twin.Cli.Report;

/// <summary><c>twin report</c>: one report through the public door.</summary>
internal static class ReportCommand
{
    private static readonly Option<string> Url = ServerOption.Build();
    private static readonly Option<string?> Class = new("--class") { Description = "class code, such as E0406" };
    private static readonly Option<string?> Text = new("--text") { Description = "what is wrong" };
    private static readonly Option<double?> Lng = new("--lng") { Description = "longitude, WGS 84, degrees" };
    private static readonly Option<double?> Lat = new("--lat") { Description = "latitude, WGS 84, degrees" };
    private static readonly Option<string?> Grid = new("--grid") { Description = "grid or area, without a position" };
    private static readonly Option<string?> Severity = new("--severity") { Description = "S1 … S4" };
    private static readonly Option<string?> Source = new("--source") { Description = "App, Hotline, Sensor …" };
    private static readonly Option<string?> Drill = new("--drill") { Description = "name of the drill it belongs to" };
    private static readonly Option<string?> Key = new("--key")
    {
        Description = "idempotency key: the same key again is the same report",
    };

    public static Command Build() => new Command("report", "Report one matter; prints receipt, case and position.")
    {
        Url, Class, Text, Lng, Lat, Grid, Severity, Source, Key, Drill,
    }.As(Send);

    private static async Task Send(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        if (given.GetValue(Lng) is null != given.GetValue(Lat) is null)
        {
            throw new InputException("Found only one of --lng and --lat; expected both or neither. Add the other one.");
        }

        using var city = ServerOption.Open(given.GetValue(Url)!);
        var answer = await city.Report(
            new ReportRequest(
                Source: given.GetValue(Source), Class: given.GetValue(Class), Severity: given.GetValue(Severity),
                Lng: given.GetValue(Lng), Lat: given.GetValue(Lat), Home: given.GetValue(Grid),
                Text: given.GetValue(Text), Drill: given.GetValue(Drill)),
            given.GetValue(Key), cancel);
        outcome.Add("receipt", answer.Receipt).Add("caseId", answer.CaseId).Add("position", answer.Position)
            .Add("stage", answer.Stage).Add("again", answer.Again ? "true" : "false");
    }
}
