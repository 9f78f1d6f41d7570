using System.Collections.Immutable;

namespace Twin.City.Metrics;

/// <summary>All figures of a level as of one moment, each in the window that its metric is counted for.</summary>
public static class FigureSheet
{
    /// <summary>The window that is asked for, or the first one that the metric has.</summary>
    public static MetricWindow WindowOf(MetricRow metric, MetricWindow asked) =>
        metric.Windows.Contains(asked.Word) ? asked : new MetricWindow(metric.Windows[0]);

    /// <param name="all">All cases of the area; the begin of its window does not matter.</param>
    /// <param name="zone">In which days and quarters begin.</param>
    public static ImmutableArray<CountedFigure> Of(
        string level, MetricWindow window, MetricAsk all, TimeZoneInfo zone)
    {
        var asks = new Dictionary<MetricWindow, MetricAsk>();
        var metrics = new Dictionary<string, MetricFigure>(StringComparer.Ordinal);
        var figures = ImmutableArray.CreateBuilder<CountedFigure>();
        foreach (var row in FigureTable.At(level))
        {
            var own = WindowOf(row.Metric, window);
            if (!asks.TryGetValue(own, out var ask))
            {
                asks.Add(own, ask = all.Since(own.Begin(all.Until, zone), out _));
            }

            if (row.Source != FigureSource.Log)
            {
                figures.Add(new CountedFigure(row, own, ask.From, null, 0, IsFew: false, null));
                continue;
            }

            if (!metrics.TryGetValue(row.Metric.Id, out var metric))
            {
                metric = MetricSheet.Figure(row.Metric.Id, level, ask);
                metrics.Add(row.Metric.Id, metric with { Value = metric.Value with { Lines = [] } });
            }

            figures.Add(new CountedFigure(
                row, own, ask.From, ValueOf(row, metric), metric.Value.N, metric.IsFew, metric.Value.NotYet));
        }

        return figures.DrainToImmutable();
    }

    private static double? ValueOf(FigureRow row, MetricFigure metric)
    {
        if (metric.IsFew || metric.Value.NotYet is not null) return null;
        if (row.Part is null) return Finite(metric.Value.Value);
        if (metric.Value.Parts.TryGetValue(row.Part, out var part)) return Finite(part);
        return row.IsZeroOtherwise && metric.Value.Value is not null ? 0 : null;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

/// <summary>One figure with its value.</summary>
/// <param name="From">Begin of its window.</param>
/// <param name="Value">Null where nothing was there to be counted; never zero instead.</param>
/// <param name="N">Rows that the metric is counted from.</param>
/// <param name="NotYet">Why this area has none, such as no households.</param>
public sealed record CountedFigure(
    FigureRow Row, MetricWindow Window, DateTimeOffset From, double? Value, long N, bool IsFew, string? NotYet);
