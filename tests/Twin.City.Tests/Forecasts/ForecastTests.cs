using System.Globalization;
using System.IO.Compression;
using Twin.City.Forecasts;

namespace Twin.City.Tests.Forecasts;

/// <summary>A band of four in five holds four in five: of known laws, of a made city, of a real one.</summary>
public sealed class ForecastTests(ITestOutputHelper output)
{
    private const double Wanted = 0.8;
    private const double Slack = 0.05;

    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.7, 1)]
    [InlineData(0.7, 2.5)]
    [InlineData(12, 1)]
    [InlineData(12, 4)]
    [InlineData(300, 6)]
    public void A_law_is_a_law_and_its_own_counts_are_inside_four_times_in_five(double mean, double dispersion)
    {
        var law = new CountLaw(mean, dispersion);
        var (sum, first, second, inside) = (0.0, 0.0, 0.0, 0.0);
        for (var count = 0; count < 2_000; count++)
        {
            var share = Probability(mean, dispersion, count);
            (sum, first, second) = (sum + share, first + (count * share), second + (share * count * count));
            inside += share * law.Inside(count);
        }

        Assert.Equal(1, sum, 9);
        Assert.Equal(mean, first, 7);
        Assert.Equal(dispersion, (second - (first * first)) / first, 6);
        Assert.Equal(Wanted, inside, 9);
        Assert.Equal(Probability(mean, dispersion, 0), law.None, 7);
        var band = law.Band;
        Assert.True(Below(band.Low) >= 0.1 && (band.Low == 0 || Below(band.Low - 1) < 0.1));
        Assert.True(Below(band.High) >= 0.9 && (band.High == 0 || Below(band.High - 1) < 0.9));

        double Below(int most) => Enumerable.Range(0, most + 1).Sum(count => Probability(mean, dispersion, count));
    }

    [Fact]
    public void The_rhythm_of_the_week_is_found_again()
    {
        var week = new HourWeek();
        for (var hour = 0; hour < 168 * 40; hour++) week.Add(hour % 168, hour % 24 == 9 ? 5 : 1);

        Assert.Equal(5 / (28.0 / 24), week[9], 9);
        Assert.Equal(1 / (28.0 / 24), week[10], 9);
        Assert.Equal(24 * 7, week.All().Sum(), 6);
        Assert.Equal(0, HourWeek.Of(Monday.AddHours(-8), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
    }

    [Fact]
    public void A_made_city_with_a_rhythm_and_surges_is_inside_four_times_in_five()
    {
        var chance = new Random(20261122);
        var reports = Made(chance, weeks: 8, grids: 6, surges: true);

        var hits = Hits(HourCounts.Of(reports, Monday.AddDays(56), TimeZoneInfo.Utc));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made: hit={hits.Share:F3} hours={hits.Count}"));
        Assert.InRange(hits.Share, Wanted - Slack, Wanted + Slack);
    }

    [Fact]
    public void What_comes_later_changes_no_forecast()
    {
        var reports = Made(new Random(3), weeks: 4, grids: 3, surges: false);
        var until = Monday.AddDays(21);
        var later = reports.Where(one => one.At < until).ToArray();

        var (known, all) = (new List<CountLaw>(), new List<CountLaw>());
        var counts = HourCounts.Of(later, until, TimeZoneInfo.Utc);
        Forecast.Of(counts, (_, _, law, _) => known.Add(law));
        Forecast.Of(HourCounts.Of(reports, Monday.AddDays(28), TimeZoneInfo.Utc), (_, _, law, _) => all.Add(law));

        Assert.NotEmpty(known);
        Assert.Equal(known, all.Take(known.Count));
    }

    [Fact]
    public void Too_short_a_past_and_a_feed_that_fell_silent_say_so()
    {
        var reports = Made(new Random(4), weeks: 4, grids: 3, surges: false);

        Assert.True(Forecast.Of(HourCounts.Of(reports, Monday.AddDays(13), TimeZoneInfo.Utc)).IsTooShort);
        Assert.True(Forecast.Of(HourCounts.Of(reports.Take(0), Monday, TimeZoneInfo.Utc)).IsTooShort);
        var fresh = Forecast.Of(HourCounts.Of(reports, Monday.AddDays(28), TimeZoneInfo.Utc));
        Assert.Equal((false, false), (fresh.IsTooShort, fresh.IsSilent));
        Assert.True(Forecast.Of(HourCounts.Of(reports, Monday.AddDays(30), TimeZoneInfo.Utc)).IsSilent);
    }

    [Fact]
    public void Real_records_of_Boston_are_inside_four_times_in_five()
    {
        using var file = new StreamReader(new GZipStream(
            File.OpenRead(SharedSpec.Data("boston-311-2011/cases.csv.gz")), CompressionMode.Decompress));
        // The first two fields hold no comma, and no quoted field goes over its line: id and moment are enough.
        var reports = new List<(HomeId Home, DateTimeOffset At)>();
        while (file.ReadLine() is { } line)
        {
            var fields = line.Split(',', 3);
            if (fields.Length == 3 && DateTime.TryParseExact(
                fields[1], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            {
                reports.Add((new HomeId("boston"), new DateTimeOffset(at, TimeSpan.Zero)));
            }
        }

        Assert.True(reports.Count > 58_000);
        var (hits, hours) = (0.0, 0);
        for (var end = 56; end <= 182; end += 14)
        {
            var until = new DateTimeOffset(2011, 7, 1, 0, 0, 0, TimeSpan.Zero).AddDays(end);
            var found = Hits(HourCounts.Of(reports.Where(one => one.At < until), until, TimeZoneInfo.Utc), last: 336);
            (hits, hours) = (hits + (found.Share * found.Count), hours + found.Count);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"boston: hit={hits / hours:F3} hours={hours} cases={reports.Count}"));
        Assert.InRange(hits / hours, Wanted - Slack, Wanted + Slack);
    }

    private static (double Share, int Count) Hits(HourCounts counts, int last = int.MaxValue)
    {
        var (sum, count) = (0.0, 0);
        Forecast.Of(counts, (hour, _, law, seen) =>
        {
            if (hour < counts.Hours - (long)last) return;
            sum += law.Inside(seen);
            count++;
        });
        return (sum / count, count);
    }

    private static List<(HomeId Home, DateTimeOffset At)> Made(Random chance, int weeks, int grids, bool surges)
    {
        var reports = new List<(HomeId, DateTimeOffset)>();
        for (var hour = 0; hour < weeks * 168; hour++)
        {
            var busy = 0.4 + Math.Sin(Math.PI * (hour % 24) / 24) + (hour % 168 >= 120 ? 0 : 0.5);
            var surge = surges && chance.Next(40) == 0 ? 3 : 1;
            for (var grid = 0; grid < grids; grid++)
            {
                var count = Poisson(chance, busy * surge * (grid + 1) * 0.3);
                for (var at = 0; at < count; at++)
                {
                    reports.Add((new HomeId($"g-{grid}"), Monday.AddHours(hour).AddMinutes(chance.Next(60))));
                }
            }
        }

        return reports;
    }

    /// <summary>By multiplied draws (Knuth).</summary>
    private static int Poisson(Random chance, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), chance.NextDouble(), 0);
        for (; product > limit; count++) product *= chance.NextDouble();
        return count;
    }

    /// <summary>By logarithms of the gamma function, not by steps from one count to the next.</summary>
    private static double Probability(double mean, double dispersion, int count)
    {
        if (dispersion <= 1) return Math.Exp((count * Math.Log(mean)) - mean - LogGamma(count + 1));
        var size = mean / (dispersion - 1);
        return Math.Exp(
            LogGamma(count + size) - LogGamma(size) - LogGamma(count + 1) - (size * Math.Log(dispersion))
            + (count * Math.Log(1 - (1 / dispersion))));
    }

    /// <summary>Stirling's series, far enough from zero.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 12; x++) shift -= Math.Log(x);
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI))
            + (1 / (12 * x)) - (1 / (360 * x * x * x)) + (1 / (1260 * Math.Pow(x, 5)));
    }
}
