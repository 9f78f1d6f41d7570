using System.Collections.Immutable;
using Twin.City.Metrics;

namespace Twin.City.Ratings;

/// <summary>Departments as grids and residents rate them: M20 of each that was asked for something.</summary>
public static class DepartmentRatings
{
    /// <param name="ask">The whole area, no department.</param>
    public static ImmutableArray<(DepartmentId Department, MetricValue Value)> Of(MetricAsk ask)
    {
        var owned = new Dictionary<DepartmentId, List<CaseStory>>();
        foreach (var story in ask.Stories)
        {
            var units = story.Obligations.Select(owed => owed.Department)
                .Concat(story.Owner.Department is { } owner ? [owner] : []);
            foreach (var unit in units.Distinct())
            {
                if (!owned.TryGetValue(unit, out var own)) owned.Add(unit, own = []);
                own.Add(story);
            }
        }

        return
        [
            .. owned.OrderBy(one => one.Key.Value, StringComparer.Ordinal).Select(one => (one.Key, CityMetrics.Of(
                "M20", new MetricAsk(one.Value, ask.From, ask.Until, ask.Calendar, Department: one.Key)))),
        ];
    }
}
