using System.Runtime.InteropServices;
using Twin.City.Forecasts;

namespace Twin.City.Boards;

/// <summary>A report as the heat of its grid felt it.</summary>
/// <param name="Hour">Its number, as <see cref="HourWeek.HourAt"/> has it.</param>
/// <param name="WeightHundredths">The weight of its severity when it came.</param>
public readonly record struct HeatReport(HomeId Grid, long Hour, int WeightHundredths);

/// <summary>What the heat of a grid usually is, and how far chance alone takes it from there.</summary>
/// <param name="LeastMicros">Below this nothing is hot: one report alone is chance.</param>
public readonly record struct UsualHeat(double MeanMicros, double SigmaMicros, double LeastMicros);

/// <summary>The heat that each grid usually has at an hour of the week, learnt from the weeks before it.</summary>
/// <remarks>
/// M24 colours by z = (n − μ) / √(μ + μ²/k) against the hour of the week. Heat is no count but a sum that cools, so
/// its mean and variance follow from those counts by Campbell's theorem: u·m₁·Σμf and u²·(m₂·Σμf₂ + m₁²/k·Σ(μf)²),
/// with m the moments of a report's weight, u what one hundredth of weight adds in the grid, and f, f₂ what is left of
/// an hour's reports and of their squares. A grid has too few reports for 168 means of its own: it has its own level,
/// pulled towards that of all grids by a week's weight, and the city's shape of the week.
/// k is fitted by moments over all hours of all grids.
/// </remarks>
public sealed class HeatBaseline
{
    public const int WeeksAtLeast = 4;
    public const int WeeksAtMost = 8;

    /// <summary>The time constant of <see cref="Heat"/>.</summary>
    private const double CoolingHours = 6;

    /// <summary>Older reports have cooled to a three thousandth.</summary>
    private const int HoursFelt = 48;

    /// <summary>Reports that an hour of the week is given before any came, so that none is impossible.</summary>
    private const double SlotPrior = 1;

    private const double LeastReports = 1.5;
    private const double Micros = 1_000_000;

    private readonly Dictionary<HomeId, int> _reports = [];
    private readonly double[] _shape = new double[HourWeek.Hours];
    private readonly double _level;
    private readonly int _hours;
    private readonly (double First, double Second) _weight;
    private readonly (double Mean, double Square, double Excess) _felt;

    private HeatBaseline(IReadOnlyCollection<HeatReport> reports, HeatSpan span)
    {
        _hours = span.Weeks * HourWeek.Hours;
        var cells = new Dictionary<(HomeId, long), int>();
        var (weights, squares) = (0.0, 0.0);
        foreach (var report in reports)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_reports, report.Grid, out _)++;
            CollectionsMarshal.GetValueRefOrAddDefault(cells, (report.Grid, report.Hour), out _)++;
            _shape[span.SlotOf(report.Hour)]++;
            weights += report.WeightHundredths;
            squares += (double)report.WeightHundredths * report.WeightHundredths;
        }

        _weight = (weights / reports.Count, squares / reports.Count);
        _level = (double)reports.Count / _hours / Math.Max(1, span.Grids);
        var squareSum = Form(span);
        Overdispersion = Spread(cells, span, squareSum);
        _felt = Feel(span);
    }

    /// <summary>1/k of the negative binomial; 0 when counts stray no further than chance.</summary>
    public double Overdispersion { get; }

    /// <summary>Null where too few weeks are known.</summary>
    public static HeatBaseline? Of(IEnumerable<HeatReport> reports, HeatSpan span)
    {
        if (span.Weeks < WeeksAtLeast) return null;
        var kept = reports.Where(report => report.Hour >= span.Hour - ((long)span.Weeks * HourWeek.Hours)
            && report.Hour < span.Hour && report.WeightHundredths > 0).ToList();
        return kept.Count == 0 ? null : new HeatBaseline(kept, span);
    }

    public UsualHeat In(HomeId grid, int households)
    {
        var unit = Micros / (households > 0 ? households : Heat.HouseholdsUnknown);
        var level = LevelOf(_reports.GetValueOrDefault(grid));
        var mean = level * _felt.Mean * _weight.First;
        var variance = (level * _felt.Square * _weight.Second)
            + (level * level * _felt.Excess * _weight.First * _weight.First * Overdispersion);
        return new UsualHeat(unit * mean, unit * Math.Sqrt(variance), unit * LeastReports * _weight.First);
    }

    private double LevelOf(int reports) => (reports + (HourWeek.Hours * _level)) / (_hours + HourWeek.Hours);

    /// <summary>Makes counts by slot a shape whose mean over all hours is one; gives its squares' sum.</summary>
    private double Form(HeatSpan span)
    {
        var hoursOf = new int[HourWeek.Hours];
        for (var hour = span.Hour - _hours; hour < span.Hour; hour++)
        {
            hoursOf[span.SlotOf(hour)]++;
        }

        // A zone that changes its clocks has hours of the week that come once more or less.
        var sum = 0.0;
        for (var slot = 0; slot < HourWeek.Hours; slot++)
        {
            _shape[slot] = (_shape[slot] + SlotPrior) / Math.Max(1, hoursOf[slot]);
            sum += _shape[slot] * hoursOf[slot];
        }

        var squares = 0.0;
        for (var slot = 0; slot < HourWeek.Hours; slot++)
        {
            _shape[slot] *= _hours / sum;
            squares += _shape[slot] * _shape[slot] * hoursOf[slot];
        }

        return squares;
    }

    /// <summary>What the counts vary beyond chance, in parts of their squared means: 1/k by moments.</summary>
    private double Spread(Dictionary<(HomeId Grid, long Hour), int> cells, HeatSpan span, double squareSum)
    {
        var (means, squaredMeans) = (0.0, 0.0);
        foreach (var count in _reports.Values.Concat(Enumerable.Repeat(0, Math.Max(0, span.Grids - _reports.Count))))
        {
            var level = LevelOf(count);
            means += level * _hours;
            squaredMeans += level * level * squareSum;
        }

        var excess = squaredMeans - means;
        foreach (var ((grid, hour), count) in cells)
        {
            var mean = LevelOf(_reports[grid]) * _shape[span.SlotOf(hour)];
            excess += ((double)count * count) - (2 * count * mean);
        }

        return Math.Max(0, excess / squaredMeans);
    }

    /// <summary>What the hours up to the end of this one leave of a level of one.</summary>
    private (double Mean, double Square, double Excess) Feel(HeatSpan span)
    {
        var (mean, square, excess) = (0.0, 0.0, 0.0);
        for (var back = 0; back < HoursFelt; back++)
        {
            var usual = _shape[span.SlotOf(span.Hour - back)];
            var left = Left(CoolingHours, back);
            mean += usual * left;
            square += usual * Left(CoolingHours / 2, back);
            excess += usual * left * usual * left;
        }

        return (mean, square, excess);

        static double Left(double hours, int back) => hours * (1 - Math.Exp(-1 / hours)) * Math.Exp(-back / hours);
    }
}

/// <summary>What a baseline is learnt for, and from how much.</summary>
/// <param name="Hour">The running hour.</param>
/// <param name="Weeks">Whole weeks before it that are known.</param>
/// <param name="Grids">Grids of the city, also those without a report.</param>
/// <param name="SlotOf">Which of the 168 hours of the city's week an hour is.</param>
public sealed record HeatSpan(long Hour, int Weeks, int Grids, Func<long, int> SlotOf);
