using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.Geo.Reference;

namespace Twin.City.Metrics;

/// <summary>All metrics that an area or a department is offered, by the rules that hold for all of them.</summary>
public static class MetricSheet
{
    public const string Department = "Department";

    private const string Grid = "Grid";

    /// <summary>A rate of a grid says nothing of fewer.</summary>
    private const int LeastAtGrid = 10;

    /// <summary>Longer than any window looks back before its begin, and than limits run after the last fact.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromDays(90);

    public static string LevelOf(AreaLevel? level, DepartmentId? department) =>
        department is null ? level?.ToString() ?? Grid : Department;

    /// <summary>The ids of metrics.csv that are counted at a level for a window.</summary>
    public static IEnumerable<string> Offered(string level, MetricWindow window) => CityMetrics.Ids.Where(id =>
        MetricTable.Of[id] is var row && row.Levels.Contains(level) && row.Windows.Contains(window.Word));

    /// <summary>What can count at all: no drill, and nothing that was over long before the window.</summary>
    public static ImmutableArray<CaseStory> Among(
        IEnumerable<CaseStory> stories, DateTimeOffset from, out int drills)
    {
        var (kept, since) = (ImmutableArray.CreateBuilder<CaseStory>(), from - Behind);
        drills = 0;
        foreach (var story in stories)
        {
            if (!(story.Stage.IsOpen() || story.LastAt >= since || story.DueAt >= since)) continue;
            if (story.Tag is null) kept.Add(story);
            else drills++;
        }

        return kept.DrainToImmutable();
    }

    public static MetricFigure Figure(string id, string level, MetricAsk ask)
    {
        var value = CityMetrics.Of(id, ask);
        var isFew = level == Grid && value.Denominator > 0 && value.N < LeastAtGrid;
        return new MetricFigure(MetricTable.Of[id], value, isFew);
    }
}

/// <summary>One metric of a sheet.</summary>
/// <param name="IsFew">Too few cases for a rate: it is not shown.</param>
public sealed record MetricFigure(MetricRow Row, MetricValue Value, bool IsFew);
