using Twin.City.Comparisons;
using Twin.City.Metrics;
using Twin.City.Tests.Metrics;

namespace Twin.City.Tests.Comparisons;

/// <summary>Areas side by side, each with the interval that its few cases leave open.</summary>
public sealed class ComparisonTests
{
    /// <summary>Newcombe (1998, Statistics in Medicine 17), table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_of_a_share_is_Wilsons(int part, int all, double low, double high)
    {
        var interval = Interval.OfShare(part, all);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    /// <summary>Exact limits of Poisson counts (Garwood 1936); Byar's are within a hundredth from ten on.</summary>
    [Theory]
    [InlineData(10, 4.795, 18.390)]
    [InlineData(20, 12.217, 30.888)]
    [InlineData(100, 81.364, 121.627)]
    public void The_interval_of_a_ratio_is_near_the_exact_one(int observed, double low, double high)
    {
        var interval = Interval.OfRatio(observed, 1);

        Assert.InRange(interval.Low / low, 0.99, 1.01);
        Assert.InRange(interval.High / high, 0.99, 1.01);
        Assert.Equal(0, Interval.OfRatio(0, 2).Low);
        Assert.Equal(interval.High / 4, Interval.OfRatio(observed, 4).High, 9);
    }

    [Fact]
    public void What_is_late_is_set_against_what_all_areas_together_let_expect()
    {
        var compared = Comparison.Of(
            [(new HomeId("b"), Cases("b", kept: 10, late: 20)), (new HomeId("a"), Cases("a", kept: 30, late: 0)),
                (new HomeId("c"), Cases("c", kept: 4, late: 2))],
            Told.Ask());

        // By id, not by rank.
        Assert.Equal(["a", "b", "c"], compared.Select(one => one.Area.Value));
        Assert.Equal([30, 30, 6], compared.Select(one => one.N));
        Assert.Equal(22.0 * 30 / 66, compared[1].Expected, 9);
        Assert.Equal(2, compared[1].Ratio!.Value, 9);
        Assert.Equal([true, true, null], compared.Select(one => one.Differs));
        Assert.Null(compared[2].Share);
        // Together as many as there are.
        Assert.Equal(22, compared.Sum(one => one.Expected), 9);
        Assert.False(compared[0].Share!.Value.Overlaps(compared[1].Share!.Value));
    }

    [Fact]
    public void Areas_that_are_alike_are_not_different()
    {
        var compared = Comparison.Of(
            [(new HomeId("a"), Cases("a", kept: 20, late: 6)), (new HomeId("b"), Cases("b", kept: 22, late: 4))],
            Told.Ask());

        Assert.All(compared, one => Assert.False(one.Differs));
        Assert.True(compared[0].Share!.Value.Overlaps(compared[1].Share!.Value));
    }

    private static CaseStory[] Cases(string area, int kept, int late) =>
    [
        .. Enumerable.Range(0, kept).Select(at => Told.Life($"{area}-kept-{at}", 100, 90)),
        .. Enumerable.Range(0, late).Select(at => Told.Life($"{area}-late-{at}", 100, 150)),
    ];
}
