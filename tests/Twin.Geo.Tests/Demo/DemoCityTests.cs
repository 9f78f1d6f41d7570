using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using Twin.Geo.Demo;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Demo;

public sealed class DemoCityTests
{
    private static readonly GeometryFactory Shapes = new();
    private static readonly Lazy<ReferenceCity> Small = new(() => DemoCity.Generate(DemoSize.Small, 1));
    private static readonly Lazy<ReferenceCity> Zhuji = new(() => DemoCity.Generate(DemoSize.Zhuji, 1));

    public static TheoryData<DemoSize> Sizes => [DemoSize.Small, DemoSize.Zhuji];

    [Fact]
    public void The_small_city_has_the_counts_that_were_asked_for()
    {
        var city = Small.Value;
        Assert.Equal(8, Count(city, AreaLevel.Community));
        Assert.Equal(3, Count(city, AreaLevel.Street));
        Assert.Equal(40, city.Grids.Length);
        Assert.InRange(city.Buildings.Length, 2_100, 2_900);
        Assert.Equal(20_000, city.AddressCount);
    }

    [Fact]
    public void The_zhuji_city_has_the_counts_of_the_real_one()
    {
        var city = Zhuji.Value;
        Assert.Equal(41, Count(city, AreaLevel.Community));
        Assert.Equal(9, Count(city, AreaLevel.Street));
        Assert.Equal(3, Count(city, AreaLevel.District));
        Assert.Equal(237, city.Grids.Length);
        Assert.InRange(city.Buildings.Length, 11_000, 13_500);
        Assert.Equal(184_000, city.AddressCount);
    }

    [Fact]
    public void The_same_seed_gives_the_same_city_and_another_seed_another()
    {
        Assert.Equal(Small.Value.Hash, DemoCity.Generate(DemoSize.Small, 1).Hash);
        Assert.NotEqual(Small.Value.Hash, DemoCity.Generate(DemoSize.Small, 2).Hash);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(2026)]
    public void Any_seed_gives_a_whole_city(int seed)
    {
        var city = DemoCity.Generate(DemoSize.Small, seed);
        Assert.Equal(40, city.Grids.Length);
        Assert.Equal(20_000, city.AddressCount);
        Assert.InRange(city.Buildings.Length, 1_900, 3_200);
        Assert.All(city.Buildings, building => Assert.Equal(building.GridId, city.Index.Find(building.Centre)));
        Tiles(city, city.Grids.Select(grid => grid.Outline), city.Areas[0].Outline!);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_building_lies_in_exactly_the_grid_it_names(DemoSize size)
    {
        var city = Of(size);
        Assert.All(city.Buildings, building =>
        {
            Assert.Equal(building.GridId, city.Index.Find(building.Centre));
            Assert.Equal(1, city.Grids.Count(grid => grid.Outline.Contains(building.Centre)));
            var grid = city.Grid(building.GridId!)!.Outline;
            Assert.All(building.Footprint.RingPoints(0), corner => Assert.True(grid.Contains(corner)));
        });
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Grids_tile_the_land_and_areas_are_the_sum_of_their_children(DemoSize size)
    {
        var city = Of(size);
        Tiles(city, city.Grids.Select(grid => grid.Outline), city.Areas[0].Outline!);
        foreach (var area in city.Areas)
        {
            var children = city.Areas.Where(child => child.ParentId == area.Id).Select(child => child.Outline!)
                .Concat(city.Grids.Where(grid => grid.ParentId == area.Id).Select(grid => grid.Outline));
            Tiles(city, children, area.Outline!);
            Assert.True(area.Outline!.Contains(area.Centre), area.Name);
        }

        Assert.All(city.Grids, grid => Assert.True(grid.Outline.Contains(grid.Centre), grid.Name));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_building_stands_in_another_or_in_water_or_on_a_road(DemoSize size)
    {
        const double HalfLaneMetres = 4;
        var city = Of(size);
        var tree = new STRtree<IPreparedGeometry>();
        foreach (var water in city.Ground.Where(feature => feature.Kind == GroundFeature.Water))
        {
            Insert(tree, Shapes.CreatePolygon(Points(city, water.Paths[0])));
        }

        foreach (var road in city.Ground.Where(feature => feature.IsLine))
        {
            Insert(tree, Shapes.CreateLineString(Points(city, road.Paths[0])).Buffer(HalfLaneMetres));
        }

        var shapes = city.Buildings.Select(building => (building, Shape: Polygon(city, building.Footprint))).ToList();
        shapes.ForEach(pair => Insert(tree, pair.Shape));
        foreach (var (building, shape) in shapes)
        {
            Assert.True(shape.IsValid, building.Id);
            foreach (var other in tree.Query(shape.EnvelopeInternal).Where(other => other.Geometry != shape))
            {
                var shared = other.Intersects(shape) ? other.Geometry.Intersection(shape).Area : 0;
                Assert.True(shared < 0.01, $"{building.Id} ({building.Kind}) shares {shared:0.00} m2 with another");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Codes_are_nested_and_belong_to_no_real_place(DemoSize size)
    {
        var city = Of(size);
        int[] digits = [4, 6, 9, 12];
        foreach (var area in city.Areas)
        {
            Assert.Equal(digits[(int)area.Level], area.Code.Length);
            Assert.StartsWith("999", area.Code, StringComparison.Ordinal);
            Assert.False(area.Drawn);
        }

        foreach (var grid in city.Grids)
        {
            Assert.Equal(15, grid.Code.Length);
            Assert.StartsWith(city.Area(grid.ParentId)!.Code, grid.Code, StringComparison.Ordinal);
        }

        Assert.Equal(city.Grids.Length, city.Grids.Select(grid => grid.Code).Distinct().Count());
        Assert.Equal(city.Areas.Length, city.Areas.Select(area => area.Code).Distinct().Count());
        Assert.Equal(city.Areas.Length, city.Areas.Select(area => area.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_address_is_unique_and_counted_in_its_grid(DemoSize size)
    {
        var city = Of(size);
        var seen = new HashSet<(string, string, int, string)>();
        var byGrid = new Dictionary<string, int>();
        foreach (var address in city.Addresses.All())
        {
            Assert.True(seen.Add((address.Road, address.House, address.Entrance, address.Room)), address.ToString());
            var grid = city.Building(address.BuildingId)!.GridId!;
            byGrid[grid] = byGrid.GetValueOrDefault(grid) + 1;
        }

        Assert.All(city.Grids, grid => Assert.Equal(grid.Households, byGrid.GetValueOrDefault(grid.Id)));
        Assert.True(city.Grids.Count(grid => grid.Households > 50) > city.Grids.Length * 0.7);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Heights_fall_from_the_middle_and_many_shapes_are_no_boxes(DemoSize size)
    {
        var city = Of(size);
        var highest = city.Buildings.MaxBy(building => building.HeightMetres)!;
        Assert.InRange(highest.HeightMetres, 130, 182);
        var near = city.Buildings.Where(building => building.Centre.MetresTo(highest.Centre) < 450)
            .Average(building => building.HeightMetres);
        var far = city.Buildings.Where(building => building.Centre.MetresTo(highest.Centre) > 1_200)
            .Average(building => building.HeightMetres);
        Assert.True(near > 1.5 * far, $"{near} near the highest house, {far} far from it");
        Assert.True(city.Buildings.Count(building => building.Footprint.PointCount > 5) > city.Buildings.Length / 3);
        Assert.True(city.Buildings.Select(building => building.Kind).Distinct().Count() >= 12);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Low_grids_lie_by_the_river(DemoSize size)
    {
        var city = Of(size);
        var river = city.Ground.Single(feature => feature.Class == "river").Paths[0];
        foreach (var grid in city.Grids.Where(grid => grid.Low))
        {
            var metres = grid.Outline.RingPoints(0).Min(corner => river.Min(corner.MetresTo));
            Assert.True(metres < 60, $"{grid.Name} lies {metres:0} m from the river");
        }

        Assert.InRange(city.Grids.Count(grid => grid.Low), city.Grids.Length / 20, city.Grids.Length / 2);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sites_and_posts_belong_to_their_grids(DemoSize size)
    {
        var city = Of(size);
        Assert.All(city.Grids, grid => Assert.Contains(city.Posts, post => post.Id == $"{grid.Id}-1"));
        Assert.All(city.Sites, site => Assert.NotNull(city.Grid(site.GridId!)));
        var types = city.Sites.Select(site => site.Type).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "School", "Hospital", "Market", "NursingHome", "PumpStation", "Underpass" }, types);
        Assert.Equal(city.Sites.Length, city.Sites.Select(site => site.Id).Distinct().Count());
    }

    private static ReferenceCity Of(DemoSize size) => size == DemoSize.Small ? Small.Value : Zhuji.Value;

    private static int Count(ReferenceCity city, AreaLevel level) => city.Areas.Count(area => area.Level == level);

    // The parts add up to the whole, and every edge inside is walked once in each direction: no gap and no overlap.
    private static void Tiles(ReferenceCity city, IEnumerable<Outline> parts, Outline whole)
    {
        var edges = new Dictionary<(LngLat, LngLat), int>();
        double sum = 0;
        foreach (var part in parts)
        {
            sum += part.SurfaceSquareMetres;
            foreach (var edge in Edges(part))
            {
                edges[edge] = edges.GetValueOrDefault(edge) + 1;
            }
        }

        Assert.All(edges.Values, count => Assert.Equal(1, count));
        var border = edges.Keys.Where(edge => !edges.ContainsKey((edge.Item2, edge.Item1))).ToHashSet();
        Assert.Equal(Edges(whole).ToHashSet(), border);
        Assert.Equal(whole.SurfaceSquareMetres, sum, whole.SurfaceSquareMetres * 1e-9);
        Assert.NotEmpty(city.Grids);
    }

    private static IEnumerable<(LngLat, LngLat)> Edges(Outline outline)
    {
        for (var ring = 0; ring < outline.RingCount; ring++)
        {
            var points = outline.RingPoints(ring);
            for (var i = 0; i + 1 < points.Length; i++)
            {
                yield return (points[i], points[i + 1]);
            }
        }
    }

    private static Polygon Polygon(ReferenceCity city, Outline outline)
    {
        var rings = Enumerable.Range(0, outline.RingCount)
            .Select(ring => Shapes.CreateLinearRing(Points(city, outline.RingPoints(ring)))).ToArray();
        return Shapes.CreatePolygon(rings[0], rings[1..]);
    }

    private static Coordinate[] Points(ReferenceCity city, ImmutableArray<LngLat> path)
    {
        var plane = new LocalMetres(city.Bounds.Centre);
        return [.. path.Select(plane.From).Select(at => new Coordinate(at.East, at.North))];
    }

    private static void Insert(STRtree<IPreparedGeometry> tree, Geometry shape) =>
        tree.Insert(shape.EnvelopeInternal, PreparedGeometryFactory.Prepare(shape));
}
