using FsCheck;
using FsCheck.Fluent;

namespace Twin.Geo.Tests;

public sealed class DatumTests
{
    private static readonly Gen<LngLat> InChina =
        from lng in Gen.Choose(735_000, 1_350_000)
        from lat in Gen.Choose(181_000, 534_000)
        select new LngLat(lng / 10_000.0, lat / 10_000.0);

    [Fact]
    public void There_and_back_is_the_same_place_within_a_centimetre() => Prop.ForAll(InChina.ToArbitrary(), at =>
        at.MetresTo(Datum.Wgs84FromGcj02(Datum.Gcj02FromWgs84(at))) < 0.01
        && at.MetresTo(Datum.Wgs84FromBd09(Datum.Bd09FromWgs84(at))) < 0.01).QuickCheckThrowOnFailure();

    // Sampled every 0.1°: 17.8 m near 96.6° E 37.1° N, 710 m near 131.4° E 53.3° N, 430 m in the middle.
    [Fact]
    public void The_shift_is_tens_to_hundreds_of_metres_in_China() => Prop.ForAll(InChina.ToArbitrary(), at =>
        at.MetresTo(Datum.Gcj02FromWgs84(at)) is > 5 and < 1_000).QuickCheckThrowOnFailure();

    [Fact]
    public void Known_places_come_out_as_published()
    {
        // Values that the coordtransform library prints for 116.404, 39.915.
        var gcj = Datum.Gcj02FromWgs84(new LngLat(116.404, 39.915));
        Assert.Equal(116.41024449916938, gcj.Lng, 1e-9);
        Assert.Equal(39.91640428150164, gcj.Lat, 1e-9);
        Assert.True(new LngLat(116.39775550083061, 39.91359571849836)
            .MetresTo(Datum.Wgs84FromGcj02(new LngLat(116.404, 39.915))) < 1.5);
    }

    [Theory]
    [InlineData(-71.06, 42.36)]
    [InlineData(2.35, 48.85)]
    public void Outside_China_nothing_moves(double lng, double lat)
    {
        var at = new LngLat(lng, lat);
        Assert.Equal(at, Datum.Gcj02FromWgs84(at));
        Assert.Equal(at, Datum.Wgs84FromGcj02(at));
        Assert.Equal(at, Datum.Wgs84FromBd09(at));
    }
}
