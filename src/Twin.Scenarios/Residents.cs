using Twin.Contracts;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.Scenarios;

/// <summary>Simulated residents of a city: what they report, where, and how often. Same seed, same reports.</summary>
public sealed class Residents(int seed, ReferenceCity city)
{
    /// <summary>
    /// Reports a second of a household on an ordinary day: 20,000 households report every three seconds.
    /// </summary>
    public const double ReportsPerSecondPerHousehold = 1.0 / 3 / 20_000;

    /// <summary>However large the city: a screen that flickers shows nothing.</summary>
    public const double MostPerSecond = 1.0;

    /// <summary>At night the city still lives on the screen.</summary>
    public const double LeastShape = 0.35;

    private const double WithoutClassShare = 0.06;
    private const double HotlineShare = 0.3;
    private const double PavementMetres = 10;

    /// <summary>Of all matters, those that somebody has at a school, a market, an underpass.</summary>
    private const double AtSiteShare = 0.12;

    private readonly Random _random = new(seed);

    /// <summary>Of its own, so that which matter comes next does not depend on where it is.</summary>
    private readonly Random _sites = new(unchecked(seed + 1));

    /// <summary>Reports a second of the whole city on the mean of an ordinary day.</summary>
    public double UsualPerSecond { get; } = UsualPerSecondOf(city.Grids.Sum(grid => (long)grid.Households));

    /// <summary>The same for a city of so many households.</summary>
    public static double UsualPerSecondOf(long households) =>
        Math.Clamp(households * ReportsPerSecondPerHousehold, 0.1, MostPerSecond);

    /// <summary>How long until the next report, at this hour of the city's own clock.</summary>
    public TimeSpan NextGap(TimeOnly local) =>
        Arrivals.Next(_random, UsualPerSecond * Math.Max(LeastShape, Arrivals.DailyShape(local)));

    /// <summary>The next report: a matter beside one of the buildings.</summary>
    public ReportRequest Next()
    {
        var matter = Matters.Everyday.Draw(_random);
        var site = Site();
        var at = site?.At ?? Place();
        return new ReportRequest(
            Source: _random.NextDouble() < HotlineShare ? "Hotline" : "App",
            Class: _random.NextDouble() < WithoutClassShare ? null : matter.Class,
            Lng: at.Lng,
            Lat: at.Lat,
            Site: site?.Id,
            Text: matter.DrawText(_random));
    }

    private ReferenceSite? Site() => _sites.NextDouble() < AtSiteShare && !city.Sites.IsEmpty
        ? city.Sites[_sites.Next(city.Sites.Length)]
        : null;

    private LngLat Place()
    {
        double Off() => ((2 * _random.NextDouble()) - 1) * PavementMetres;
        var near = city.Buildings.IsEmpty
            ? city.Grids[_random.Next(city.Grids.Length)].Centre
            : city.Buildings[_random.Next(city.Buildings.Length)].Centre;
        return new LocalMetres(near).At(Off(), Off());
    }
}
