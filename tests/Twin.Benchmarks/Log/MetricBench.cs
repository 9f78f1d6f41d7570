using System.CommandLine;
using System.Diagnostics;
using Twin.Benchmarks.Measuring;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Metrics;
using Twin.EventLog.Memory;
using Twin.Grains.Cases;
using Twin.Simulation.Loop;

namespace Twin.Benchmarks.Log;

/// <summary>What it costs to tell cases for metrics, and to count an area: each window whole, and one with rows.
/// </summary>
internal static class MetricBench
{
    private const int Usual = 60_000;
    private const string Area = "City";
    private const string WithRows = "M09";

    private static readonly Option<int?> Cases = new("--cases") { Description = "cases of the area" };

    public static Command Build() => Bench.Command(
        "metrics", "Stories of cases that went the whole loop, and all metrics of them.",
        (bench, given, cancel) => Run(bench, given.GetValue(Cases) ?? bench.Size(Usual, 300), cancel), Cases);

    private static async Task Run(Bench bench, int cases, CancellationToken cancel)
    {
        await using var log = MemoryEventLog.Create(TimeProvider.System);
        await LoopRun.Stored(0, cases, new LoopTally(), log, Environment.ProcessorCount);
        var facts = await Read(log, cancel);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (told, watch) = (new Dictionary<CaseId, CaseStory>(), Stopwatch.StartNew());
        foreach (var fact in facts)
        {
            told[fact.Case] = (told.GetValueOrDefault(fact.Case) ?? CaseStory.Absent(fact.Case)).After(fact);
        }

        bench.Figure("tell_us", watch.Elapsed.TotalMicroseconds / facts.Count);
        bench.Figure("story_bytes", (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / told.Count);
        bench.Figure("cases", told.Count);
        bench.Figure("facts", facts.Count);
        var stories = told.Values.ToArray();
        var until = stories.Max(story => story.ReportedAt).AddDays(3);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var (calendar, runs) = (WorkCalendar.Of(zone), new Interleaved());
        await runs.Run(
            bench.RoundsOr(5),
            [
                .. MetricWindow.Words.Select(word => (word, (Func<Task<double>>)(() => Task.FromResult(
                    Milliseconds(() => Sheet(stories, MetricWindow.Of(word)!, until, calendar)))))),
                ("rows", () => Task.FromResult(Milliseconds(() => Rows(stories, until, calendar)))),
            ]);
        foreach (var word in MetricWindow.Words)
        {
            bench.Figure($"sheet_{word}_ms", runs[word], "ms");
        }

        bench.Figure("rows_ms", runs["rows"], "ms");
    }

    private static int Sheet(CaseStory[] stories, MetricWindow window, DateTimeOffset until, WorkCalendar calendar)
    {
        var ask = Ask(stories, window, until, calendar);
        return MetricSheet.Offered(Area, window).Count(id => MetricSheet.Figure(id, Area, ask).Value.N > 0);
    }

    private static int Rows(CaseStory[] stories, DateTimeOffset until, WorkCalendar calendar) =>
        MetricSheet.Figure(WithRows, Area, Ask(stories, MetricWindow.Of("quarter")!, until, calendar))
            .Value.Rows.Length;

    private static MetricAsk Ask(
        CaseStory[] stories, MetricWindow window, DateTimeOffset until, WorkCalendar calendar)
    {
        var from = window.Begin(until, calendar.Zone);
        return new MetricAsk(MetricSheet.Among(stories, from, out _), from, until, calendar, Households: 300_000);
    }

    private static async Task<List<Committed>> Read(MemoryEventLog log, CancellationToken cancel)
    {
        var facts = new List<Committed>();
        for (var head = log.Head.Position; facts.Count < head;)
        {
            var page = await log.ReadAll(facts.Count, 10_000, cancel);
            facts.AddRange(page.Select(fact => CaseFacts.Committed(fact)!));
        }

        return facts;
    }

    private static double Milliseconds(Action run)
    {
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed.TotalMilliseconds;
    }
}
