namespace Twin.Long.Watchers;

/// <summary>What was seen in one stretch of a run: latencies by level of area, in milliseconds.</summary>
internal sealed class Stretch
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<double>> _byLevel = new(StringComparer.Ordinal);

    public void Add(string level, double milliseconds)
    {
        lock (_gate)
        {
            if (!_byLevel.TryGetValue(level, out var all))
            {
                _byLevel.Add(level, all = []);
            }

            all.Add(milliseconds);
        }
    }

    /// <summary>In rising order; of every level without a name.</summary>
    public double[] Of(string? level = null)
    {
        lock (_gate)
        {
            return
            [
                .. _byLevel.Where(one => level is null || one.Key == level).SelectMany(one => one.Value).Order(),
            ];
        }
    }

    /// <summary>The value below which that share of the values lies, of values in rising order.</summary>
    public static double Quantile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
