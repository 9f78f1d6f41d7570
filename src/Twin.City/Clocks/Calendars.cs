namespace Twin.City.Clocks;

/// <summary>Adds a limit to a moment in the city's own time.</summary>
/// <remarks>
/// Working days are Monday to Friday; holidays and make-up days come later as facts.
/// A local time that a clock change skips counts as the one after the gap; one that comes twice, as the second.
/// </remarks>
public static class Calendars
{
    private static readonly TimeSpan Opens = TimeSpan.FromHours(9);
    private static readonly TimeSpan Shuts = TimeSpan.FromHours(17);

    /// <summary>The moment, in UTC, when a limit that starts at <paramref name="from"/> ends.</summary>
    public static DateTimeOffset Add(DateTimeOffset from, Limit limit, TimeZoneInfo zone) => limit.Calendar switch
    {
        LimitCalendar.RoundTheClock => from.ToUniversalTime() + limit.Length,
        LimitCalendar.WorkingHours => ToUtc(AddHours(Local(from, zone), limit.Length), zone),
        LimitCalendar.WorkingDays => ToUtc(AddDays(Local(from, zone), (int)limit.Length.TotalDays), zone),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Calendar, "Expected E, W or D."),
    };

    private static DateTime AddHours(DateTime local, TimeSpan left)
    {
        while (true)
        {
            local = Working(local);
            var today = local.Date + Shuts - local;
            if (left <= today) return local + left;
            left -= today;
            local = local.Date.AddDays(1);
        }
    }

    private static DateTime AddDays(DateTime local, int days)
    {
        while (days > 0)
        {
            local = local.AddDays(1);
            if (IsWorkingDay(local)) days--;
        }
        return local;
    }

    /// <summary>The same moment inside working hours, else the next opening.</summary>
    private static DateTime Working(DateTime local)
    {
        if (IsWorkingDay(local) && local.TimeOfDay < Shuts)
        {
            return local.TimeOfDay < Opens ? local.Date + Opens : local;
        }
        var day = local.Date.AddDays(1);
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day + Opens;
    }

    private static bool IsWorkingDay(DateTime local) => local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateTime Local(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).DateTime;

    private static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone) =>
        new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
