using System.Collections.Immutable;

namespace Twin.City.Reviews;

/// <summary>What was usual before: a mean and the spread that one more period has around it.</summary>
/// <remarks>
/// Counts vary at least as those of Poisson do, so the variance is never below the mean, nor below one: among few cases
/// one more is no news. The mean itself is of n periods only, which widens the spread by (1 + 1/n).
/// </remarks>
/// <param name="N">Periods that it was made of.</param>
public sealed record Baseline(int N, double Mean, double Spread)
{
    /// <summary>Of fewer periods nothing is said to be usual (DEF).</summary>
    public const int PeriodsLeast = 4;

    /// <summary>Half the width of the band in spreads: 19 of 20 lie within.</summary>
    private const double BandSpreads = 1.96;

    public double Low => Math.Max(0, Mean - (BandSpreads * Spread));

    public double High => Mean + (BandSpreads * Spread);

    /// <summary>How many spreads a value lies above what is usual.</summary>
    public double Z(double value) => (value - Mean) / Spread;

    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>Null of too few.</summary>
    public static Baseline? Of(ImmutableArray<double> before)
    {
        if (before.Length < PeriodsLeast) return null;
        var mean = before.Average();
        var variance = before.Sum(value => (value - mean) * (value - mean)) / (before.Length - 1);
        var least = Math.Max(1, Math.Max(mean, variance));
        return new Baseline(before.Length, mean, Math.Sqrt(least * (1 + (1.0 / before.Length))));
    }
}
