using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.City.Clocks;

/// <summary>What a changed calendar does to running clocks: each is due as if it had always been so.</summary>
/// <remarks>
/// Only clocks in working time, and only those that have not passed: what was judged stays judged. A clock that became
/// due while nobody looked is moved first and judged by its new time.
/// </remarks>
public static class CalendarMoves
{
    /// <summary>The log rounds moments, and may raise one; the calendar never moves anything by so little.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMinutes(1);

    /// <summary>The clocks of a case that must move, with their new due times.</summary>
    public static IEnumerable<(CaseClock Clock, DateTimeOffset DueAt)> Of(
        ImmutableArray<CaseClock> clocks, WorkCalendar calendar)
    {
        foreach (var clock in clocks)
        {
            if (clock is { Passed: false, Within: { Calendar: not LimitCalendar.RoundTheClock } within }
                && Calendars.Add(clock.StartedAt, within, calendar) is var dueAt
                && (dueAt - clock.DueAt).Duration() > Rounding)
            {
                yield return (clock, dueAt);
            }
        }
    }

    /// <summary>The order that moves a clock; its identity follows from clock and due time.</summary>
    public static CaseOrder OrderOf(ClockId clock, DateTimeOffset dueAt) => new(
        new CaseCommand.MoveDeadline(clock, dueAt, CaseClocks.ByCalendar), $"calendar/{clock}/{dueAt.UtcTicks}",
        Actor.System, "city");
}
