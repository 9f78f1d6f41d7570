using System.Collections.Immutable;
using Twin.City.Areas;
using Twin.City.Clocks;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains.Feeds;

namespace Twin.Grains.Clocks;

/// <summary>The working time of now: the zone's official days and what was announced since.</summary>
public sealed class CalendarBook(IEventLog log, ReferenceCity city)
{
    /// <summary>Key of the grain that writes it; there is one calendar in a city.</summary>
    public const string Key = "city";

    public const string Stream = "calendar";
    public const string Feed = "calendar";

    private const int FactsPerRead = 100;

    private volatile Page _page = new(0, WorkCalendar.Of(TimeZoneInfo.FindSystemTimeZoneById(city.Zone)));

    public WorkCalendar Now => _page.Calendar;

    /// <summary>How many changes are in it.</summary>
    public long Version => _page.Version;

    /// <summary>Reads what was announced since; at start, and when the calendar's feed has grown.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        while (await log.ReadStream(Stream, Version, FactsPerRead, cancel) is { IsEmpty: false } facts)
        {
            var page = _page;
            foreach (var fact in facts.Where(fact => fact.Version > page.Version))
            {
                page = new Page(fact.Version, page.Calendar.With(DaysOf(fact)));
            }

            _page = page;
        }
    }

    private static ImmutableArray<CalendarDay> DaysOf(Fact fact) =>
        FactFamilies.City.Read(fact) is CityEvent.CalendarChanged changed ? changed.Days.Items : [];

    private sealed record Page(long Version, WorkCalendar Calendar);
}
