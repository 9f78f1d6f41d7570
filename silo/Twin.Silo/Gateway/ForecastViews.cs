using System.Collections.Concurrent;
using Twin.City;
using Twin.City.Forecasts;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>What the next hours will bring to an area, counted from the reports that the list has.</summary>
internal sealed class ForecastViews(ReferenceCity city, CaseList list, Places places, TimeProvider time)
{
    private const int HoursShown = 24;
    private const int AreasKept = 256;

    /// <summary>Forecasts are about whole hours: within a minute hardly one changes.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    /// <summary>Over which the band's hits are told.</summary>
    private static readonly TimeSpan Judged = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, ForecastView View)> _kept = new();

    /// <param name="atLeast">Counted anew when what is kept is older than this position.</param>
    public ForecastView Of(string home, long atLeast)
    {
        var now = time.GetUtcNow();
        if (_kept.TryGetValue(home, out var kept) && now - kept.At < KeptFor && kept.View.Position >= atLeast)
        {
            return kept.View;
        }

        if (_kept.Count >= AreasKept)
        {
            _kept.Clear();
        }

        var view = Count(home, now);
        _kept[home] = (now, view);
        return view;
    }

    private ForecastView Count(string home, DateTimeOffset now)
    {
        var (stories, position) = list.Look(look =>
            (look.Shelf(new HomeId(home))?.Stories() ?? [], look.Position));
        var counts = HourCounts.Of(stories, now, city.TimeZone);
        var (inside, hours) = (0.0, 0L);
        var forecast = Forecast.Of(counts, (hour, _, law, seen) =>
        {
            if (counts.First.AddHours(hour) >= now - Judged)
            {
                (inside, hours) = (inside + law.Inside(seen), hours + 1);
            }
        });
        var state = forecast.IsTooShort ? "TooShort" : forecast.IsSilent ? "Silent" : "Ready";
        var isReady = state == "Ready";
        return new ForecastView(
            home, state, forecast.Hours / 24.0, counts.End, isReady ? Ahead(forecast.NextOfAll, counts) : [],
            isReady ? Hours(forecast, counts) : [], isReady ? Grids(forecast, counts) : [],
            forecast.Hours == 0 ? [] : [.. forecast.Week], hours == 0 ? null : inside / hours, hours, position);
    }

    private static ForecastBandView[] Ahead(LawOf law, HourCounts counts) =>
    [
        .. Forecast.Horizons.Select((hours, at) =>
        {
            var band = law(at, counts.Next(hours)).Band;
            return new ForecastBandView(hours, band.Mean, band.Low, band.High);
        }),
    ];

    private ForecastHourView[] Hours(Forecast forecast, HourCounts counts) =>
    [
        .. Enumerable.Range(0, HoursShown).Select(hour =>
        {
            var band = forecast.NextOfAll(0, counts.Next(HoursShown).Slice(hour, 1)).Band;
            return new ForecastHourView(
                TimeZoneInfo.ConvertTime(counts.End.AddHours(hour), city.TimeZone), band.Mean, band.Low, band.High);
        }),
    ];

    private ForecastGridView[] Grids(Forecast forecast, HourCounts counts) =>
    [
        .. counts.Homes.Select((home, grid) => new ForecastGridView(
            home.Value, places.NameOf(home.Value),
            Ahead((horizon, next) => forecast.Next(grid, horizon, next), counts))),
    ];

    private delegate CountLaw LawOf(int horizon, ReadOnlySpan<int> next);
}
