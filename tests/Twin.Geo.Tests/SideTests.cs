using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Twin.Geo.Tests;

public sealed class SideTests
{
    /// <summary>One degree in the units of the whole numbers that the oracle counts in.</summary>
    private const double Unit = 1L << 45;

    [Fact]
    public void A_place_beside_a_line_is_judged_as_whole_numbers_judge_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var chance = new Random(seed);
            LngLat Any() => new(Snap(116 + chance.NextDouble()), Snap(39 + chance.NextDouble()));
            LngLat a = Any(), b = Any();
            var share = chance.NextDouble();
            var beside = new LngLat(
                Snap(a.Lng + ((b.Lng - a.Lng) * share)), Snap(a.Lat + ((b.Lat - a.Lat) * share)));

            return Side.IsLeft(a.Lng, a.Lat, b.Lng, b.Lat, beside.Lng, beside.Lat) == IsLeft(a, b, beside);
        }));

    [Fact]
    public void A_place_on_the_line_is_on_neither_side()
    {
        Assert.False(Side.IsLeft(116.1, 39.1, 116.3, 39.3, 116.1, 39.1));
        Assert.False(Side.IsLeft(116.25, 39.25, 116.75, 39.5, 116.5, 39.375));
        Assert.False(Side.IsLeft(116.75, 39.5, 116.25, 39.25, 116.5, 39.375));
    }

    [Fact]
    public void The_smallest_step_off_the_line_is_seen()
    {
        var left = Math.BitDecrement(116.5);
        var right = Math.BitIncrement(116.5);

        Assert.True(Side.IsLeft(116.25, 39.25, 116.75, 39.5, left, 39.375));
        Assert.False(Side.IsLeft(116.25, 39.25, 116.75, 39.5, right, 39.375));
    }

    private static double Snap(double degrees) => Math.Round(degrees * Unit) / Unit;

    private static bool IsLeft(LngLat from, LngLat to, LngLat at)
    {
        static BigInteger Whole(double degrees) => new(degrees * Unit);
        var turn = ((Whole(to.Lng) - Whole(from.Lng)) * (Whole(at.Lat) - Whole(from.Lat)))
            - ((Whole(at.Lng) - Whole(from.Lng)) * (Whole(to.Lat) - Whole(from.Lat)));
        return turn.Sign > 0;
    }
}
