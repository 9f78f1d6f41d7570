namespace Twin.City.Clocks;

/// <summary>Adds a limit to a moment, and counts what has passed of one, in the city's own time.</summary>
public static class Calendars
{
    /// <summary>Days looked at before a calendar without a working day is called broken.</summary>
    private const int DaysMost = 366;

    private static readonly TimeSpan Opens = TimeSpan.FromHours(9);
    private static readonly TimeSpan Shuts = TimeSpan.FromHours(17);

    /// <summary>The moment, in UTC, when a limit that starts at <paramref name="from"/> ends.</summary>
    public static DateTimeOffset Add(DateTimeOffset from, Limit limit, WorkCalendar calendar) => limit.Calendar switch
    {
        LimitCalendar.RoundTheClock => from.ToUniversalTime() + limit.Length,
        LimitCalendar.WorkingHours => NotBefore(from, ToUtc(AddHours(from, limit.Length, calendar), calendar)),
        LimitCalendar.WorkingDays => NotBefore(from, ToUtc(AddDays(from, limit.Length, calendar), calendar)),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Calendar, "Expected E, W or D."),
    };

    /// <summary>What lies between two moments; of working days, whole ones. The inverse of Add.</summary>
    public static TimeSpan Between(
        DateTimeOffset from, DateTimeOffset until, LimitCalendar kind, WorkCalendar calendar) => kind switch
        {
            _ when until <= from => TimeSpan.Zero,
            LimitCalendar.RoundTheClock => until - from,
            LimitCalendar.WorkingHours => HoursBetween(Local(from, calendar), Local(until, calendar), calendar),
            LimitCalendar.WorkingDays => DaysBetween(Local(from, calendar), Local(until, calendar), calendar),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected E, W or D."),
        };

    private static DateTime AddHours(DateTimeOffset from, TimeSpan left, WorkCalendar calendar)
    {
        var local = Local(from, calendar);
        while (true)
        {
            local = Working(local, calendar);
            var today = local.Date + Shuts - local;
            if (left <= today) return local + left;
            left -= today;
            local = local.Date.AddDays(1);
        }
    }

    private static DateTime AddDays(DateTimeOffset from, TimeSpan length, WorkCalendar calendar)
    {
        var local = Local(from, calendar);
        for (var days = (int)length.TotalDays; days > 0; days--) local = NextWorkingDay(local, calendar);
        return local;
    }

    private static TimeSpan HoursBetween(DateTime from, DateTime until, WorkCalendar calendar)
    {
        var sum = TimeSpan.Zero;
        for (var day = from.Date; day <= until.Date; day = day.AddDays(1))
        {
            if (!calendar.IsWorkingDay(DateOnly.FromDateTime(day))) continue;
            var (begin, end) = (day + Opens, day + Shuts);
            if (from > begin) begin = from;
            if (until < end) end = until;
            if (end > begin) sum += end - begin;
        }

        return sum;
    }

    private static TimeSpan DaysBetween(DateTime from, DateTime until, WorkCalendar calendar)
    {
        var days = 0;
        for (var next = from; (next = NextWorkingDay(next, calendar)) <= until;) days++;
        return TimeSpan.FromDays(days);
    }

    /// <summary>The same moment inside working hours, else the next opening.</summary>
    private static DateTime Working(DateTime local, WorkCalendar calendar)
    {
        if (calendar.IsWorkingDay(DateOnly.FromDateTime(local)) && local.TimeOfDay < Shuts)
        {
            return local.TimeOfDay < Opens ? local.Date + Opens : local;
        }

        return NextWorkingDay(local, calendar).Date + Opens;
    }

    /// <summary>The same local time on the next working day.</summary>
    private static DateTime NextWorkingDay(DateTime local, WorkCalendar calendar)
    {
        for (var days = 1; days <= DaysMost; days++)
        {
            if (calendar.IsWorkingDay(DateOnly.FromDateTime(local.AddDays(days)))) return local.AddDays(days);
        }

        throw new InvalidOperationException(
            $"Found no working day in the {DaysMost} days after {local:yyyy-MM-dd}; expected one. Mend the calendar.");
    }

    private static DateTime Local(DateTimeOffset moment, WorkCalendar calendar) =>
        TimeZoneInfo.ConvertTime(moment, calendar.Zone).DateTime;

    /// <summary>Of a local time that comes twice the second is meant, as <see cref="WorkCalendar"/> says.</summary>
    private static DateTimeOffset ToUtc(DateTime local, WorkCalendar calendar) =>
        new DateTimeOffset(local, calendar.Zone.GetUtcOffset(local)).ToUniversalTime();

    /// <summary>A limit of nothing that starts in an hour that comes twice does not end in the other one.</summary>
    private static DateTimeOffset NotBefore(DateTimeOffset from, DateTimeOffset end) =>
        end < from ? from.ToUniversalTime() : end;
}
