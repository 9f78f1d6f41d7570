using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Metrics;

namespace Twin.City.Reviews;

/// <summary>How long open cases have stood in a stage without a step.</summary>
public sealed record StageWait(
    CaseStage Stage, int Count, double MedianHours, double NinthTenthHours, double LongestHours)
{
    private const double Median = 0.5;
    private const double NinthTenth = 0.9;

    /// <summary>The stage with the longest median first: there it waits.</summary>
    internal static ImmutableArray<StageWait> Of(IEnumerable<CaseStory> stories, DateTimeOffset until) =>
    [
        .. stories.Where(story => story.Stage.IsOpen()).GroupBy(story => story.Stage).Select(group =>
        {
            var hours = group.Select(story => (until - Since(story)).TotalHours).Order().ToList();
            return new StageWait(
                group.Key, hours.Count, Counting.Quantile(hours, Median)!.Value,
                Counting.Quantile(hours, NinthTenth)!.Value, hours[^1]);
        }).OrderByDescending(wait => wait.MedianHours).ThenBy(wait => wait.Stage),
    ];

    /// <summary>Facts of an older record came when it was taken over: its own moments tell how old it is.</summary>
    private static DateTimeOffset Since(CaseStory story) =>
        story.IsHistory ? story.HandledAt ?? story.ReportedAt : story.LastAt;
}
