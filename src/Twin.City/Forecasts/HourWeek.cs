namespace Twin.City.Forecasts;

/// <summary>How busy each hour of the week is, as a multiple of the mean hour.</summary>
/// <remarks>
/// The mean of the same hour of the weeks before, drawn towards the mean of that hour of the day on all days with the
/// weight of four weeks (DEF): 168 means of a few weeks would be more noise than rhythm.
/// </remarks>
public sealed class HourWeek
{
    public const int Hours = 168;

    private const int HoursOfDay = 24;
    private const double DayWeight = 4;

    /// <summary>An hour in which nothing ever came can still bring something.</summary>
    private const double Least = 0.02;

    private readonly double[] _counts = new double[Hours];
    private readonly double[] _seen = new double[Hours];

    /// <summary>Number of a whole hour, on one line for all time.</summary>
    public static long HourAt(DateTimeOffset moment) => moment.UtcTicks / TimeSpan.TicksPerHour;

    /// <summary>The moment at which a whole hour begins.</summary>
    public static DateTimeOffset BeginOf(long hour) => new(hour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>Number of the hour of the week, from Monday midnight by the city's clock.</summary>
    public static int Of(DateTimeOffset hour, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(hour, zone);
        return ((((int)local.DayOfWeek + 6) % 7) * HoursOfDay) + local.Hour;
    }

    public void Add(int hour, int count)
    {
        _counts[hour] += count;
        _seen[hour]++;
    }

    /// <summary>A multiple of the mean hour; 1 while nothing is known.</summary>
    public double this[int hour]
    {
        get
        {
            var (all, seen) = (_counts.Sum(), _seen.Sum());
            if (all == 0) return 1;
            double dayCounts = 0, daySeen = 0;
            for (var same = hour % HoursOfDay; same < Hours; same += HoursOfDay)
            {
                dayCounts += _counts[same];
                daySeen += _seen[same];
            }

            var ofDay = daySeen == 0 ? all / seen : dayCounts / daySeen;
            var mean = (_counts[hour] + (DayWeight * ofDay)) / (_seen[hour] + DayWeight);
            return Math.Max(Least, mean * seen / all);
        }
    }

    /// <summary>All hours at once, for whoever asks often.</summary>
    public double[] All() => [.. Enumerable.Range(0, Hours).Select(hour => this[hour])];
}
