namespace Twin.Geo.Tests;

public sealed class OutlineTests
{
    private static readonly LngLat[] Square = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];
    private static readonly LngLat[] Hole = [new(0.25, 0.25), new(0.25, 0.75), new(0.75, 0.75), new(0.75, 0.25)];

    [Fact]
    public void A_ring_left_open_is_closed()
    {
        var outline = Outline.FromRing(Square);
        Assert.Equal(5, outline.PointCount);
        Assert.Equal(new LngLat(0, 0), outline.RingPoints(0)[^1]);
        Assert.Equal(new Box(0, 0, 1, 1), outline.Bounds);
    }

    [Fact]
    public void A_hole_is_outside_and_its_surface_is_taken_off()
    {
        var whole = Outline.FromRing(Square);
        var holed = Outline.FromRings([Square, Hole]);
        Assert.True(whole.Contains(new LngLat(0.5, 0.5)));
        Assert.False(holed.Contains(new LngLat(0.5, 0.5)));
        Assert.True(holed.Contains(new LngLat(0.1, 0.5)));
        Assert.Equal(0.75, holed.SurfaceSquareMetres / whole.SurfaceSquareMetres, 0.001);
    }

    [Fact]
    public void Several_polygons_are_one_outline()
    {
        LngLat[] other = [new(5, 5), new(6, 5), new(6, 6)];
        var outline = Outline.FromPolygons([[Square, Hole], [other]]);
        Assert.Equal([2, 3], outline.PolygonEnds);
        Assert.Equal(3, outline.RingCount);
        Assert.True(outline.Contains(new LngLat(5.9, 5.5)));
        Assert.Equal(
            Outline.FromRings([Square, Hole]).SurfaceSquareMetres + Outline.FromRing(other).SurfaceSquareMetres,
            outline.SurfaceSquareMetres, 1);
    }

    [Fact]
    public void A_degree_square_at_the_equator_has_the_surface_of_the_tables()
    {
        // 12,363.7 km2 on the sphere of the same surface as the ellipsoid.
        Assert.Equal(12_363.7e6, Outline.FromRing(Square).SurfaceSquareMetres, 1e6);
    }

    [Theory]
    [InlineData(120.2, 29.7)]
    [InlineData(-71.06, 42.36)]
    [InlineData(-74, -33)]
    public void A_small_house_keeps_all_the_digits_of_its_surface(double lng, double lat)
    {
        var plane = new LocalMetres(new LngLat(lng, lat));
        var house = Outline.FromRing(plane.At(0, 0), plane.At(20, 0), plane.At(20, 10), plane.At(0, 10));
        Assert.Equal(200, house.SurfaceSquareMetres, 1.0);
    }

    [Fact]
    public void The_other_way_round_has_the_same_surface()
    {
        var turned = Outline.FromRing(Square.Reverse().ToArray());
        Assert.Equal(Outline.FromRing(Square).SurfaceSquareMetres, turned.SurfaceSquareMetres, 1e-3);
    }

    [Fact]
    public void Rings_that_do_not_add_up_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Outline.FromRing(new LngLat(0, 0), new LngLat(1, 1)));
        Assert.Throws<ArgumentException>(() => Outline.FromFlat([0, 0, 1, 1], [3], [1]));
        Assert.Throws<ArgumentException>(() => Outline.FromFlat([], [], []));
    }

    [Fact]
    public void Metres_on_the_plane_agree_with_those_on_the_sphere()
    {
        var middle = new LngLat(120.84, 29.18);
        var plane = new LocalMetres(middle);
        Assert.Equal(3_000, middle.MetresTo(plane.At(3_000, 0)), 10.0);
        Assert.Equal(3_000, middle.MetresTo(plane.At(0, 3_000)), 15.0);
        var (east, north) = plane.From(plane.At(123, -456));
        Assert.Equal(123, east, 1e-6);
        Assert.Equal(-456, north, 1e-6);
    }

    [Fact]
    public void Distances_are_those_of_the_atlas()
    {
        // Shanghai to Beijing, about 1,067 km.
        Assert.Equal(1_067_000, new LngLat(121.4737, 31.2304).MetresTo(new LngLat(116.4074, 39.9042)), 3_000.0);
        Assert.Equal(0, new LngLat(1, 2).MetresTo(new LngLat(1, 2)));
    }
}
