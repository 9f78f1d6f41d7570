using System.Collections.Immutable;

namespace Twin.City.Metrics;

/// <summary>A stretch of time that metrics are asked for, as metrics.csv names it.</summary>
/// <param name="Word">live, today, 7d, 30d or quarter.</param>
public sealed record MetricWindow(string Word)
{
    public static MetricWindow Live { get; } = new("live");

    public static ImmutableArray<string> Words { get; } = ["live", "today", "7d", "30d", "quarter"];

    public static MetricWindow? Of(string word) => Words.Contains(word) ? new MetricWindow(word) : null;

    /// <summary>When the window begins that ends at a moment.</summary>
    /// <remarks>live is the last 24 hours; today and quarter begin with the day and the quarter of the zone.</remarks>
    public DateTimeOffset Begin(DateTimeOffset until, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(until, zone).Date;
        return Word switch
        {
            "7d" => until.AddDays(-7),
            "30d" => until.AddDays(-30),
            "today" => At(local, zone),
            "quarter" => At(new DateTime(local.Year, ((local.Month - 1) / 3 * 3) + 1, 1), zone),
            _ => until.AddDays(-1),
        };
    }

    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));
}
