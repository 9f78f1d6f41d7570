using System.Collections.Concurrent;
using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Client;
using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Long.Areas;

/// <summary>A grid with open cases is split and two others are merged while reports come in.</summary>
/// <remarks>
/// This process reports; the server is another one, and the verification a third. After the rush each acknowledged case
/// must stand in exactly one home that lives. Then the city rests, and one more split must leave the sums of all areas
/// above as they were.
/// </remarks>
internal sealed class AreasSuite(int openCases, int perSecond)
{
    private static readonly TimeSpan Rush = TimeSpan.FromSeconds(4);
    private static readonly Option<int> Cases = new("--cases") { DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Rate = new("--per-second") { DefaultValueFactory = _ => 100 };

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Random _chance = new(7);
    private readonly ConcurrentDictionary<string, byte> _acknowledged = new(StringComparer.Ordinal);

    public static Command Build() => new Command("areas", "Split and merge grids under load: no case lost or twice.")
    {
        Cases, Rate,
    }.As((given, outcome, cancel) => new AreasSuite(given.GetValue(Cases), given.GetValue(Rate)).Run(outcome, cancel));

    private async Task Run(Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var silo = SiloProcess.Of(folder.Of("data"), "small");
        await silo.Start(cancel);
        using var city = silo.Client();
        await city.SignIn("cockpit", cancel);
        using var planner = silo.Client();
        await planner.SignIn("planner", cancel);
        var areas = await city.Areas(cancel);
        AreaView[] grids = [.. areas.Where(area => area.Level == "Grid")];
        var whole = grids.MaxBy(grid => grid.Households)!;
        AreaView[] pair = [.. grids.GroupBy(grid => grid.Parent)
            .First(group => group.Key != whole.Parent && group.Count() > 1).Take(2)];
        await Task.WhenAll(Enumerable.Range(0, openCases).Select(_ => Report(city, whole, cancel)));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reporting = Keep(city, [whole, whole, .. pair, .. grids], stop.Token);
        await Task.Delay(Rush / 2, _time, cancel);
        var started = _time.GetTimestamp();
        var split = await Change(planner, whole.Id, "split", Halves(whole), cancel);
        var splitSeconds = _time.GetElapsedTime(started).TotalSeconds;
        var merged = await Change(
            planner, pair[0].Id, "merge", new AreaCommandRequest(Name: "合并网格", Areas: [pair[1].Id]), cancel);
        await Task.Delay(Rush / 2, _time, cancel);
        await stop.CancelAsync();
        await reporting;
        await Settled(city, cancel);

        var census = await Census.Take(city, _acknowledged.Keys, cancel);
        outcome.Add("cases", _acknowledged.Count).Add("movedBySplit", split.Cases).Add("movedByMerge", merged.Cases)
            .Add("splitSeconds", splitSeconds).Add("lost", census.Lost).Add("twice", census.Twice)
            .Add("homeless", census.Homeless).MustBe("cases lost", 0, census.Lost)
            .MustBe("cases in two homes", 0, census.Twice).MustBe("cases in a home that is over", 0, census.Homeless);
        if (split.Cases < openCases * 9 / 10)
        {
            outcome.Fault($"The split moved {split.Cases} cases; expected about {openCases} or more.");
        }

        var part = split.Changes.First(change => change.Kind == "AreaSplit").Areas[1];
        var equal = await SumsStay(city, planner, part, outcome, cancel);
        outcome.Add("sumsEqual", equal ? "yes" : "no");
        await Verified.Tell(silo, outcome, cancel);
    }

    /// <summary>Shows first, then makes exactly what was shown; the traffic may not come between.</summary>
    private static async Task<AreaChangeView> Change(
        TwinClient planner, string area, string command, AreaCommandRequest request, CancellationToken cancel)
    {
        var shown = await planner.ChangeArea(area, command, request, preview: true, cancel);
        return await planner.ChangeArea(area, command, request with { Preview = shown.Hash }, preview: false, cancel);
    }

    /// <summary>In a city at rest a split changes no figure of the areas above.</summary>
    private static async Task<bool> SumsStay(
        TwinClient city, TwinClient planner, string part, Outcome outcome, CancellationToken cancel)
    {
        var areas = (await city.Areas(cancel)).ToDictionary(area => area.Id);
        var above = new List<string>();
        for (var at = areas[part].Parent; at is not null; at = areas[at].Parent)
        {
            above.Add(at);
        }

        var before = await Sums(city, above, cancel);
        await Change(planner, part, "split", Halves(areas[part]), cancel);
        await Settled(city, cancel);
        var after = await Sums(city, above, cancel);
        foreach (var (id, was, now) in above.Zip(before, after))
        {
            if (was != now)
            {
                outcome.Fault($"The split changed the sums of {id}: found {now}, expected {was}.");
            }
        }

        return before.SequenceEqual(after);
    }

    private static async Task<BoardView[]> Sums(TwinClient city, List<string> above, CancellationToken cancel)
    {
        var boards = await Task.WhenAll(above.Select(id => city.Board(id, cancel)));
        // A re-homing is itself a fact in two feeds; and heat and overdue go by the minute.
        return [.. boards.Select(board => board.Board with
        {
            Facts = 0, Position = 0, AsOf = default, HeatMicros = 0, Overdue = 0,
        })];
    }

    private static async Task Settled(TwinClient city, CancellationToken cancel) =>
        await city.Boards((await city.Ready(cancel)).Position, cancel);

    private async Task Keep(TwinClient city, AreaView[] grids, CancellationToken stop)
    {
        var sending = new List<Task>();
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond), _time);
        while (!stop.IsCancellationRequested)
        {
            AreaView grid;
            lock (_chance)
            {
                grid = grids[_chance.Next(grids.Length)];
            }

            sending.Add(Report(city, grid, CancellationToken.None));
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(sending);
    }

    private async Task Report(TwinClient city, AreaView grid, CancellationToken cancel)
    {
        double east, north;
        lock (_chance)
        {
            (east, north) = (_chance.NextDouble() - 0.5, _chance.NextDouble() - 0.5);
        }

        var answer = await city.Report(
            new ReportRequest(
                Class: "E0406", Lng: grid.Centre.Lng + (east * (grid.Box[2] - grid.Box[0]) / 3),
                Lat: grid.Centre.Lat + (north * (grid.Box[3] - grid.Box[1]) / 3)),
            null, cancel);
        _acknowledged[answer.CaseId] = 0;
    }

    /// <summary>Cut from south to north through the centre.</summary>
    private static AreaCommandRequest Halves(AreaView grid) => new(
        Line: [[grid.Centre.Lng, grid.Box[1]], [grid.Centre.Lng, grid.Box[3]]],
        Parts: [new AreaPartRequest($"{grid.Name}西"), new AreaPartRequest($"{grid.Name}东")]);
}
