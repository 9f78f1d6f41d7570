using System.Globalization;

namespace Twin.Benchmarks.Measuring;

/// <summary>Median and ends of the runs of one thing.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> runs)
    {
        var sorted = runs.Order().ToArray();
        return sorted.Length == 0
            ? new Spread(double.NaN, double.NaN, double.NaN)
            : new Spread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    /// <summary>The value below which that share of the values lies, of values in rising order.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    public override string ToString() => ToString(Median < 100 ? "N2" : "N0");

    private string ToString(string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} "
        + $"[{Least.ToString(format, CultureInfo.InvariantCulture)} "
        + $".. {Most.ToString(format, CultureInfo.InvariantCulture)}]");
}
