using System.Collections.Immutable;
using Twin.City.Metrics;

namespace Twin.City.Reviews;

/// <summary>A share of cases beside the share that periods alike had together.</summary>
public sealed record ReviewShare(
    string Code, Func<CaseStory, ReviewPeriod, bool> IsOf, Func<CaseStory, ReviewPeriod, bool> Counts)
{
    public static ImmutableArray<ReviewShare> All { get; } =
    [
        new("onTime", ReviewMeasure.IsDueIn, (story, _) => story.IsOnTime),
        new("solved",
            (story, period) => story.Steps.Any(step => step.Mark == StoryMark.Voice && period.Has(step.At)),
            (story, period) => story.Steps.Last(step =>
                step.Mark == StoryMark.Voice && period.Has(step.At)).Counts),
    ];

    /// <remarks>The spread is that of two shares, each seen so often (two-proportion z).</remarks>
    internal ReviewFigure Of(CaseStory[] stories, ReviewPeriod period, ImmutableArray<ReviewPeriod> alike)
    {
        var (part, all) = CountOf(stories, period);
        var (before, beforeAll) = CountOf(stories, period.Before);
        var then = alike.Select(one => CountOf(stories, one)).Where(one => one.All > 0).ToArray();
        var (usual, usualAll) = (then.Sum(one => one.Part), then.Sum(one => one.All));
        return new ReviewFigure(
            Code, Counting.Ratio(part, all), all, Counting.Ratio(before, beforeAll),
            then.Length < Baseline.PeriodsLeast || all == 0 ? null : Band(usual, usualAll, all, then.Length),
            MoreIsWorse: false);
    }

    private static Baseline Band(double usual, double usualAll, double all, int periods)
    {
        // One case more on either side: shares of none and of all have a spread, too.
        var mean = (usual + 1) / (usualAll + 2);
        return new Baseline(
            periods, usual / usualAll, Math.Sqrt(mean * (1 - mean) * ((1 / all) + (1 / usualAll))));
    }

    private (int Part, int All) CountOf(CaseStory[] stories, ReviewPeriod period)
    {
        var own = stories.Where(story => IsOf(story, period)).ToArray();
        return (own.Count(story => Counts(story, period)), own.Length);
    }
}
