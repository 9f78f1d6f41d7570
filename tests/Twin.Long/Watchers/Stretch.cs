namespace Twin.Long.Watchers;

/// <summary>What was seen in one stretch of a run: latencies by what it was seen at, in milliseconds.</summary>
internal sealed class Stretch
{
    /// <summary>Of answers to reports; all else is seen at a level of area.</summary>
    public const string Stored = "Stored";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<double>> _byPlace = new(StringComparer.Ordinal);

    public void Add(string place, double milliseconds)
    {
        lock (_gate)
        {
            if (!_byPlace.TryGetValue(place, out var all))
            {
                _byPlace.Add(place, all = []);
            }

            all.Add(milliseconds);
        }
    }

    /// <summary>In rising order.</summary>
    public double[] Of(params string[] places)
    {
        lock (_gate)
        {
            return
            [
                .. _byPlace.Where(one => places.Contains(one.Key)).SelectMany(one => one.Value).Order(),
            ];
        }
    }

    /// <summary>The value below which that share of the values lies, of values in rising order.</summary>
    public static double Quantile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
