using Twin.Geo.Import;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Import;

public sealed class GridImportTests : IDisposable
{
    private readonly Workshop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Grids_of_a_source_keep_code_name_and_parent()
    {
        var codes = shop.Write("codes.csv", "code,name\n990101,城\n990101001,街\n990101001001,社区\n");
        var grids = shop.Features(
            "g.geojson",
            Workshop.Square(0, 0, 0.01, """{"code":"990101001001001","name":"一格","low":true}"""),
            Workshop.Square(0.01, 0, 0.01, """{"name":"二格","parent":"990101001"}""", "\"zwei\""));
        var report = Workshop.Run(shop.Request() with { Areas = [codes], Grids = grids });
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal(5, report.Imported);
        var (one, two) = (city.Grids[0], city.Grids[1]);
        Assert.Equal(("g-990101001001001", "a-990101001001", true), (one.Id, one.ParentId, one.Low));
        Assert.Equal(("g-zwei", "a-990101001", false), (two.Id, two.ParentId, two.Drawn));
        Assert.Equal("g-zwei", city.Index.Find(new LngLat(0.015, 0.005)));
    }

    [Fact]
    public void A_grid_that_comes_back_after_an_import_without_it_is_a_new_one()
    {
        var one = Workshop.Square(0, 0, 0.01, "{}", "\"one\"");
        var two = Workshop.Square(0.01, 0, 0.01, "{}", "\"two\"");
        var (both, without) = (shop.Features("both.geojson", one, two), shop.Features("without.geojson", one));
        ImportReport Import(string grids) => Workshop.Run(shop.Request() with { Grids = grids });
        Import(both);

        Assert.Contains("g-two", Import(without).Difference!.Closed);
        var back = Import(both).Difference!;
        Assert.Contains("g-two.2", back.Added);
        Assert.DoesNotContain("g-two", back.Added);
        Assert.True(Import(both).Difference!.IsNothing);
        Assert.Equal(["g-one", "g-two.2"], ReferenceCity.Open(shop.Data).Grids.Select(grid => grid.Id));
    }

    [Fact]
    public void Grids_that_overlap_are_noted()
    {
        var grids = shop.Features(
            "g.geojson", Workshop.Square(0, 0, 0.01, "{}", "1"), Workshop.Square(0, 0, 0.009, "{}", "2"));
        var report = Workshop.Run(shop.Request() with { Grids = grids });
        var finding = report.Findings.Single();
        Assert.Equal(("g-2", Verdict.Noted, 2), (finding.SourceId, finding.Verdict, finding.Row));
    }

    [Theory]
    [InlineData("squares:500m")]
    [InlineData("squares:333m")]
    [InlineData("voronoi:40")]
    public void Drawn_grids_tile_their_land_exactly_and_hold_every_building(string how)
    {
        Workshop.Run(shop.Request() with { Buildings = Town(), Grids = how });
        var city = ReferenceCity.Open(shop.Data);
        Assert.All(city.Grids, grid => Assert.True(grid.Drawn));
        Assert.All(city.Buildings, building => Assert.NotNull(building.GridId));
        var seen = new HashSet<(LngLat, LngLat)>();
        foreach (var grid in city.Grids)
        {
            var ring = grid.Outline.RingPoints(0);
            for (var i = 0; i + 1 < ring.Length; i++)
            {
                Assert.True(seen.Add((ring[i], ring[i + 1])), $"{grid.Id} walks an edge that another walks too");
            }
        }

        // An edge that no neighbour walks back is on the rim: there every cell ends, none inside.
        var rim = seen.Where(edge => !seen.Contains((edge.Item2, edge.Item1))).ToList();
        Assert.True(rim.Count < seen.Count / 2);
        foreach (var (from, to) in rim.Where(_ => how.StartsWith("voronoi", StringComparison.Ordinal)))
        {
            var middle = new LngLat((from.Lng + to.Lng) / 2, (from.Lat + to.Lat) / 2);
            var box = city.Bounds;
            var gap = new[]
            {
                middle.Lng - box.West, box.East - middle.Lng, middle.Lat - box.South, box.North - middle.Lat,
            }.Min();
            Assert.True(gap < 1e-6, $"a gap inside at {middle}");
        }
    }

    [Fact]
    public void The_same_buildings_give_the_same_cells()
    {
        var first = Workshop.Run(shop.Request() with { Buildings = Town(), Grids = "voronoi:40" });
        var second = Workshop.Run(shop.Request() with { Buildings = Town(), Grids = "voronoi:40" });
        Assert.Equal(first.Manifest.Hash, second.Manifest.Hash);
        Assert.False(second.Changed);
        Assert.Equal(40, first.Figures.Grids);
    }

    [Fact]
    public void A_cover_is_drawn_even_where_nothing_stands()
    {
        var cover = new Box(0, 0, 0.1, 0.1);
        Workshop.Run(shop.Request() with { Buildings = Town(), Cover = cover });
        var city = ReferenceCity.Open(shop.Data);
        Assert.NotNull(city.Index.Find(new LngLat(0.0999, 0.0999)));
        Assert.NotNull(city.Index.Find(new LngLat(0.0001, 0.0999)));
    }

    [Theory]
    [InlineData("squares:5m")]
    [InlineData("squares:500")]
    [InlineData("squares:x")]
    [InlineData("voronoi:1")]
    [InlineData("voronoi:-3")]
    [InlineData("voronoi:1000")]
    [InlineData("nowhere.geojson")]
    public void Wrong_ways_to_draw_are_refused_with_a_sentence(string how)
    {
        var request = shop.Request() with { Buildings = Town(), Grids = how };
        var wrong = Assert.Throws<ImportException>(() => Workshop.Run(request));
        Assert.Contains("expected", wrong.Message, StringComparison.Ordinal);
    }

    private string Town()
    {
        var random = new Random(5);
        return shop.Features("b.geojson", [.. Enumerable.Range(0, 400).Select(i => Workshop.Square(
            random.NextDouble() * 0.05, random.NextDouble() * 0.04, 0.0001, "{}", $"{i}"))]);
    }
}
