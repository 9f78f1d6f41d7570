using System.Collections.Immutable;

namespace Twin.City.Reviews;

/// <summary>How long a review looks back: 每日处置, 每周分析, 每月研判.</summary>
public enum ReviewKind { Day, Week, Month }

/// <summary>A day, a week from Monday or a month of the city's own calendar.</summary>
/// <param name="First">Its first day.</param>
/// <param name="From">What happened at this moment is in it.</param>
/// <param name="Until">What happened at this moment is not.</param>
public sealed record ReviewPeriod(
    ReviewKind Kind, DateOnly First, DateTimeOffset From, DateTimeOffset Until, TimeZoneInfo Zone)
{
    /// <summary>Days are compared with the same weekday, weeks with weeks: both repeat weekly.</summary>
    private const int DaysInWeek = 7;

    /// <summary>Earlier periods that the band is made of (DEF): two months of weeks, half a year of months.</summary>
    private const int WeeksBehind = 8;
    private const int MonthsBehind = 6;

    /// <summary>The period that a day lies in.</summary>
    public static ReviewPeriod Of(ReviewKind kind, DateOnly day, TimeZoneInfo zone)
    {
        var first = kind switch
        {
            ReviewKind.Day => day,
            ReviewKind.Week => day.AddDays(-(((int)day.DayOfWeek + DaysInWeek - 1) % DaysInWeek)),
            _ => new DateOnly(day.Year, day.Month, 1),
        };
        return Begun(kind, first, zone);
    }

    public DateOnly End => Next(Kind, First);

    public int Days => End.DayNumber - First.DayNumber;

    /// <summary>The day, week or month before.</summary>
    public ReviewPeriod Before => Kind switch
    {
        ReviewKind.Day => Begun(Kind, First.AddDays(-1), Zone),
        ReviewKind.Week => Begun(Kind, First.AddDays(-DaysInWeek), Zone),
        _ => Begun(Kind, First.AddMonths(-1), Zone),
    };

    /// <summary>Those that the band is made of, the latest first: of a day the same weekday of weeks before.</summary>
    public ImmutableArray<ReviewPeriod> Alike => Kind == ReviewKind.Month
        ? [.. Enumerable.Range(1, MonthsBehind).Select(back => Begun(Kind, First.AddMonths(-back), Zone))]
        : [.. Enumerable.Range(1, WeeksBehind).Select(back => Begun(Kind, First.AddDays(-DaysInWeek * back), Zone))];

    /// <summary>The hours of a day, the days of a week or month.</summary>
    public ImmutableArray<ReviewBucket> Buckets => Kind == ReviewKind.Day
        ? [.. Enumerable.Range(0, (int)(Until - From).TotalHours).Select(hour =>
            new ReviewBucket(From.AddHours(hour), From.AddHours(hour + 1)))]
        : [.. Enumerable.Range(0, Days).Select(day => BucketOf(First.AddDays(day)))];

    /// <summary>The same hour or weekday of the weeks before, the latest first.</summary>
    public IEnumerable<ReviewBucket> Alikes(int bucket) => Enumerable.Range(1, WeeksBehind).Select(back =>
    {
        if (Kind != ReviewKind.Day) return BucketOf(First.AddDays(bucket - (DaysInWeek * back)));
        var from = MidnightOf(First.AddDays(-DaysInWeek * back)).AddHours(bucket);
        return new ReviewBucket(from, from.AddHours(1));
    });

    public bool Has(DateTimeOffset? moment) => moment >= From && moment < Until;

    private static ReviewPeriod Begun(ReviewKind kind, DateOnly first, TimeZoneInfo zone) =>
        new(kind, first, MidnightOf(first, zone), MidnightOf(Next(kind, first), zone), zone);

    private static DateOnly Next(ReviewKind kind, DateOnly first) => kind switch
    {
        ReviewKind.Day => first.AddDays(1),
        ReviewKind.Week => first.AddDays(DaysInWeek),
        _ => first.AddMonths(1),
    };

    private ReviewBucket BucketOf(DateOnly day) => new(MidnightOf(day), MidnightOf(day.AddDays(1)));

    private DateTimeOffset MidnightOf(DateOnly day) => MidnightOf(day, Zone);

    private static DateTimeOffset MidnightOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}

/// <summary>One column of a plot.</summary>
public readonly record struct ReviewBucket(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Has(DateTimeOffset moment) => moment >= From && moment < Until;
}
