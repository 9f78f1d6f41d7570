using System.CommandLine;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Contracts;

namespace Twin.Cli.Areas;

/// <summary><c>twin area history</c> and <c>twin area cases</c>: the map as it was, and as it is now.</summary>
internal static class AreaPast
{
    private static readonly Option<string> Url = ServerOption.Build();
    private static readonly Argument<string> Area = new("area") { Description = "id of the area or grid" };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "reported at or after" };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "reported before; default: now" };
    private static readonly Option<string> Map = new("--map")
    {
        Description = "then: the map at the end of the period; now: that of today",
        DefaultValueFactory = _ => "then",
    };

    public static Command History() =>
        new Command("history", "What changed it, and what it came of.") { Area, Url }.As(History);

    public static Command Cases() =>
        new Command("cases", "Counts of a period's cases, by the map as it was or as it is now.")
        {
            Area, Url, From, To, Map,
        }.As(Cases);

    private static async Task History(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var city = ServerOption.Open(given.GetValue(Url)!);
        await city.SignIn(DemoAccounts.Planner, cancel);
        var area = await city.AreaHistory(given.GetValue(Area)!, cancel);
        foreach (var change in area.Changes)
        {
            string?[] words = [change.Code, change.Name, change.Parent is { } parent ? $"under {parent}" : null];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{change.At:u} {change.Kind}: {string.Join(" → ", change.Areas)} "
                + $"{string.Join(' ', words.Where(word => word is not null))} ({change.By})"));
        }

        outcome.Add("changes", area.Changes.Length).Add("predecessors", List(area.Predecessors))
            .Add("heirs", List(area.Heirs)).Add("over", area.Until is null ? "no" : "yes");
    }

    private static async Task Cases(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var city = ServerOption.Open(given.GetValue(Url)!);
        await city.SignIn(DemoAccounts.Planner, cancel);
        var counts = await city.AreaCases(
            given.GetValue(Area)!, given.GetValue(Map)!, given.GetValue(From), given.GetValue(To), cancel);
        foreach (var child in counts.Children)
        {
            Tell($"{child.Id} {child.Name}", child.Cases);
        }

        Tell("(own)", counts.Own);
        outcome.Add("map", counts.Map).Add("reported", counts.Total.Reported).Add("open", counts.Total.Open)
            .Add("closed", counts.Total.Closed).Add("voided", counts.Total.Voided);
    }

    private static void Tell(string name, CaseCountView cases) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {cases.Reported} reported, {cases.Open} open, {cases.Closed} closed, {cases.Voided} voided"));

    private static string List(string[] ids) => ids.Length == 0 ? "none" : string.Join(',', ids);
}
