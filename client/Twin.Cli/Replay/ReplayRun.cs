using System.Globalization;
using System.Text.Json.Nodes;
using Twin.Cli.Replay.Rows;
using Twin.Cli.Replay.Sending;
using Twin.Cli.Replay.Sources;
using Twin.Cli.Terminal;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Cli.Replay;

/// <summary>One replay: send, then hold the file, the answers and the city's board against each other.</summary>
internal sealed class ReplayRun(
    TwinClient city, SourceMap map, SendingBounds bounds, double? speed, TimeProvider time)
{
    private double? _ratio;

    public async Task Send(
        IReadOnlyList<ReplayRow> rows, RowAccount account, Outcome outcome, CancellationToken cancel)
    {
        await city.SignIn(DemoAccounts.Replay, cancel);
        var root = (await city.City(cancel)).RootId;
        var ready = await city.Ready(cancel);
        var before = await RootBoard(root, ready.Position, cancel);
        var tally = new Tally(ready.Position);
        using var sender = new Sender(city, new CaseLife(map.System, root), tally, bounds, time, cancel);
        var took = await Screen.Follow("replay", rows.Count + account.Closed, bar =>
            new Playback(sender, speed, time).Run(
                rows, bar, passed => Rate(tally.Position - ready.Position, passed), cancel));

        var after = await RootBoard(root, tally.Position, cancel);
        var facts = (await city.Ready(cancel)).Position - ready.Position;
        TellAnswers(account, tally, outcome);
        TellBoards(before, after, tally, outcome);
        outcome.Add("facts", facts).Add("seconds", took.TotalSeconds)
            .Add("factsPerSecond", Math.Round(facts / took.TotalSeconds));
        if (facts > 0 && speed is null)
        {
            await TellRatio(ready.Log, tally.Position, facts / took.TotalSeconds, outcome, cancel);
        }
    }

    public void CheckRatio(double least, Outcome outcome)
    {
        if (_ratio is null)
        {
            outcome.Fault(
                "There is no rate to compare: nothing new was stored, or not at --speed max, or the log is no file "
                + "here.");
        }
        else if (_ratio < least)
        {
            outcome.Fault(string.Create(
                CultureInfo.InvariantCulture,
                $"Found {_ratio:0.000} of the raw append's rate; expected at least {least}."));
        }
    }

    private async Task TellRatio(
        LogView log, long position, double factsPerSecond, Outcome outcome, CancellationToken cancel)
    {
        if (await RawAppendRate.Measure(log, position, time, cancel) is { } raw)
        {
            _ratio = factsPerSecond / raw.FactsPerSecond;
            outcome.Add("rawFactsPerSecond", Math.Round(raw.FactsPerSecond)).Add("rawPayloadBytes", raw.PayloadBytes)
                .Add("ratio", _ratio.Value);
        }
    }

    private async Task<BoardView> RootBoard(string root, long atLeast, CancellationToken cancel)
    {
        var boards = await city.Boards(atLeast, cancel);
        return boards.Boards.FirstOrDefault(board => board.Id == root)?.Board
            ?? throw new InvalidDataException(
                $"Found no board of the city '{root}'; expected one. Is it another server?");
    }

    /// <summary>What the city answered, row by row, against the file.</summary>
    private static void TellAnswers(RowAccount account, Tally tally, Outcome outcome)
    {
        outcome.Add("reported", tally.Reported).Add("reportedNew", tally.ReportedNew)
            .Add("closedByCity", tally.Closed).Add("closedNew", tally.ClosedNew).Add("refused", tally.Refused.Count)
            .AddToFile("refusedRows", new JsonArray([.. tally.Refused.Select(row => new JsonObject
            {
                ["id"] = row.Id, ["line"] = row.Line, ["found"] = row.Found,
            })]))
            .MustBe("rows whose report the city holds", account.Usable, tally.Reported)
            .MustBe("rows that the city has closed", account.Closed, tally.Closed);
        foreach (var row in tally.Refused)
        {
            outcome.Fault($"Row {row.Id} (line {row.Line}): {row.Found}");
        }
    }

    /// <summary>What the city's board gained, against what was new in this run.</summary>
    private static void TellBoards(BoardView before, BoardView after, Tally tally, Outcome outcome)
    {
        outcome.Add("boardReported", after.Reported).Add("boardClosed", after.Closed).Add("boardOpen", after.Open)
            .Add("boardOnTime", after.ClosedOnTime).Add("boardLate", after.ClosedLate)
            .Add("boardNoLimit", after.ClosedNoLimit).Add("boardDefaultPlace", after.DefaultPlace);
        outcome.MustBe("board, reported", tally.ReportedNew, after.Reported - before.Reported)
            .MustBe("board, closed", tally.ClosedNew, after.Closed - before.Closed)
            .MustBe("board, open", tally.ReportedNew - tally.ClosedNew, after.Open - before.Open)
            .MustBe(
                "board, on time", tally.ClosedNewAs(Lateness.ByTarget), after.ClosedOnTime - before.ClosedOnTime)
            .MustBe(
                "board, without limit", tally.ClosedNewAs(Lateness.NoTarget),
                after.ClosedNoLimit - before.ClosedNoLimit)
            .MustBe("board, late", tally.ClosedNewAs(Lateness.Late), after.ClosedLate - before.ClosedLate)
            .MustBe("board, default place", tally.DefaultPlaceNew, after.DefaultPlace - before.DefaultPlace);
    }

    private static string Rate(long facts, TimeSpan passed) => string.Create(
        CultureInfo.InvariantCulture, $"{facts / Math.Max(passed.TotalSeconds, 0.001):0} facts/s");
}
