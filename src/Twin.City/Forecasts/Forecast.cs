using System.Collections.Immutable;

namespace Twin.City.Forecasts;

/// <summary>Cases of the next hours of each grid, with a band of four in five, from the reports before.</summary>
/// <remarks>
/// Mean of the next hours = level × rhythm. The rhythm is that of the area's hours of the week. The level of a grid is
/// its cases over what the rhythm expects, both smoothed exponentially with a half-life of a week, and drawn to the
/// area's mean grid with the weight of a day: with a level of which the gamma distribution is known, that is Harvey and
/// Fernandes (1989, Journal of Business and Economic Statistics 7), whose forecasts are negative binomial. What that
/// does not explain is measured from the forecasts' own misses, as variance over mean, for each horizon (quasi-Poisson:
/// McCullagh and Nelder 1989). Nothing of an hour is used to forecast it.
/// </remarks>
public sealed class Forecast
{
    /// <summary>Less history gives no rhythm of the week (DEF).</summary>
    public static readonly TimeSpan HistoryLeast = TimeSpan.FromDays(14);

    /// <summary>What is older says little of the next hours (DEF).</summary>
    public static readonly TimeSpan HistoryMost = TimeSpan.FromDays(56);

    /// <summary>Hours ahead.</summary>
    public static readonly ImmutableArray<int> Horizons = [1, 6, 24];

    /// <summary>One in a thousand: so silent is a feed that is broken, or a city that is.</summary>
    private const double SilenceLeast = 0.001;

    /// <summary>Misses are measured from here on: before, the rhythm is a guess.</summary>
    private const int MissesFromHour = 168;

    private const double HalfLifeHours = 168;
    private const double PriorHours = 24;
    private const int RhythmEveryHours = 24;

    /// <summary>Of what was known an hour before.</summary>
    internal static readonly double Kept = Math.Pow(0.5, 1 / HalfLifeHours);

    private readonly HourWeek _rhythm = new();
    private readonly double[] _smoothed;
    private readonly double[] _levels;
    private readonly ImmutableArray<Misses> _misses;
    private double _exposure;
    private double _silent;
    private double[] _shape = new HourWeek().All();

    private Forecast(int grids)
    {
        (_smoothed, _levels) = (new double[grids], new double[grids]);
        _misses = [.. Horizons.Select(hours => new Misses(hours, grids))];
    }

    /// <summary>Hours that are in.</summary>
    public int Hours { get; private set; }

    public bool IsTooShort => Hours < HistoryLeast.TotalHours;

    /// <summary>Nothing came for so long, although so much was expected, that this is no chance.</summary>
    public bool IsSilent => new CountLaw(_silent, _misses[0].OfAll).None < SilenceLeast;

    /// <summary>Takes all hours in, each judged by the forecast that was made before it.</summary>
    /// <param name="judge">Told of each hour, its grid, the law of it and what came; once there is enough history.
    /// </param>
    public static Forecast Of(HourCounts counts, Action<int, int, CountLaw, int>? judge = null)
    {
        var forecast = new Forecast(counts.Grids);
        for (var hour = 0; hour < counts.Hours; hour++)
        {
            if (hour % RhythmEveryHours == 0) forecast._shape = forecast._rhythm.All();
            if (judge is not null && !forecast.IsTooShort) forecast.Judge(counts, hour, judge);
            forecast.Take(counts, hour);
        }

        return forecast;
    }

    /// <summary>The law of a grid's cases in the next hours.</summary>
    /// <param name="horizon">Index of the horizon.</param>
    /// <param name="next">Hours of the week that are coming.</param>
    public CountLaw Next(int grid, int horizon, ReadOnlySpan<int> next) =>
        new(_levels[grid] * Exposure(next), _misses[horizon].OfGrids);

    /// <summary>Of the whole area: grids move together, so their misses are measured together.</summary>
    public CountLaw NextOfAll(int horizon, ReadOnlySpan<int> next) =>
        new(_levels.Sum() * Exposure(next), _misses[horizon].OfAll);

    /// <summary>The mean reports of each hour of the week, from Monday midnight on.</summary>
    public ImmutableArray<double> Week
    {
        get
        {
            var (level, shape) = (_levels.Sum(), _rhythm.All());
            return [.. shape.Select(multiple => multiple * level)];
        }
    }

    private void Judge(HourCounts counts, int hour, Action<int, int, CountLaw, int> judge)
    {
        ReadOnlySpan<int> ofWeek = [counts.HourOfWeek(hour)];
        for (var grid = 0; grid < counts.Grids; grid++) judge(hour, grid, Next(grid, 0, ofWeek), counts[hour, grid]);
    }

    private void Take(HourCounts counts, int hour)
    {
        var shape = _shape[counts.HourOfWeek(hour)];
        if (hour >= MissesFromHour)
        {
            foreach (var one in _misses) one.Take(counts, hour, _levels, shape);
        }

        var all = 0;
        _silent += _levels.Sum() * shape;
        _exposure = (_exposure * Kept) + shape;
        for (var grid = 0; grid < counts.Grids; grid++)
        {
            all += counts[hour, grid];
            _smoothed[grid] = (_smoothed[grid] * Kept) + counts[hour, grid];
        }

        if (all > 0) _silent = 0;
        var mean = counts.Grids == 0 ? 0 : _smoothed.Average() / _exposure;
        for (var grid = 0; grid < counts.Grids; grid++)
        {
            _levels[grid] = (_smoothed[grid] + (PriorHours * mean)) / (_exposure + PriorHours);
        }

        _rhythm.Add(counts.HourOfWeek(hour), all);
        Hours++;
    }

    private double Exposure(ReadOnlySpan<int> next)
    {
        var sum = 0.0;
        foreach (var hour in next) sum += _shape[hour];
        return sum;
    }
}
