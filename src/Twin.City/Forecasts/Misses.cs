namespace Twin.City.Forecasts;

/// <summary>How far forecasts of a horizon have missed, over stretches of its length, one after another.</summary>
/// <remarks>
/// Squared misses over means, each summed first: where hardly anything is expected, one case would count as a storm.
/// What is older counts less, with the half-life of the level; a miss of more than three spreads counts as three: after
/// one storm the band of ordinary hours is no wider.
/// </remarks>
internal sealed class Misses(int hours, int grids)
{
    /// <summary>The guess that counts are Poisson's weighs as much as five cases (DEF).</summary>
    private const double GuessWeight = 5;

    private const double SpreadsMost = 3;

    private readonly double[] _levels = new double[grids];
    private readonly double[] _expected = new double[grids];
    private readonly int[] _seen = new int[grids];
    private readonly double _kept = Math.Pow(Forecast.Kept, hours);
    private (double Squares, double Means) _ofGrids;
    private (double Squares, double Means) _ofAll;
    private int _hours;

    /// <summary>Variance over mean of a grid's count, at least one.</summary>
    public double OfGrids => Ratio(_ofGrids);

    /// <summary>The same of the sum of all grids.</summary>
    public double OfAll => Ratio(_ofAll);

    /// <param name="levels">Those of a stretch are the ones before its first hour.</param>
    public void Take(HourCounts counts, int hour, double[] levels, double shape)
    {
        if (_hours == 0) levels.CopyTo(_levels, 0);
        for (var grid = 0; grid < grids; grid++)
        {
            _expected[grid] += _levels[grid] * shape;
            _seen[grid] += counts[hour, grid];
        }

        if (++_hours < hours) return;
        var (ofGrids, ofAll) = (OfGrids, OfAll);
        _ofGrids = (_ofGrids.Squares * _kept, _ofGrids.Means * _kept);
        _ofAll = (_ofAll.Squares * _kept, _ofAll.Means * _kept);
        for (var grid = 0; grid < grids; grid++) _ofGrids = Add(_ofGrids, _seen[grid], _expected[grid], ofGrids);
        _ofAll = Add(_ofAll, _seen.Sum(), _expected.Sum(), ofAll);
        Array.Clear(_expected);
        Array.Clear(_seen);
        _hours = 0;
    }

    private static double Ratio((double Squares, double Means) sums) =>
        Math.Max(1, (sums.Squares + GuessWeight) / (sums.Means + GuessWeight));

    private static (double Squares, double Means) Add(
        (double Squares, double Means) sums, int seen, double expected, double dispersion)
    {
        var most = SpreadsMost * SpreadsMost * dispersion * expected;
        return (sums.Squares + Math.Min((seen - expected) * (seen - expected), most), sums.Means + expected);
    }
}
