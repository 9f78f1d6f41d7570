using Twin.City;
using Twin.City.Forecasts;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Reports and closings of the last hours, in the hours of the city's own clock.</summary>
internal sealed class Rhythms(ReferenceCity city, CaseList list, TimeProvider time)
{
    /// <summary>The running hour and the 24 whole ones before it.</summary>
    private const int Hours = 25;

    public RhythmView Of(string home)
    {
        var now = HourWeek.HourAt(time.GetUtcNow());
        return list.Look(look =>
        {
            var shelf = look.Shelf(new HomeId(home));
            var hours = new HourCount[Hours];
            for (var at = 0; at < Hours; at++)
            {
                var hour = now - Hours + 1 + at;
                var (reported, closed) = shelf?.InHour(hour) ?? (0, 0);
                var begin = HourWeek.BeginOf(hour);
                hours[at] = new HourCount(TimeZoneInfo.ConvertTime(begin, city.TimeZone), reported, closed);
            }

            return new RhythmView(home, hours, look.Position);
        });
    }
}
