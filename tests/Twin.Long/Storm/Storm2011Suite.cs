using System.CommandLine;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Cli.Terminal;
using Twin.Long.Stage;

namespace Twin.Long.Storm;

/// <summary>Boston's storm of 2011-08-28 through the rules: what is supervised, what is merged and raised.</summary>
internal static class Storm2011Suite
{
    private static readonly DateOnly StormDay = new(2011, 8, 28);
    private static readonly DateOnly QuietDay = new(2011, 8, 24);

    /// <summary>The records end with the year.</summary>
    private static readonly DateTimeOffset End = new(2012, 1, 1, 5, 0, 0, TimeSpan.Zero);

    public static Command Build() => new Command(
        "storm-2011", "Boston's storm through the rules: supervision and duplicates, printed by rule.").As(Run);

    private static Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var file = Repository.Shared("boston-311-2011/cases.csv.gz");
        var quiet = Live(StormReport.Read(file, QuietDay, QuietDay));
        var reports = StormReport.Read(file, StormDay, StormDay);
        var life = Live(reports);
        Console.WriteLine($"day={QuietDay:yyyy-MM-dd} (an ordinary Wednesday, to compare)");
        Tell(quiet);
        Console.WriteLine($"day={StormDay:yyyy-MM-dd} (the storm)");
        Tell(life);

        var merged = Merged(life);
        var supervised = life.Cases.Count(one => one.Supervision > 0);
        outcome.Add("reports", reports.Count).Add("supervised", supervised)
            .Add("supervisions", Supervisions(life).Count()).Add("merged", merged).Add("askedReceiver", life.Asked)
            .Add("raisedByDuplicates", Raised(life))
            .Add("quietSupervised", quiet.Cases.Count(one => one.Supervision > 0))
            .Add("quietMerged", Merged(quiet)).Add("refused", life.Refused.Count)
            .MustBe("reports accounted for", reports.Count, life.Cases.Count())
            .MustBe("duplicates counted on their parents", merged, life.Cases.Sum(one => one.Duplicates.Length));
        if (supervised == 0) outcome.Fault("Nothing of the storm was supervised; expected some.");
        if (merged == 0) outcome.Fault("Nothing of the storm was merged; expected some.");
        return Task.CompletedTask;
    }

    private static StormLife Live(IReadOnlyList<StormReport> reports)
    {
        var life = new StormLife();
        foreach (var report in reports) life.Add(report);
        life.Run(End);
        return life;
    }

    private static void Tell(StormLife life)
    {
        foreach (var group in Supervisions(life).GroupBy(fact => (fact.Level, fact.Reason)).OrderBy(one => one.Key))
        {
            Line($"  supervised level={group.Key.Level} {CityTables.Supervisions[group.Key.Level].Name} "
                + $"rule={group.Key.Reason} cases={group.Count()}");
        }

        Line($"  merged rule=similarity>=0.9 cases={Merged(life)}; asked of a receiver rule=similarity>=0.8 "
            + $"cases={life.Asked}");
        foreach (var group in life.Cases.Where(one => one.Duplicates.Length > 0)
            .GroupBy(one => one.Duplicates.Length).OrderByDescending(one => one.Key))
        {
            Line($"    parents with {group.Key} duplicates: {group.Count()}");
        }

        var most = life.Cases.Select(MostInAnHour).DefaultIfEmpty().Max();
        Line($"  raised rule={City.Triage.RaisingRules.Duplicates} cases={Raised(life)} "
            + $"(most duplicates of one matter in an hour: {most}; the rule wants 10)");
        foreach (var group in life.Refused.GroupBy(one => one).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            Line($"  refused {group.Key} cases={group.Count()}");
        }
    }

    private static int MostInAnHour(CaseState state) => state.Duplicates.Select(
        one => state.Duplicates.Count(other => other.At <= one.At && other.At > one.At.AddHours(-1)))
        .DefaultIfEmpty().Max();

    private static IEnumerable<CaseEvent.Supervised> Supervisions(StormLife life) =>
        life.Facts.Select(fact => fact.Happened).OfType<CaseEvent.Supervised>();

    private static int Merged(StormLife life) => life.Facts.Count(fact => fact.Happened is CaseEvent.Merged);

    private static int Raised(StormLife life) =>
        life.Facts.Count(fact => fact.Happened is CaseEvent.DuplicateAdded { Rule: not null });

    private static void Line(string text) => Console.WriteLine(text);
}
