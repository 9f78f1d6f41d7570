using Twin.City;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Forecasts;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>What heat is usual for grids at an hour of the week, in the hours of the city's own clock.</summary>
internal sealed class UsualHeats(ReferenceCity city, CityTree tree, CaseList list)
{
    /// <summary>That of the last hour that was asked for: everybody asks for the same one.</summary>
    private volatile Learnt? _learnt;

    public HeatView Of(HomeId area, DateTimeOffset then)
    {
        var hour = HourWeek.HourAt(then);
        var map = tree.Book;
        var learnt = _learnt is { } kept && kept.Hour == hour && ReferenceEquals(kept.Map, map)
            ? kept
            : _learnt = Learn(map, hour);
        GridHeat[] grids = learnt.Baseline is not { } baseline ? [] :
            [.. from grid in GridsIn(map, area)
                let usual = baseline.In(grid.Id, grid.Households)
                select new GridHeat(
                    grid.Id.Value, (long)usual.MeanMicros, (long)Math.Ceiling(usual.SigmaMicros),
                    (long)usual.LeastMicros)];
        var begin = TimeZoneInfo.ConvertTime(HourWeek.BeginOf(hour), city.TimeZone);
        return new HeatView(area.Value, begin, learnt.Weeks, grids, learnt.Position);
    }

    private Learnt Learn(AreaBook map, long hour)
    {
        var from = HourWeek.BeginOf(hour - (HeatBaseline.WeeksAtMost * HourWeek.Hours));
        var (first, reports, position) = list.Look(look =>
        {
            var shelf = look.Shelf(map.Root);
            var felt = shelf?.Between(from, HourWeek.BeginOf(hour))
                .Select(entry => new HeatReport(entry.FirstHome, HourWeek.HourAt(entry.ReportedAt), entry.HeatWeight));
            return (shelf?.First, felt?.ToList() ?? [], look.Position);
        });
        var known = first is { } begin ? (hour - HourWeek.HourAt(begin)) / HourWeek.Hours : 0;
        var weeks = (int)Math.Clamp(known, 0, HeatBaseline.WeeksAtMost);
        var span = new HeatSpan(hour, weeks, GridsIn(map, map.Root).Count(), SlotOf);
        return new Learnt(hour, map, weeks, HeatBaseline.Of(reports, span), position);
    }

    private static IEnumerable<AreaRow> GridsIn(AreaBook map, HomeId area) => map[area].IsGrid
        ? [map[area]]
        : map.LiveChildrenOf(area).SelectMany(child => GridsIn(map, child.Id));

    private int SlotOf(long hour) => HourWeek.Of(HourWeek.BeginOf(hour), city.TimeZone);

    private sealed record Learnt(long Hour, AreaBook Map, int Weeks, HeatBaseline? Baseline, long Position);
}
