using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Cli.Verify;
using Twin.Client;
using Twin.Contracts;
using Twin.EventLog.Sqlite;
using Twin.Long.Stage;

namespace Twin.Long.Lost;

/// <summary>The streams lose the first fact of a case and the last of a burst; boards are right all the same.</summary>
/// <remarks>
/// Each burst ends with cases that end, so that the lost last facts leave no gap to see. After it nobody asks the
/// server anything until the time is up: a question could wake what slept. What a screen was shown meanwhile counts
/// too.
/// </remarks>
internal sealed class LostFactsSuite(int rounds)
{
    private const int ReportsMax = 40;
    private const int VoidedEach = 12;
    private static readonly TimeSpan RightWithin = TimeSpan.FromSeconds(6);

    private static readonly Option<int> Rounds = new("--times") { DefaultValueFactory = _ => 5 };

    private readonly TimeProvider _time = TimeProvider.System;

    public static Command Build() => new Command("lost-facts", "Lose facts on the streams: boards right within 6 s.")
    {
        Rounds,
    }.As((given, outcome, cancel) => new LostFactsSuite(given.GetValue(Rounds)).Run(outcome, cancel));

    private async Task Run(Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var silo = SiloProcess.Of(folder.Of("data"), "small", "--test-drop", "first,last");
        await silo.Start(cancel);
        using var city = silo.Client();
        await city.SignIn("cockpit", cancel);
        var areas = await city.Areas(cancel);
        var log = (await city.Ready(cancel)).Log.Place;
        var root = areas.Single(area => area.Parent is null).Id;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var screen = new RootScreen(city.Watch(root, _time), _time);
        var watching = screen.Run(stop.Token);
        var (wrong, slowest) = (0L, TimeSpan.Zero);
        for (var round = 1; round <= rounds; round++)
        {
            var reports = await Burst(city, areas, round, cancel);
            var ended = _time.GetTimestamp();
            await Task.Delay(RightWithin, _time, cancel);
            var expected = await Expected(log, areas, cancel);
            wrong += await CountWrong(city, expected, outcome, $"round {round}", cancel);
            if (screen.FirstWith(expected[root].Facts) is { } shown)
            {
                var after = _time.GetElapsedTime(ended, shown);
                slowest = after > slowest ? after : slowest;
            }
            else
            {
                outcome.Fault($"Round {round}: the screen was never shown {expected[root].Facts} facts.");
            }

            Console.Error.WriteLine($"round {round}/{rounds}: {reports} reports, {wrong} boards wrong so far");
        }

        await stop.CancelAsync();
        await watching;
        outcome.Add("rounds", rounds).Add("boards", areas.Length * rounds).Add("wrong", wrong)
            .Add("screenRightAfterSeconds", slowest.TotalSeconds).Add("holes", screen.Holes);
        if (slowest > RightWithin)
        {
            outcome.Fault($"The screen was right {slowest.TotalSeconds:0.0} s after the burst; expected within 6.");
        }

        await Verified.Tell(silo, outcome, cancel);
    }

    /// <summary>Reports all at once, some to homes that have never had one; then some of the cases are
    /// voided.</summary>
    private async Task<int> Burst(TwinClient city, AreaView[] areas, int round, CancellationToken cancel)
    {
        var traffic = new Traffic(city, [.. areas.Where(area => area.Level == "Grid")], round, 1, _time);
        var reports = Enumerable.Range(0, ReportsMax - round).Select(_ => traffic.Report()).ToArray();
        var answers = await Task.WhenAll(reports.Select(report => city.Report(report, null, cancel)));
        using var lead = TwinClient.Open(city.Server);
        await lead.SignIn("lead", cancel);
        var end = new CommandRequest(Reason: "Test", SecondSignature: true);
        await Task.WhenAll(answers.Take(VoidedEach).Select(one => lead.Do(one.CaseId, "Void", end, cancel)));
        return reports.Length;
    }

    private async Task<Dictionary<string, Wanted>> Expected(
        string file, AreaView[] areas, CancellationToken cancel)
    {
        var tree = new HomeTree(areas);
        var folded = new FoldedBoards(tree);
        await using var log = SqliteEventLog.OpenReadOnly(file, _time);
        await folded.ReadTo(log.Head.Position, log, _ => { }, cancel);
        int At(string figure) => Array.IndexOf(Figures.Names, figure);
        var (reported, voided, facts) = (At("reported"), At("voided"), At("facts"));
        return folded.At(new LiveBoards(0, new Dictionary<string, LiveBoard>()))
            .ToDictionary(
                home => home.Key,
                home => new Wanted(home.Value[reported], home.Value[voided], home.Value[facts]));
    }

    private static async Task<long> CountWrong(
        TwinClient city, Dictionary<string, Wanted> expected, Outcome outcome, string when,
        CancellationToken cancel)
    {
        var boards = await Task.WhenAll(expected.Keys.Select(home => city.Board(home, cancel)));
        var wrong = 0L;
        foreach (var board in boards)
        {
            var found = new Wanted(board.Board.Reported, board.Board.Voided, board.Board.Facts);
            if (found != expected[board.Id])
            {
                wrong++;
                outcome.Fault($"{board.Id}, {when}: found {found}, expected {expected[board.Id]}.");
            }
        }

        return wrong;
    }

    private sealed record Wanted(long Reported, long Voided, long Facts);
}
