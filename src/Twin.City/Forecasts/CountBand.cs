namespace Twin.City.Forecasts;

/// <summary>How many cases are expected, and between which counts four of five outcomes lie.</summary>
/// <param name="Low">The lower tenth of the counts that may come.</param>
public readonly record struct CountBand(double Mean, int Low, int High)
{
    public bool Holds(int count) => count >= Low && count <= High;
}

/// <summary>Counts whose variance is at least their mean: Poisson's, or else the negative binomial's.</summary>
/// <remarks>
/// The negative binomial is Poisson with a mean of which only the gamma distribution is known (Greenwood and Yule
/// 1920); with variance = dispersion × mean its size is mean / (dispersion - 1).
/// </remarks>
/// <param name="Dispersion">Variance over mean, one or more.</param>
public readonly record struct CountLaw(double Mean, double Dispersion)
{
    private const double LowTail = 0.1;
    private const double HighTail = 0.9;

    /// <summary>Below it the two laws cannot be told apart.</summary>
    private const double PoissonUpTo = 1 + 1e-9;

    /// <summary>From here on, probabilities of the tail are nothing.</summary>
    private const int TailSpreads = 12;

    private int Most =>
        (int)(Mean + (TailSpreads * (Math.Sqrt(Mean * Dispersion) + Dispersion)));

    public CountBand Band => new(Mean, Quantile(LowTail), Quantile(HighTail));

    /// <summary>The probability of no case at all.</summary>
    public double None => Dispersion <= PoissonUpTo
        ? Math.Exp(-Mean)
        : Math.Pow(1 / Dispersion, Mean / (Dispersion - 1));

    /// <summary>The smallest count that is reached with at least this probability.</summary>
    public int Quantile(double share)
    {
        var (term, sum, most) = (None, 0.0, Most);
        for (var count = 0; ; count++)
        {
            sum += term;
            if (sum >= share || count >= most) return count;
            term *= Next(count);
        }
    }

    /// <summary>How much of a count lies within the middle four fifths of all that may come.</summary>
    /// <remarks>
    /// Few counts are whole steps of probability: a band of them holds more than it should. Each count is spread evenly
    /// over its own step, so a forecast that is right scores 0.8, however few cases there are: the non-randomized
    /// probability integral transform (Czado, Gneiting and Held 2009, Biometrics 65).
    /// </remarks>
    public double Inside(int seen)
    {
        var (term, below, most) = (None, 0.0, Math.Max(Most, seen));
        for (var count = 0; count < seen && count < most; count++)
        {
            below += term;
            term *= Next(count);
        }

        if (term <= 0) return 0;
        var within = Math.Min(below + term, HighTail) - Math.Max(below, LowTail);
        return Math.Clamp(within / term, 0, 1);
    }

    /// <summary>From the probability of a count to that of the next.</summary>
    private double Next(int count)
    {
        if (Dispersion <= PoissonUpTo) return Mean / (count + 1);
        var size = Mean / (Dispersion - 1);
        return (count + size) / (count + 1) * (1 - (1 / Dispersion));
    }
}
