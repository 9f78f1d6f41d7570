using Twin.Geo.Demo;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Reference;

public sealed class ReferenceCityTests
{
    private static readonly Lazy<ReferenceCity> City = new(() => DemoCity.Generate(DemoSize.Small, 9));

    [Fact]
    public void A_place_in_a_house_finds_the_house()
    {
        foreach (var building in City.Value.Buildings.Where(building => building.Footprint.Contains(building.Centre)))
        {
            Assert.Equal(building.Id, City.Value.BuildingAt(building.Centre)!.Id);
        }
    }

    [Fact]
    public void A_place_beside_a_house_finds_the_nearest_within_fifteen_metres()
    {
        var random = new Random(2);
        var box = City.Value.Bounds;
        for (var i = 0; i < 300; i++)
        {
            var at = new LngLat(
                box.West + (random.NextDouble() * (box.East - box.West)),
                box.South + (random.NextDouble() * (box.North - box.South)));
            var least = City.Value.Buildings.Min(building => MetresTo(at, building.Footprint));
            var found = City.Value.BuildingAt(at);
            if (least > 15.01)
            {
                Assert.Null(found);
            }
            else if (least < 14.99)
            {
                Assert.Equal(least, MetresTo(at, found!.Footprint), 0.01);
            }
        }
    }

    [Fact]
    public void Lookups_find_what_is_there_and_nothing_else()
    {
        var city = City.Value;
        Assert.Same(city.Areas[2], city.Area(city.Areas[2].Id));
        Assert.Same(city.Grids[5], city.Grid(city.Grids[5].Id));
        Assert.Same(city.Buildings[7], city.Building(city.Buildings[7].Id));
        Assert.Same(city.Buildings[7], city.Building(8));
        Assert.Null(city.Building(0));
        Assert.Null(city.Building(city.Buildings.Length + 1));
        Assert.Null(city.Area("a-none"));
        Assert.Null(city.Grid("g-none"));
        Assert.Equal(city.Addresses[3], city.Address(city.Addresses[3].Id));
        Assert.Equal(
            city.AddressCount, city.Buildings.Sum(building => city.AddressesOf(building.Id).Length));
    }

    [Fact]
    public void A_place_outside_every_grid_belongs_to_the_lowest_area_that_is_known()
    {
        var city = City.Value;
        var grid = city.Grids[0];
        Assert.Equal(grid.ParentId, city.LowestKnownArea(grid.Centre));
        Assert.Equal(city.Areas[0].Id, city.LowestKnownArea(new LngLat(0, 0)));
    }

    [Fact]
    public void A_city_without_a_city_on_top_is_refused() => Assert.Throws<ArgumentException>(
        () => new ReferenceCity(new CityParts { Name = "x", Zone = "Asia/Shanghai", Areas = [], Grids = [] }));

    // By walking around every house: slow, and sure.
    private static double MetresTo(LngLat at, Outline footprint)
    {
        if (footprint.Contains(at))
        {
            return 0;
        }

        var plane = new LocalMetres(at);
        var least = double.PositiveInfinity;
        for (var ring = 0; ring < footprint.RingCount; ring++)
        {
            var points = footprint.RingPoints(ring).Select(plane.From).ToList();
            foreach (var (from, to) in points.Zip(points.Skip(1)))
            {
                double x = to.East - from.East, y = to.North - from.North;
                var part = Math.Clamp(-((from.East * x) + (from.North * y)) / ((x * x) + (y * y)), 0, 1);
                least = Math.Min(least, double.Hypot(from.East + (part * x), from.North + (part * y)));
            }
        }

        return least;
    }
}
