using Twin.Contracts;

namespace Twin.Scenarios;

/// <summary>Pressure as data: a seed gives the same timed reports every time.</summary>
public static class Scenario
{
    /// <summary>How many of a storm's reports tell of a place that somebody has reported before.</summary>
    public const double StormRepeatShare = 0.4;

    /// <summary>Repeats of one flooded place lie within this many metres of each other.</summary>
    public const double RepeatWithinMetres = 30;

    private const int PlacesRemembered = 200;

    /// <summary>
    /// A storm over the low grids by the river: the usual reports times a factor, many of them repeats.
    /// </summary>
    /// <param name="areas">What <c>GET /areas</c> answers; its grids with Low are struck.</param>
    /// <param name="usualPerSecond">Reports a second of the whole city on an ordinary day.</param>
    /// <exception cref="ArgumentException">The city has no low grid, or a figure is not above zero.</exception>
    public static IEnumerable<TimedReport> Storm(
        int seed, IReadOnlyCollection<AreaView> areas, double usualPerSecond, TimeSpan duration, double factor = 50)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(usualPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        var low = areas.Where(area => area is { Low: true, Level: "Grid", Box.Length: 4 }).ToArray();
        return low.Length > 0
            ? Strike(new Random(seed), low, usualPerSecond * factor, duration)
            : throw new ArgumentException(
                $"Found {areas.Count} areas and no low grid among them; expected some by the river. "
                + "Drill in a city whose grids are marked low.",
                nameof(areas));
    }

    private static IEnumerable<TimedReport> Strike(
        Random random, AreaView[] low, double perSecond, TimeSpan duration)
    {
        var places = new List<(double Lng, double Lat, Matter Matter)>();
        var at = Arrivals.Next(random, perSecond);
        for (; at < duration; at += Arrivals.Next(random, perSecond))
        {
            var repeat = places.Count > 0 && random.NextDouble() < StormRepeatShare;
            var (lng, lat, matter) = repeat ? Near(random, places[random.Next(places.Count)]) : Fresh(random, low);
            if (!repeat)
            {
                Remember(random, places, (lng, lat, matter));
            }

            yield return new TimedReport(at, new ReportRequest(
                Source: random.NextDouble() < 0.6 ? "App" : "Hotline",
                Class: matter.Class,
                Lng: lng,
                Lat: lat,
                Text: matter.DrawText(random),
                Drill: "storm"));
        }
    }

    private static void Remember(
        Random random, List<(double Lng, double Lat, Matter Matter)> places, (double, double, Matter) place)
    {
        if (places.Count < PlacesRemembered)
        {
            places.Add(place);
        }
        else
        {
            places[random.Next(places.Count)] = place;
        }
    }

    // Two dice a side keep most places near the middle, so that a box around a slanted grid is rarely left.
    private static (double Lng, double Lat, Matter Matter) Fresh(Random random, AreaView[] low)
    {
        var box = low[random.Next(low.Length)].Box;
        double Between(double from, double to) =>
            from + ((to - from) * (random.NextDouble() + random.NextDouble()) / 2);
        return (Between(box[0], box[2]), Between(box[1], box[3]), Matters.Storm.Draw(random));
    }

    private static (double Lng, double Lat, Matter Matter) Near(
        Random random, (double Lng, double Lat, Matter Matter) place)
    {
        var plane = new Geo.LocalMetres(new Geo.LngLat(place.Lng, place.Lat));
        double Offset() => ((2 * random.NextDouble()) - 1) * RepeatWithinMetres / 2;
        var at = plane.At(Offset(), Offset());
        return (at.Lng, at.Lat, place.Matter);
    }
}
