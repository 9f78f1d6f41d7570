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

    private readonly FoldedStream<WorkCalendar> _stream = new(
        log, Stream, WorkCalendar.Of(city.TimeZone),
        static (calendar, fact) => calendar.With(DaysOf(fact)));

    public WorkCalendar Now => _stream.Now;

    /// <summary>How many changes are in it.</summary>
    public long Version => _stream.Version;

    /// <summary>Reads what was announced since; at start, and when the calendar's feed has grown.</summary>
    public Task CatchUp(CancellationToken cancel) => _stream.CatchUp(cancel);

    private static ImmutableArray<CalendarDay> DaysOf(Fact fact) =>
        FactFamilies.City.Read(fact) is CityEvent.CalendarChanged changed ? changed.Days.Items : [];
}
