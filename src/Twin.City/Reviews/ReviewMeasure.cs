using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Metrics;

namespace Twin.City.Reviews;

/// <summary>One figure of a review: which cases count in a period.</summary>
/// <param name="IsState">Counted at the end of the period; else whatever happened in it.</param>
/// <param name="MoreIsWorse">Whether more is bad news; null where it is neither.</param>
public sealed record ReviewMeasure(
    string Code, bool IsState, bool? MoreIsWorse, Func<CaseStory, ReviewPeriod, bool> Counts)
{
    private const int Reminded = 1;
    private const int Listed = 3;

    public static ImmutableArray<ReviewMeasure> All { get; } =
    [
        Flow("reported", moreIsWorse: null, (story, period) => period.Has(story.ReportedAt)),
        Flow("closed", moreIsWorse: false, (story, period) => period.Has(story.ClosedAt)),
        Flow("late", moreIsWorse: true, (story, period) =>
            IsDueIn(story, period) && !story.IsOnTime),
        Flow("reopened", moreIsWorse: true, (story, period) => Has(story, period, StoryMark.Reopened)),
        Flow("merged", moreIsWorse: null, (story, period) =>
            story.EndedAs == CaseStage.Merged && period.Has(story.EndedAt)),
        Flow("returned", moreIsWorse: true, (story, period) => Has(story, period, StoryMark.Returned)),
        Flow("whistled", moreIsWorse: null, (story, period) => Has(story, period, StoryMark.WhistleRaised)),
        Flow("unsolved", moreIsWorse: true, (story, period) => story.Steps.Any(step =>
            step is { Mark: StoryMark.Voice, Counts: false } && period.Has(step.At))),
        State("open", (story, period) => IsOpenAt(story, period.Until)),
        State("left", (story, period) => IsOpenAt(story, period.Until) && story.ReportedAt < period.From),
        State("overdue", (story, period) =>
            IsOpenAt(story, period.Until) && IsLateAt(story, period.Until)),
    ];

    /// <summary>Levels of supervision: known of the end alone, since a case keeps only its last one.</summary>
    public static ImmutableArray<ReviewMeasure> Supervised { get; } =
    [
        .. Enumerable.Range(Reminded, Listed + 1).Select(level => State(
            $"supervision{level}", (story, period) =>
                IsOpenAt(story, period.Until) && story.Supervision == level)),
    ];

    /// <summary>Its limit lies in the period; as metric M01a takes them.</summary>
    public static bool IsDueIn(CaseStory story, ReviewPeriod period) => period.Has(story.DueAt) && story.IsJudged;

    /// <summary>Closed and opened again in turn: what came last before the moment counts.</summary>
    public static bool IsOpenAt(CaseStory story, DateTimeOffset moment)
    {
        if (story.ReportedAt >= moment || story.EndedAt < moment) return false;
        var open = true;
        foreach (var step in story.Steps)
        {
            if (step.At >= moment) continue;
            if (step.Mark == StoryMark.Closed) open = false;
            if (step.Mark == StoryMark.Reopened) open = true;
        }

        return open;
    }

    /// <summary>Not handled by then, and no waiting that was granted.</summary>
    private static bool IsLateAt(CaseStory story, DateTimeOffset moment) =>
        story.DueAt < moment && story.Stage != CaseStage.Pending && !(story.HandledAt <= moment);

    private static bool Has(CaseStory story, ReviewPeriod period, StoryMark mark)
    {
        foreach (var step in story.Steps)
        {
            if (step.Mark == mark && period.Has(step.At)) return true;
        }

        return false;
    }

    private static ReviewMeasure Flow(
        string code, bool? moreIsWorse, Func<CaseStory, ReviewPeriod, bool> counts) =>
        new(code, IsState: false, moreIsWorse, counts);

    private static ReviewMeasure State(string code, Func<CaseStory, ReviewPeriod, bool> counts) =>
        new(code, IsState: true, MoreIsWorse: true, counts);
}
