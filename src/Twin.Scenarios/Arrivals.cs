namespace Twin.Scenarios;

/// <summary>When the next of many independent reports comes.</summary>
public static class Arrivals
{
    // Parts of a day's reports by hour of the city's clock: a morning peak, a lower evening one, quiet nights.
    private static readonly double[] ShareOfHour =
    [
        0.25, 0.18, 0.14, 0.12, 0.14, 0.3, 0.7, 1.2, 1.7, 1.9, 1.8, 1.5,
        1.2, 1.2, 1.5, 1.6, 1.6, 1.5, 1.4, 1.3, 1.1, 0.9, 0.6, 0.4,
    ];

    private static readonly double MeanShare = ShareOfHour.Average();

    /// <summary>A gap of a Poisson stream: exponential, of mean 1 / rate.</summary>
    public static TimeSpan Next(Random random, double perSecond) =>
        TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);

    /// <summary>How busy an hour is beside the day's mean, 1 = as the mean; between the hours it is blended.</summary>
    public static double DailyShape(TimeOnly local)
    {
        var hour = local.ToTimeSpan().TotalHours;
        var (now, next) = ((int)hour % 24, ((int)hour + 1) % 24);
        var part = hour - Math.Floor(hour);
        return ((ShareOfHour[now] * (1 - part)) + (ShareOfHour[next] * part)) / MeanShare;
    }
}
