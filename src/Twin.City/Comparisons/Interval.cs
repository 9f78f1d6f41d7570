namespace Twin.City.Comparisons;

/// <summary>Where the truth lies 95 times in 100.</summary>
public readonly record struct Interval(double Low, double High)
{
    private const double Spreads = 1.96;

    public bool Holds(double value) => value >= Low && value <= High;

    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    /// <summary>Of a share that was seen so often: Wilson (1927), which stays within 0 and 1.</summary>
    public static Interval OfShare(double part, double all)
    {
        var (share, square) = (part / all, Spreads * Spreads);
        var spread = Spreads * Math.Sqrt((share * (1 - share) / all) + (square / (4 * all * all)));
        var middle = share + (square / (2 * all));
        return new Interval((middle - spread) / (1 + (square / all)), (middle + spread) / (1 + (square / all)));
    }

    /// <summary>Of a Poisson count over what was expected: Byar's approximation (Breslow and Day 1987, 2.13).</summary>
    public static Interval OfRatio(int observed, double expected) => new(
        observed == 0 ? 0 : observed * Cube(observed, -Spreads) / expected,
        (observed + 1) * Cube(observed + 1, Spreads) / expected);

    private static double Cube(double count, double spreads) =>
        Math.Pow(1 - (1 / (9 * count)) + (spreads / (3 * Math.Sqrt(count))), 3);
}
