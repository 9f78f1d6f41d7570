using System.Collections.Immutable;

namespace Twin.City.Metrics;

/// <summary>Makes values of rows.</summary>
internal static class Counting
{
    /// <summary>Of the normal distribution, for a lower bound that holds 95 times in 100.</summary>
    private const double Wilson = 1.96;

    public static MetricValue NotYet(string id, string why) => new(
        id, why, null, 0, 0, 0, [], ImmutableSortedDictionary<string, double>.Empty);

    /// <summary>So many of all rows count.</summary>
    public static MetricValue Share(string id, IEnumerable<MetricLine> lines, params (string, double?)[] parts)
    {
        ImmutableArray<MetricLine> rows = [.. lines];
        var counted = rows.Count(row => row.Counts);
        return Of(id, Ratio(counted, rows.Length), rows, counted, rows.Length, parts);
    }

    public static MetricValue Ratio(
        string id, double numerator, double denominator, IEnumerable<MetricLine> lines,
        params (string, double?)[] parts) =>
        Of(id, Ratio(numerator, denominator), [.. lines], numerator, denominator, parts);

    /// <summary>The share of rows within their limit; the median and the ninth tenth of their minutes.</summary>
    public static MetricValue Times(string id, IEnumerable<MetricLine> lines, params (string, double?)[] parts)
    {
        ImmutableArray<MetricLine> rows = [.. lines];
        var minutes = rows.Where(row => row.Amount is not null).Select(row => row.Amount!.Value).Order().ToList();
        return Share(id, rows, [.. parts, ("p50", Quantile(minutes, 0.5)), ("p90", Quantile(minutes, 0.9))]);
    }

    public static MetricValue Count(string id, IEnumerable<MetricLine> lines, params (string, double?)[] parts)
    {
        ImmutableArray<MetricLine> rows = [.. lines];
        var counted = rows.Count(row => row.Counts);
        return Of(id, counted, rows, counted, 0, [.. parts, .. rows.Where(row => row.Group is not null)
            .GroupBy(row => row.Group!).Select(group => (group.Key, (double?)group.Count()))]);
    }

    /// <summary>The nearest rank; null where there is nothing to rank.</summary>
    public static double? Quantile(List<double> ordered, double share) =>
        ordered.Count == 0 ? null : ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Count) - 1)];

    public static double? Ratio(double numerator, double denominator) =>
        denominator == 0 ? null : numerator / denominator;

    /// <summary>The lower bound of a share that was seen so often, after Wilson.</summary>
    public static double? LowerBound(double counted, double all)
    {
        if (all == 0) return null;
        var (share, square) = (counted / all, Wilson * Wilson);
        var spread = Wilson * Math.Sqrt((share * (1 - share) / all) + (square / (4 * all * all)));
        return (share + (square / (2 * all)) - spread) / (1 + (square / all));
    }

    private static MetricValue Of(
        string id, double? value, ImmutableArray<MetricLine> rows, double numerator, double denominator,
        IEnumerable<(string Name, double? Value)> parts) => new(
        id, null, value, rows.Length, numerator, denominator, rows,
        parts.Where(part => part.Value is not null)
            .ToImmutableSortedDictionary(part => part.Name, part => part.Value!.Value, StringComparer.Ordinal));
}
