using Twin.City.Boards;

namespace Twin.City.Tests.Boards;

/// <summary>The heat that a grid usually has is that which the same life goes on to make.</summary>
public sealed class HeatBaselineTests(ITestOutputHelper output)
{
    private const int Grids = 40;
    private const int Households = 300;
    private const int Weight = 100;

    /// <summary>Any hour; the week begins where it does.</summary>
    private const long Now = 480_000;

    [Fact]
    public void Fewer_than_four_weeks_make_no_baseline()
    {
        Assert.Null(HeatBaseline.Of([new(Grid(0), Now - 5, Weight)], Span(weeks: 3)));
        Assert.NotNull(HeatBaseline.Of([new(Grid(0), Now - 5, Weight)], Span(weeks: 4)));
    }

    [Fact]
    public void Weeks_without_a_report_make_none_either() => Assert.Null(HeatBaseline.Of([], Span(weeks: 8)));

    [Fact]
    public void An_even_life_has_the_mean_and_spread_of_shot_noise()
    {
        // One report an hour in every grid: rate 1, kept six hours, so mean 6 and, with chance gone, variance 3.
        var reports = from hour in Enumerable.Range(1, 8 * 168)
                      from grid in Enumerable.Range(0, Grids)
                      select new HeatReport(Grid(grid), Now - hour, Weight);
        var usual = HeatBaseline.Of(reports, Span(weeks: 8))!.In(Grid(0), Households);

        var one = (double)Heat.Of(Twin.City.Cases.Severity.S4, Households);
        Assert.Equal(6, usual.MeanMicros / one, 0.02);
        Assert.Equal(Math.Sqrt(3), usual.SigmaMicros / one, 0.02);
        Assert.Equal(1.5, usual.LeastMicros / one, 0.001);
    }

    [Fact]
    public void Ever_even_counts_are_no_further_apart_than_chance()
    {
        var reports = from hour in Enumerable.Range(1, 4 * 168)
                      from grid in Enumerable.Range(0, Grids)
                      select new HeatReport(Grid(grid), Now - hour, Weight);

        Assert.Equal(0, HeatBaseline.Of(reports, Span(weeks: 4))!.Overdispersion);
    }

    [Fact]
    public void A_quiet_grid_is_pulled_towards_all_but_stays_cooler_than_a_busy_one()
    {
        var reports = Enumerable.Range(1, 8 * 168).Where(hour => hour % 3 == 0)
            .Select(hour => new HeatReport(Grid(0), Now - hour, Weight));
        var baseline = HeatBaseline.Of(reports, Span(weeks: 8))!;
        var (quiet, busy) = (baseline.In(Grid(1), Households), baseline.In(Grid(0), Households));

        Assert.InRange(quiet.MeanMicros, busy.MeanMicros / 10_000, busy.MeanMicros / 10);
        Assert.True(quiet.SigmaMicros > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Heat_of_the_same_life_strays_from_its_baseline_by_one_sigma(int seed)
    {
        // A day of two halves and grids of unlike levels, with bursts: hours are Gamma mixed, 1/k = 0.5.
        var chance = new Random(seed);
        var life = new Life(chance);
        var past = life.Reports(Now - (8 * 168), 8 * 168).ToList();
        var baseline = HeatBaseline.Of(past, Span(weeks: 8))!;
        Assert.InRange(baseline.Overdispersion, 0.3, 0.7);
        List<double> strays = [];
        for (var again = 0; again < 4; again++)
        {
            var future = life.Reports(Now - 71, 72).ToLookup(report => report.Grid);
            strays.AddRange(Enumerable.Range(0, Grids).Select(grid =>
            {
                var usual = baseline.In(Grid(grid), Households);
                return (HeatOf(future[Grid(grid)]) - usual.MeanMicros) / usual.SigmaMicros;
            }));
        }

        var mean = strays.Average();
        var sigma = Math.Sqrt(strays.Average(z => (z - mean) * (z - mean)));
        output.WriteLine($"seed={seed} grids={strays.Count} mean={mean:F2} sigma={sigma:F2}");
        Assert.InRange(mean, -0.35, 0.35);
        Assert.InRange(sigma, 0.7, 1.35);
    }

    private static HomeId Grid(int number) => new($"g-{number}");

    private static HeatSpan Span(int weeks) => new(Now, weeks, Grids, static hour => (int)(hour % 168));

    /// <summary>Heat at the end of the running hour, by the fold that boards use.</summary>
    private static long HeatOf(IEnumerable<HeatReport> reports)
    {
        var heat = new Heat(0, 0);
        foreach (var (at, report) in reports.OrderBy(report => report.Hour).Index())
        {
            heat.Advance((report.Hour * 60) + (at * 7 % 60));
            heat.Add(Heat.Of(Twin.City.Cases.Severity.S4, Households));
        }

        return heat.Look((Now + 1) * 60);
    }

    private sealed class Life(Random chance)
    {
        public IEnumerable<HeatReport> Reports(long from, int hours)
        {
            for (var hour = from; hour < from + hours; hour++)
            {
                var usual = hour % 24 < 12 ? 0.2 : 0.6;
                for (var grid = 0; grid < Grids; grid++)
                {
                    // The sum of two exponentials, halved, is Gamma of shape two and mean one.
                    var burst = -Math.Log((1 - chance.NextDouble()) * (1 - chance.NextDouble())) / 2;
                    for (var left = Poisson(usual * (0.5 + (grid / (double)Grids)) * burst); left > 0; left--)
                    {
                        yield return new HeatReport(Grid(grid), hour, Weight);
                    }
                }
            }
        }

        private int Poisson(double mean)
        {
            var (limit, product, count) = (Math.Exp(-mean), chance.NextDouble(), 0);
            for (; product > limit; count++) product *= chance.NextDouble();
            return count;
        }
    }
}
