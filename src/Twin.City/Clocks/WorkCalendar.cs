using System.Collections.Frozen;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>A day that is not what its place in the week says: a holiday, or a weekend day that is worked.</summary>
public sealed record CalendarDay(DateOnly Day, bool Works, string Note);

/// <summary>Which hours of which days count as working time in a city. A value; it never changes.</summary>
/// <remarks>
/// Monday to Friday, 09:00 to 17:00 in the city's zone, but for the days of calendar.csv and those of later facts.
/// A local time that a clock change skips counts as the one after the gap; one that comes twice, as the second.
/// </remarks>
public sealed class WorkCalendar
{
    private readonly FrozenDictionary<DateOnly, bool> _works;

    private WorkCalendar(TimeZoneInfo zone, FrozenDictionary<DateOnly, bool> works) => (Zone, _works) = (zone, works);

    public TimeZoneInfo Zone { get; }

    /// <summary>The days that are not what their place in the week says, in order.</summary>
    public IEnumerable<(DateOnly Day, bool Works)> Exceptions =>
        _works.OrderBy(day => day.Key).Select(day => (day.Key, day.Value));

    /// <summary>The official days of the zone, where a table has them; else plain weeks.</summary>
    public static WorkCalendar Of(TimeZoneInfo zone)
    {
        var days = CityTables.CalendarDays.GetValueOrDefault(zone.Id, []);
        return new WorkCalendar(zone, days.ToFrozenDictionary(day => day.Day, day => day.Works));
    }

    /// <summary>Weeks without any holiday.</summary>
    public static WorkCalendar Plain(TimeZoneInfo zone) => new(zone, FrozenDictionary<DateOnly, bool>.Empty);

    /// <summary>The calendar after somebody announced these days; a day named again is as named last.</summary>
    public WorkCalendar With(IEnumerable<CalendarDay> days)
    {
        var works = new Dictionary<DateOnly, bool>(_works);
        foreach (var day in days) works[day.Day] = day.Works;
        return new WorkCalendar(Zone, works.ToFrozenDictionary());
    }

    public bool IsWorkingDay(DateOnly day) => _works.TryGetValue(day, out var works)
        ? works
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
