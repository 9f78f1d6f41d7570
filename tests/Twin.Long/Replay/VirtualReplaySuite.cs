using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Geo.Reference;
using Twin.Long.Stage;
using Twin.Simulation.Replaying;

namespace Twin.Long.Replay;

/// <summary>Boston in virtual time, twice the same; and case by case as a server has it after replay.</summary>
internal static class VirtualReplaySuite
{
    private const int All = 58_251;
    private const int AllClosed = 54_570;
    private const int DifferencesShown = 5;

    private static readonly Option<int> Rows = new("--rows")
    {
        Description = "the first rows of the file alone",
        DefaultValueFactory = _ => All,
    };

    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Url = new("--url")
    {
        Description = "compare with this server, which has the records; none = one of the suite's own",
    };

    public static Command Build() => new Command("replay-virtual", "Boston in virtual time, twice, and against HTTP.")
    {
        Rows, Seed, Url,
    }.As(Run);

    private static async Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        var city = folder.Of("boston");
        await BostonSuite.Import(city, cancel);
        var records = Records.Open(Repository.Shared("boston-311-2011/cases.csv.gz"), given.GetValue(Rows));
        var first = Live(city, records, given.GetValue(Seed));
        var again = Live(city, records, given.GetValue(Seed));
        Tell(first, again, records, outcome);
        if (given.GetValue(Rows) >= All)
        {
            outcome.MustBe("rows", All, records.Account.Rows).MustBe("closed", AllClosed, first.Closed)
                .MustBe("open", All - AllClosed, first.Open);
        }

        if (given.GetValue(Url) is { } url)
        {
            await Compare(first, new Uri(url), outcome, cancel);
            return;
        }

        await using var silo = SiloProcess.Of(folder.Of("data"), city);
        await silo.Start(cancel);
        using var client = silo.Client();
        var tally = await HttpReplay.Send(client, records, cancel);
        outcome.MustBe("rows closed over HTTP", records.Account.Closed, tally.Closed)
            .MustBe("rows refused over HTTP", 0, tally.Refused.Count);
        await Compare(first, silo.Url, outcome, cancel);
    }

    private static ReplayedCity Live(string folder, Records records, int seed)
    {
        var city = ReferenceStore.Open(folder);
        return RecordReplay.Run(city, records.CasesIn(city.Areas.Single(area => area.ParentId is null).Id), seed);
    }

    private static void Tell(ReplayedCity first, ReplayedCity again, Records records, Outcome outcome)
    {
        outcome.Add("rows", records.Account.Rows).Add("closed", first.Closed).Add("open", first.Open)
            .Add("late", first.StateOf.Values.Count(state => state.Late)).Add("facts", first.Head.Position)
            .Add("turns", first.Turns).Add("virtualSeconds", first.Lived.TotalSeconds).Add("hash", first.Hash)
            .Add("twice", first.Hash == again.Hash ? "same" : "different")
            .MustBe("cases of rows", records.Account.Usable, first.StateOf.Count)
            .MustBe("closed as in the file", records.Account.Closed, first.Closed)
            .MustBe("open as in the file", records.Account.Open, first.Open)
            .MustBe("late as in the file", records.Account.Late, first.StateOf.Values.Count(state => state.Late))
            .MustBe("board, closed", first.Closed, first.Root.Closed)
            .MustBe("board, open", first.Open, first.Root.Open)
            .MustBe("board, late", records.Account.Late, first.Root.ClosedLate);
        foreach (var fault in first.Faults.Concat(again.Faults))
        {
            outcome.Fault(fault);
        }

        if (first.Hash != again.Hash)
        {
            outcome.Fault($"The second run ended in {again.Hash}, the first in {first.Hash}.");
        }
    }

    private static async Task Compare(ReplayedCity lived, Uri server, Outcome outcome, CancellationToken cancel)
    {
        var states = await HttpReplay.States(server, lived.StateOf.Keys, cancel);
        var different = lived.StateOf.Where(one => states.GetValueOrDefault(one.Key) != one.Value).ToList();
        outcome.Add("statesCompared", lived.StateOf.Count).Add("statesDifferent", different.Count);
        foreach (var (id, state) in different.Take(DifferencesShown))
        {
            outcome.Fault($"Case {id} in virtual time: {state}\nover HTTP: {states.GetValueOrDefault(id)}");
        }

        outcome.MustBe("cases that differ", 0, different.Count);
    }
}
