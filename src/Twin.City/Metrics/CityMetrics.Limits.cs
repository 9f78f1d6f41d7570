using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Metrics;

/// <content>On time at Handled judges the handler; at Closed it judges the centre.</content>
public static partial class CityMetrics
{
    private static readonly TimeSpan FiledBefore = TimeSpan.FromDays(28);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Cases whose limit, with extensions, lies in the window; not pending ones.</summary>
    internal static IEnumerable<CaseStory> DueCohort(MetricAsk ask) =>
        ask.Own.Where(story => ask.Has(story.DueAt) && story.IsJudged);

    private static MetricValue HandledOnTime(string id, MetricAsk ask)
    {
        var cohort = DueCohort(ask).ToList();
        var strict = cohort.Count(story => story.HandledAt <= StrictDue(story));
        return Counting.Share(
            id, cohort.Select(story => new MetricLine(story.Id, story.IsOnTime)),
            ("strict", Counting.Ratio(strict, cohort.Count)));
    }

    /// <summary>Without what was granted since the work began the last time.</summary>
    private static DateTimeOffset? StrictDue(CaseStory story) =>
        story.IsHistory ? story.DueAt : story.StrictDueAt ?? story.DueAt;

    private static MetricValue ClosedOnTime(string id, MetricAsk ask) => Counting.Share(
        id,
        from story in ask.Own
        let limit = ClosingDue(story, ask.Calendar)
        where ask.Has(limit) && story.Stage != CaseStage.Pending
            && (story.Stage.IsOpen() || story.ClosedAt is not null)
        select new MetricLine(story.Id, story.ClosedAt <= limit));

    /// <summary>The limit of the handler, and after it those of the check and the follow-up.</summary>
    private static DateTimeOffset? ClosingDue(CaseStory story, WorkCalendar calendar)
    {
        if (story.DueAt is not { } due) return null;
        foreach (var clock in (ReadOnlySpan<string>)["T6", "T7"])
        {
            due = Calendars.Add(due, CityTables.ClockOf[clock].For(story.Severity)!.Value, calendar);
        }

        return due;
    }

    private static MetricValue Closed(string id, MetricAsk ask)
    {
        var before = ask.Earlier(FiledBefore);
        return Counting.Share(
            id, ask.Own.Where(story => before.Has(story.First(StoryMark.Filed))
                    && story.EndedAs is not (CaseStage.Voided or CaseStage.Merged or CaseStage.ReferredOut))
                .Select(story => new MetricLine(story.Id, story.ClosedAt is not null)));
    }

    private static IEnumerable<CaseStory> Open(MetricAsk ask) => ask.Own.Where(story => story.Stage.IsOpen());

    private static MetricValue OpenByAge(string id, MetricAsk ask)
    {
        var open = Open(ask).ToList();
        (string, double?)[] stages = [.. open.GroupBy(story => story.Stage)
            .Select(group => (group.Key.ToString(), (double?)group.Count()))];
        return Counting.Count(
            id, open.Select(story => new MetricLine(story.Id, Counts: true, Age(story, ask), Band(Age(story, ask)))),
            stages);
    }

    /// <summary>As part of T5; null while none runs.</summary>
    private static double? Age(CaseStory story, MetricAsk ask) =>
        story.Clocks.FirstOrDefault(clock => clock.Id.IsHandling) is { } t5 && t5.DueAt > t5.StartedAt
            ? (ask.Until - t5.StartedAt) / (t5.DueAt - t5.StartedAt)
            : null;

    private static string Band(double? age) => age switch
    {
        null => "age none",
        <= 0.5 => "age 0-0.5",
        <= 0.8 => "age 0.5-0.8",
        <= 1 => "age 0.8-1",
        <= 2 => "age 1-2",
        _ => "age >2",
    };

    private static MetricValue Backlog(string id, MetricAsk ask)
    {
        var lately = ask with { From = ask.Until - Week };
        var closings = ask.Own.Count(story => lately.Has(story.ClosedAt));
        var open = Open(ask).Select(story => new MetricLine(story.Id, Counts: true)).ToList();
        return Counting.Ratio(id, open.Count, closings / Week.TotalDays, open);
    }

    private static MetricValue Extended(string id, MetricAsk ask)
    {
        var (cohort, open) = (DueCohort(ask).ToList(), Open(ask).ToList());
        var pended = open.FindAll(story => story.Stage == CaseStage.Pending);
        return Counting.Share(
            id, cohort.Select(story => new MetricLine(story.Id, story.ExtensionsGranted > 0)),
            ("pended", Counting.Ratio(pended.Count, open.Count)),
            ("oldestDays", pended.Count == 0
                ? null
                : pended.Max(story => (ask.Until - story.PausedAt).TotalDays)));
    }

    private static MetricValue Ladder(string id, MetricAsk ask) => Counting.Count(
        id, Open(ask).Where(story => story.Supervision > 0).Select(story => new MetricLine(
            story.Id, Counts: true, story.Supervision, $"level {story.Supervision}")));
}
