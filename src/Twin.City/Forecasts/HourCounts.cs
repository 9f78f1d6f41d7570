using System.Collections.Immutable;
using Twin.City.Metrics;

namespace Twin.City.Forecasts;

/// <summary>Reports by hour and grid, from the first report to the last whole hour before a moment.</summary>
public sealed class HourCounts
{
    /// <summary>Hours beyond the last of which the hour of the week is known.</summary>
    private const int HoursAhead = 24;

    private readonly int[,] _counts;
    private readonly int[] _ofWeek;

    private HourCounts(ImmutableArray<HomeId> homes, long first, long end, TimeZoneInfo zone)
    {
        (Homes, First) = (homes, HourWeek.BeginOf(first));
        _counts = new int[end - first, homes.Length];
        _ofWeek = [.. Enumerable.Range(0, Hours + HoursAhead).Select(hour => HourWeek.Of(First.AddHours(hour), zone))];
    }

    /// <summary>Those with a report, in the order of their ids.</summary>
    public ImmutableArray<HomeId> Homes { get; }

    public DateTimeOffset First { get; }

    public int Hours => _counts.GetLength(0);

    public int Grids => Homes.Length;

    public DateTimeOffset End => First.AddHours(Hours);

    public int this[int hour, int grid] => _counts[hour, grid];

    public int HourOfWeek(int hour) => _ofWeek[hour];

    /// <summary>The hours of the week that come after the last.</summary>
    public ReadOnlySpan<int> Next(int hours) => _ofWeek.AsSpan(Hours, hours);

    /// <summary>Of cases where they lie; drills are none.</summary>
    public static HourCounts Of(IEnumerable<CaseStory> stories, DateTimeOffset until, TimeZoneInfo zone) => Of(
        stories.Where(story => story.Tag is null).Select(story => (story.Home, story.ReportedAt)), until, zone);

    public static HourCounts Of(
        IEnumerable<(HomeId Home, DateTimeOffset At)> reports, DateTimeOffset until, TimeZoneInfo zone)
    {
        var (end, earliest) = (HourWeek.HourAt(until), HourWeek.HourAt(until - Forecast.HistoryMost));
        var known = reports.Select(one => (one.Home, Hour: HourWeek.HourAt(one.At)))
            .Where(one => one.Hour >= earliest && one.Hour < end).ToArray();
        ImmutableArray<HomeId> homes =
            [.. known.Select(one => one.Home).Distinct().OrderBy(home => home.Value, StringComparer.Ordinal)];
        var first = known.Length == 0 ? end : known.Min(one => one.Hour);
        var counts = new HourCounts(homes, first, end, zone);
        var numbers = homes.Select((home, at) => (home, at)).ToDictionary(one => one.home, one => one.at);
        foreach (var (home, hour) in known) counts._counts[hour - first, numbers[home]]++;
        return counts;
    }
}
