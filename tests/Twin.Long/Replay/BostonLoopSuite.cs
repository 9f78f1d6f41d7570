using System.Collections.Immutable;
using System.CommandLine;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Metrics;
using Twin.Cli.Replay.Rows;
using Twin.Cli.Terminal;
using Twin.Geo.Reference;
using Twin.Grains.Cases;
using Twin.Long.Stage;
using Twin.Simulation.Replaying;

namespace Twin.Long.Replay;

/// <summary>Boston through the full loop: handled when the source closed it, checked and followed up after.</summary>
/// <remarks>M01a of each case, counted from its facts, is held against the source's own times, row by row.</remarks>
internal static class BostonLoopSuite
{
    private const int All = 58_251;
    private const int DifferencesShown = 10;

    private static readonly (Lateness Way, string Figure, int Expected)[] Oracle =
    [
        (Lateness.ByTarget, "byTarget", 35_591), (Lateness.NoTarget, "noTarget", 10_749),
        (Lateness.Late, "late", 8_230),
    ];

    private static readonly Option<int> Rows = new("--rows")
    {
        Description = "the first rows of the file alone",
        DefaultValueFactory = _ => All,
    };

    public static Command Build() => new Command("boston-loop", "Boston through the full loop; M01a row by row.")
    {
        Rows,
    }.As(Run);

    private static async Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        var place = folder.Of("boston");
        await BostonSuite.Import(place, cancel);
        var records = Records.Open(Repository.Shared("boston-311-2011/cases.csv.gz"), given.GetValue(Rows));
        var city = ReferenceStore.Open(place);
        var root = city.Areas.Single(area => area.ParentId is null).Id;
        var lived = LoopReplay.Run(city, records.CasesIn(root), seed: 1);
        foreach (var fault in lived.Faults.Take(DifferencesShown)) outcome.Fault(fault);

        var compared = await Compare(lived, records, root, WorkCalendar.Of(city.TimeZone), cancel);
        foreach (var different in compared.Different.Take(DifferencesShown)) outcome.Fault(different);
        Tell(compared, lived, records, given.GetValue(Rows), outcome);
    }

    private static async Task<Compared> Compare(
        LoopReplay lived, Records records, string root, WorkCalendar calendar, CancellationToken cancel)
    {
        var (compared, life) = (new Compared(), records.LifeIn(root));
        foreach (var row in records.Rows)
        {
            if (!lived.CaseOf.TryGetValue(life.KeyOf(row), out var id)) continue;
            var facts = await LifeOf(lived, new CaseId(id), cancel);
            var story = facts.Aggregate(CaseStory.Absent(new CaseId(id)), static (told, fact) => told.After(fact));
            compared.Stages[story.Stage] = compared.Stages.GetValueOrDefault(story.Stage) + 1;
            if (row.Lateness == Lateness.Open) continue;
            var ask = new MetricAsk([story], DateTimeOffset.MinValue, DateTimeOffset.MaxValue, calendar);
            var found = CityMetrics.Of("M01a", ask) switch
            {
                { N: 0 } => Lateness.NoTarget,
                { Numerator: 1 } => Lateness.ByTarget,
                _ => Lateness.Late,
            };
            compared.Found[found] = compared.Found.GetValueOrDefault(found) + 1;
            compared.ClosedAfterCheck += IsFullLoop(story, facts) ? 1 : 0;
            if (found == row.Lateness) compared.Equal++;
            else compared.Different.Add($"row {row.Id}: the source says {row.Lateness}, M01a {found}");
        }

        return compared;
    }

    private static async Task<ImmutableArray<Committed>> LifeOf(
        LoopReplay lived, CaseId id, CancellationToken cancel) =>
        [.. (await lived.Log.ReadStream(CaseFacts.StreamOf(id), 0, int.MaxValue, cancel)).Select(
            fact => CaseFacts.Committed(fact)!)];

    private static bool IsFullLoop(CaseStory story, ImmutableArray<Committed> life) =>
        story.Stage == CaseStage.Closed && life[^1].Happened is CaseEvent.FollowedUp
        && life.Any(fact => fact.Happened is CaseEvent.CheckPassed);

    private static void Tell(Compared compared, LoopReplay lived, Records records, int rows, Outcome outcome)
    {
        var closed = compared.Found.Values.Sum();
        outcome.Add("rows", records.Account.Rows).Add("cases", lived.CaseOf.Count).Add("closed", closed)
            .Add("fullLoop", compared.ClosedAfterCheck).Add("equal", compared.Equal)
            .Add("different", compared.Different.Count);
        foreach (var (way, figure, expected) in Oracle)
        {
            outcome.Add(figure, compared.Found.GetValueOrDefault(way));
            if (rows >= All) outcome.MustBe(figure, expected, compared.Found.GetValueOrDefault(way));
        }

        outcome.Add("onTime", closed - compared.Found.GetValueOrDefault(Lateness.Late));
        foreach (var (stage, count) in compared.Stages) outcome.Add($"stage{stage}", count);
        outcome.Add("facts", lived.Log.Head.Position).Add("virtualDays", lived.Lived.TotalDays)
            .Add("boardOnTime", lived.Root.ClosedOnTime).Add("boardLate", lived.Root.ClosedLate)
            .MustBe("rows that differ", 0, compared.Different.Count)
            .MustBe("closed rows through the full loop", records.Account.Closed, compared.ClosedAfterCheck)
            .MustBe("closed on the board", closed, lived.Root.Closed)
            .MustBe("late on the board", compared.Found.GetValueOrDefault(Lateness.Late), lived.Root.ClosedLate);
    }

    private sealed class Compared
    {
        public int Equal { get; set; }

        public int ClosedAfterCheck { get; set; }

        public List<string> Different { get; } = [];

        public SortedDictionary<Lateness, int> Found { get; } = [];

        public SortedDictionary<CaseStage, int> Stages { get; } = [];
    }
}
