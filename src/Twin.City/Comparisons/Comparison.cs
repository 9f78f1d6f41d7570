using System.Collections.Immutable;
using Twin.City.Metrics;

namespace Twin.City.Comparisons;

/// <summary>Areas side by side in how many limits they missed, beside what their mix of cases lets expect.</summary>
/// <remarks>
/// Some classes are late more often everywhere; whoever has many of them is not worse for it. Expected are the own
/// cases, each with the share of its class that is late in all areas together (indirect standardization); observed over
/// expected has an interval of its own. In the order of ids: it is no rank, and what overlaps is not different.
/// </remarks>
public static class Comparison
{
    /// <summary>Of fewer cases nothing is said, as of the rates of grids.</summary>
    public const int CasesLeast = 10;

    /// <param name="areas">The cases of each, drills among them do not count.</param>
    /// <param name="ask">Its window; its own cases do not matter.</param>
    public static ImmutableArray<ComparedArea> Of(
        IEnumerable<(HomeId Area, IReadOnlyCollection<CaseStory> Stories)> areas, MetricAsk ask)
    {
        var cohorts = areas.Select(one => (one.Area, Due: DueOf(one.Stories, ask))).ToArray();
        var lateOf = cohorts.SelectMany(one => one.Due).GroupBy(story => story.Class ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, LateShare, StringComparer.Ordinal);
        return
        [
            .. cohorts.OrderBy(one => one.Area.Value, StringComparer.Ordinal).Select(one => ComparedArea.Of(
                one.Area, one.Due.Length, one.Due.Count(story => !story.IsOnTime),
                one.Due.Sum(story => lateOf[story.Class ?? ""]))),
        ];
    }

    private static CaseStory[] DueOf(IReadOnlyCollection<CaseStory> stories, MetricAsk ask) =>
        [.. CityMetrics.DueCohort(new MetricAsk(
            [.. stories.Where(story => story.Tag is null)], ask.From, ask.Until, ask.Calendar))];

    private static double LateShare(IEnumerable<CaseStory> stories) =>
        stories.Average(story => story.IsOnTime ? 0 : 1.0);
}

/// <summary>One area of a comparison.</summary>
/// <param name="N">Cases whose limit lay in the window.</param>
/// <param name="Share">Of them late; null of fewer than ten.</param>
/// <param name="Expected">Late ones that its mix of classes lets expect.</param>
/// <param name="Ratio">Late over expected: 1 is as its mix lets expect.</param>
public sealed record ComparedArea(
    HomeId Area, int N, int Late, Interval? Share, double Expected, double? Ratio, Interval? RatioInterval)
{
    /// <summary>Further from 1 than chance lets expect; null where nothing can be said.</summary>
    public bool? Differs => RatioInterval is { } interval ? !interval.Holds(1) : null;

    internal static ComparedArea Of(HomeId area, int all, int late, double expected) =>
        all < Comparison.CasesLeast
            ? new ComparedArea(area, all, late, null, expected, null, null)
            : new ComparedArea(
                area, all, late, Interval.OfShare(late, all), expected, expected > 0 ? late / expected : null,
                expected > 0 ? Interval.OfRatio(late, expected) : null);
}
