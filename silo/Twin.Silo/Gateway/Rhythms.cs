using Twin.City;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Reports and closings of the last hours, in the hours of the city's own clock.</summary>
internal sealed class Rhythms(ReferenceCity city, CaseList list, TimeProvider time)
{
    /// <summary>The running hour and the 24 whole ones before it.</summary>
    private const int Hours = 25;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(city.Zone);

    public RhythmView Of(string home)
    {
        var now = Shelf.HourOf(time.GetUtcNow());
        return list.Look(look =>
        {
            var shelf = look.Shelf(new HomeId(home));
            var hours = new HourCount[Hours];
            for (var at = 0; at < Hours; at++)
            {
                var hour = now - Hours + 1 + at;
                var (reported, closed) = shelf?.InHour(hour) ?? (0, 0);
                var begin = new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero);
                hours[at] = new HourCount(TimeZoneInfo.ConvertTime(begin, _zone), reported, closed);
            }

            return new RhythmView(home, hours, look.Position);
        });
    }
}
