using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Metrics;

/// <content>What reporters say, and where matters are solved.</content>
public static partial class CityMetrics
{
    private const int Satisfying = 4;
    private const double SamePlaceMetres = 50;
    private const double Thousand = 1_000;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private static MetricValue FirstLevel(string id, MetricAsk ask)
    {
        var closed = ask.Stories.Where(story => ask.Has(story.ClosedAt)).ToList();
        var onSpot = closed.RemoveAll(story => story.State.OnSpot);
        return Counting.Share(
            id,
            closed.Select(story => (story.Id, Level: LevelOf(story))).Select(one => new MetricLine(
                one.Id, one.Level <= CaseLevel.Community, null, one.Level.ToString())),
            [("onSpot", onSpot), .. Levels(closed)]);
    }

    private static IEnumerable<(string, double?)> Levels(List<CaseStory> closed) => closed.GroupBy(LevelOf)
        .Select(group => (group.Key.ToString(), Counting.Ratio(group.Count(), closed.Count)));

    /// <summary>How high the last handling had to climb; who took it back without one is counted at the grid.</summary>
    private static CaseLevel LevelOf(CaseStory story) =>
        story.Lines.Select(line => line.Happened).OfType<CaseEvent.Handled>().LastOrDefault()?.Level ?? CaseLevel.Grid;

    /// <summary>Answers of reporters in the window: of a follow-up, or a rating by the receipt.</summary>
    private static IEnumerable<(CaseId Case, bool Solved, int? Attitude)> Voices(MetricAsk ask) =>
        from story in ask.Stories
        from line in story.Lines
        where ask.Has(line.At)
        let voice = line.Happened switch
        {
            CaseEvent.FollowedUp { Answered: true } e => (e.Solved ?? false, e.Attitude),
            CaseEvent.Rated e => (e.Solved, e.Attitude),
            _ => ((bool, int?)?)null,
        }
        where voice is not null
        select (story.Id, voice.Value.Item1, voice.Value.Item2);

    private static MetricValue Satisfied(string id, MetricAsk ask)
    {
        var voices = Voices(ask).ToList();
        var satisfied = voices.Count(voice => voice.Attitude >= Satisfying);
        var unanswered = ask.Stories.Sum(story => story.Lines.Count(line =>
            ask.Has(line.At) && line.Happened is CaseEvent.FollowedUp { Answered: false }));
        return Counting.Share(
            id, voices.Select(voice => new MetricLine(voice.Case, voice.Attitude >= Satisfying, voice.Attitude)),
            ("answerRate", Counting.Ratio(voices.Count, voices.Count + unanswered)),
            ("lowerBound", Counting.LowerBound(satisfied, voices.Count)));
    }

    private static MetricValue Solved(string id, MetricAsk ask) =>
        Counting.Share(id, Voices(ask).Select(voice => new MetricLine(voice.Case, voice.Solved)));

    private static MetricValue Complaints(string id, MetricAsk ask)
    {
        if (ask.Households == 0) return Counting.NotYet(id, "The source gives no households of this area.");
        var complaints = ask.Stories.Where(story => ask.Has(story.State.ReportedAt)
                && story.State.Source is CaseSource.Hotline or CaseSource.Petition or CaseSource.App
                && CaseClasses.All.Find(story.State.Class) is { Kind: "Event" or "Extension" or "Dispute" })
            .Select(story => new MetricLine(story.Id, Counts: true)).ToList();
        return Counting.Ratio(id, complaints.Count, ask.Households / Thousand, complaints);
    }

    private static MetricValue Reopened(string id, MetricAsk ask)
    {
        var closings = Closings(ask).ToList();
        var reopened =
            from story in ask.Stories
            from line in story.Lines
            where ask.Has(line.At) && CaseDue.Reopens(line.Happened)
                && line.Before.HandledAt is { } handled && line.At - handled <= Week
            select new MetricLine(story.Id, Counts: true);
        var lines = reopened.ToList();
        var repeats = closings.Count(closing => Repeats(closing.Story, closing.At, ask));
        return Counting.Ratio(
            id, lines.Count, closings.Count,
            [.. lines, .. closings.Select(closing => new MetricLine(closing.Story.Id, Counts: false))],
            ("repeats", Counting.Ratio(repeats, closings.Count)));
    }

    /// <summary>Each time that a case was closed in the window, also when it was opened again.</summary>
    private static IEnumerable<(CaseStory Story, DateTimeOffset At)> Closings(MetricAsk ask) =>
        from story in ask.Stories
        from line in story.Lines
        where ask.Has(line.At) && line.Before.Stage != CaseStage.Closed
            && line.Before.Stage.After(line.Happened) == CaseStage.Closed
        select (story, line.At);

    /// <summary>Another case of the class was closed within 50 m in the 30 days before this one was reported.</summary>
    private static bool Repeats(CaseStory story, DateTimeOffset closedAt, MetricAsk ask) =>
        story.State is { At: { } here, DefaultPlace: false, Class: { } kind } && ask.Stories.Any(other =>
            other.Id != story.Id && other.State.Class == kind && other.ClosedAt is { } before
            && before <= story.State.ReportedAt && closedAt >= before && story.State.ReportedAt - before <= Month
            && other.State is { At: { } there, DefaultPlace: false } && here.MetresTo(there) <= SamePlaceMetres);
}
