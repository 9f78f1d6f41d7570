using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Clocks;

namespace Twin.Grains.Clocks;

/// <summary>Writes what is announced of the city's calendar. Key: <see cref="CalendarBook.Key"/>.</summary>
public interface ICalendarGrain : IGrainWithStringKey
{
    /// <summary>Stores holidays and make-up days; clocks that run are moved by the next look of their grains.</summary>
    /// <param name="source">Whose word it is, such as the number of the notice.</param>
    /// <returns>Position of the fact; null when the id stands for another command.</returns>
    Task<long?> Change(
        ImmutableArray<CalendarDay> days, string source, Actor by, string commandId,
        CancellationToken cancel = default);
}
