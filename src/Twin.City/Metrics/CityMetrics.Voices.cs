using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Metrics;

/// <content>What reporters say, and where matters are solved.</content>
public static partial class CityMetrics
{
    private const int Satisfying = 4;
    private const double Thousand = 1_000;

    private static MetricValue FirstLevel(string id, MetricAsk ask)
    {
        var closed = ask.Own.Where(story => ask.Has(story.ClosedAt)).ToList();
        var onSpot = closed.RemoveAll(story => story.OnSpot);
        return Counting.Share(
            id,
            closed.Select(story => (story.Id, Level: story.HandledLevel)).Select(one => new MetricLine(
                one.Id, one.Level <= CaseLevel.Community, null, one.Level.ToString())),
            [("onSpot", onSpot), .. Levels(closed)]);
    }

    private static IEnumerable<(string, double?)> Levels(List<CaseStory> closed) => closed
        .GroupBy(story => story.HandledLevel)
        .Select(group => (group.Key.ToString(), Counting.Ratio(group.Count(), closed.Count)));

    /// <summary>Answers of reporters in the window: of a follow-up, or a rating by the receipt.</summary>
    private static List<(CaseId Case, bool Solved, double Attitude)> Voices(MetricAsk ask)
    {
        var voices = new List<(CaseId, bool, double)>();
        foreach (var (story, step) in ask.Steps(StoryMark.Voice))
        {
            voices.Add((story.Id, step.Counts, step.Amount));
        }

        return voices;
    }

    private static MetricValue Satisfied(string id, MetricAsk ask)
    {
        var voices = Voices(ask);
        var satisfied = voices.Count(voice => voice.Attitude >= Satisfying);
        var unanswered = ask.Steps(StoryMark.Silence).Count();
        return Counting.Share(
            id, voices.Select(voice => new MetricLine(
                voice.Case, voice.Attitude >= Satisfying, double.IsNaN(voice.Attitude) ? null : voice.Attitude)),
            ("answerRate", Counting.Ratio(voices.Count, voices.Count + unanswered)),
            ("lowerBound", Counting.LowerBound(satisfied, voices.Count)));
    }

    private static MetricValue Solved(string id, MetricAsk ask) =>
        Counting.Share(id, Voices(ask).Select(voice => new MetricLine(voice.Case, voice.Solved)));

    private static MetricValue Complaints(string id, MetricAsk ask)
    {
        if (ask.Households == 0) return Counting.NotYet(id, "The source gives no households of this area.");
        var complaints = ask.Own.Where(story => ask.Has(story.ReportedAt)
                && story.Source is CaseSource.Hotline or CaseSource.Petition or CaseSource.App
                && CaseClasses.All.Find(story.Class) is { Kind: "Event" or "Extension" or "Dispute" })
            .Select(story => new MetricLine(story.Id, Counts: true)).ToList();
        return Counting.Ratio(id, complaints.Count, ask.Households / Thousand, complaints);
    }

    private static MetricValue Reopened(string id, MetricAsk ask)
    {
        var closings = ask.Steps(StoryMark.Closed).ToList();
        var lines = ask.Steps(StoryMark.Reopened).Where(one => one.Step.Amount <= Week.TotalMinutes)
            .Select(one => new MetricLine(one.Story.Id, Counts: true)).ToList();
        var earlier = new ClosedNearby(ask.Stories);
        var repeats = closings.Count(closing => earlier.Has(closing.Story, closing.Step.At));
        return Counting.Ratio(
            id, lines.Count, closings.Count,
            [.. lines, .. closings.Select(closing => new MetricLine(closing.Story.Id, Counts: false))],
            ("repeats", Counting.Ratio(repeats, closings.Count)));
    }
}
