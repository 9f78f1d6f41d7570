using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using Twin.Geo.Demo;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests;

public sealed class GridIndexTests
{
    private static readonly Lazy<ReferenceCity> City = new(() => DemoCity.Generate(DemoSize.Zhuji, 3));

    [Fact]
    public void Random_places_fall_where_the_oracle_says()
    {
        var oracle = new Oracle(City.Value);
        var random = new Random(11);
        var box = City.Value.Bounds;
        for (var i = 0; i < 20_000; i++)
        {
            var at = new LngLat(
                box.West + (random.NextDouble() * (box.East - box.West)),
                box.South + (random.NextDouble() * (box.North - box.South)));
            Assert.Equal(oracle.Inside(at).SingleOrDefault(), City.Value.Index.Find(at));
        }
    }

    [Fact]
    public void Corners_and_edges_fall_in_one_of_the_grids_that_touch_them()
    {
        var oracle = new Oracle(City.Value);
        foreach (var at in City.Value.Grids.SelectMany(grid => Border(grid.Outline)))
        {
            var holders = City.Value.Grids.Count(grid => grid.Outline.Contains(at));
            var touching = oracle.Touching(at).ToList();
            Assert.True(holders <= 1, $"{at} falls in {holders} grids");
            if (City.Value.Index.Find(at) is { } found)
            {
                Assert.Contains(found, touching);
            }
        }
    }

    [Fact]
    public void A_corner_inside_a_chessboard_falls_in_exactly_one_square()
    {
        var index = new GridIndex(
            from row in Enumerable.Range(0, 5)
            from column in Enumerable.Range(0, 5)
            select ($"{column}{row}", Outline.FromRing(
                new(column, row), new(column + 1, row), new(column + 1, row + 1), new(column, row + 1))));
        for (var x = 0; x < 10; x++)
        {
            for (var y = 0; y < 10; y++)
            {
                // Half-open: the west and south sides belong to a square, the east and north sides to its neighbours.
                Assert.Equal($"{x / 2}{y / 2}", index.Find(new LngLat(x / 2.0, y / 2.0)));
            }
        }

        Assert.Null(index.Find(new LngLat(5, 5)));
        Assert.Null(index.Find(new LngLat(-0.1, 2)));
    }

    [Fact]
    public void The_way_an_edge_is_walked_makes_no_difference()
    {
        var random = new Random(4);
        for (var i = 0; i < 2_000; i++)
        {
            LngLat Any() => new(random.NextDouble(), random.NextDouble());
            LngLat a = Any(), b = Any();
            var left = Outline.FromRing(a, b, new LngLat(-5, 9), new LngLat(-5, -9));
            var right = Outline.FromRing(b, a, new LngLat(-5, -9), new LngLat(-5, 9));
            var part = random.NextDouble();
            var on = new LngLat(a.Lng + ((b.Lng - a.Lng) * part), a.Lat + ((b.Lat - a.Lat) * part));
            Assert.Equal(left.Contains(on), right.Contains(on));
        }
    }

    [Fact]
    public void A_lookup_allocates_nothing()
    {
        var index = City.Value.Index;
        var box = City.Value.Bounds;
        index.FindIndex(box.Centre.Lng, box.Centre.Lat);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = 0;
        for (var i = 0; i < 1_000; i++)
        {
            found += index.FindIndex(box.West + ((box.East - box.West) * i / 1_000), box.Centre.Lat) >= 0 ? 1 : 0;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found > 300);
    }

    [Fact]
    public void No_grids_hold_no_place()
    {
        var index = new GridIndex([]);
        Assert.Equal(0, index.Count);
        Assert.Null(index.Find(new LngLat(1, 1)));
        Assert.Null(index.Find(new LngLat(double.NaN, 1)));
    }

    private static IEnumerable<LngLat> Border(Outline outline)
    {
        var ring = outline.RingPoints(0);
        for (var i = 0; i + 1 < ring.Length; i++)
        {
            yield return ring[i];
            yield return new LngLat((ring[i].Lng + ring[i + 1].Lng) / 2, (ring[i].Lat + ring[i + 1].Lat) / 2);
        }
    }

    /// <summary>The slow and trusted way: a tree of boxes with prepared shapes.</summary>
    private sealed class Oracle
    {
        private readonly GeometryFactory shapes = new();
        private readonly STRtree<(string Id, IPreparedGeometry Shape)> tree = new();

        public Oracle(ReferenceCity city)
        {
            foreach (var grid in city.Grids)
            {
                var shape = shapes.CreateMultiPolygon([.. Polygons(grid.Outline)]);
                tree.Insert(shape.EnvelopeInternal, (grid.Id, PreparedGeometryFactory.Prepare(shape)));
            }
        }

        public IEnumerable<string> Inside(LngLat at) => Ask(at, (shape, point) => shape.Contains(point));

        public IEnumerable<string> Touching(LngLat at)
        {
            // A place computed on an edge lies beside it by the last bit: a disc of a millimetre touches both sides.
            const double MillimetreDegrees = 1e-8;
            var disc = shapes.CreatePoint(new Coordinate(at.Lng, at.Lat)).Buffer(MillimetreDegrees);
            return tree.Query(disc.EnvelopeInternal).Where(grid => grid.Shape.Intersects(disc)).Select(grid => grid.Id);
        }

        private IEnumerable<string> Ask(LngLat at, Func<IPreparedGeometry, Point, bool> ask)
        {
            var point = shapes.CreatePoint(new Coordinate(at.Lng, at.Lat));
            return tree.Query(point.EnvelopeInternal).Where(grid => ask(grid.Shape, point)).Select(grid => grid.Id);
        }

        // The demo's grids have no holes.
        private IEnumerable<Polygon> Polygons(Outline outline) => Enumerable.Range(0, outline.RingCount).Select(
            ring => shapes.CreatePolygon([.. outline.RingPoints(ring).Select(at => new Coordinate(at.Lng, at.Lat))]));
    }
}
