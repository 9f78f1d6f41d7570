using Twin.City.Forecasts;

namespace Twin.City.Metrics;

/// <content>How well the next hour is foretold.</content>
public static partial class CityMetrics
{
    /// <summary>Hours of grids in the window, each judged by the forecast that was made before it.</summary>
    /// <remarks>The value spreads whole counts over their step, see <see cref="CountLaw.Inside"/>; "whole" does not.
    /// </remarks>
    private static MetricValue ForecastHits(string id, MetricAsk ask)
    {
        var counts = HourCounts.Of(ask.Own.Where(story => story.ReportedAt <= ask.Until), ask.Until, ask.Calendar.Zone);
        var (inside, whole, hours) = (0.0, 0, 0);
        var forecast = Forecast.Of(counts, (hour, _, law, seen) =>
        {
            if (counts.First.AddHours(hour) < ask.From) return;
            inside += law.Inside(seen);
            whole += law.Band.Holds(seen) ? 1 : 0;
            hours++;
        });
        return forecast.IsTooShort
            ? Counting.NotYet(id, "Fewer than 14 days of reports: they show no rhythm of the week yet.")
            : Counting.Ratio(id, inside, hours, [], ("whole", Counting.Ratio(whole, hours))) with { N = hours };
    }
}
