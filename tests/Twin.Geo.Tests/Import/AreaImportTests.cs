using Twin.Geo.Import;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Import;

public sealed class AreaImportTests : IDisposable
{
    private const string Codes = """
        code,name
        99,省
        9901,某市
        990101,甲区
        990102,乙区
        990101001,一街道
        990101001001,青社区
        990102009002,孤村
        9902,他市
        990102,乙区
        ,无码
        """;

    private readonly Workshop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Codes_make_a_tree_by_their_beginnings()
    {
        var codes = shop.Write("codes.csv", Codes);
        var report = Workshop.Run(shop.Request() with { Areas = [codes], Code = "9901", Name = null });
        Assert.Equal((10, 6, 0, 4), (report.Rows, report.Imported, report.Repaired, report.Refused));
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal("某市", city.Name);
        Assert.Equal(
            [
                "a-9901 City -", "a-990101 District a-9901", "a-990102 District a-9901", "a-990101001 Street a-990101",
                "a-990101001001 Community a-990101001", "a-990102009002 Community a-990102",
            ],
            city.Areas.Select(area => $"{area.Id} {area.Level} {area.ParentId ?? "-"}"));
        Assert.All(city.Areas, area => Assert.False(area.Drawn));
    }

    [Fact]
    public void Two_cities_are_one_too_many()
    {
        var wrong = Assert.Throws<ImportException>(
            () => Workshop.Run(shop.Request() with { Areas = [shop.Write("codes.csv", Codes)] }));
        Assert.Contains("--code", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("9902", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_county_level_city_stands_at_the_top_by_its_own_code()
    {
        Workshop.Run(shop.Request() with { Areas = [shop.Write("codes.csv", Codes)], Code = "990101", Name = null });
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal(("甲区", AreaLevel.City), (city.Areas[0].Name, city.Areas[0].Level));
        Assert.Equal(3, city.Areas.Length);
    }

    [Fact]
    public void Outlines_join_their_codes_and_what_has_no_partner_is_named()
    {
        var outlines = shop.Features(
            "outlines.geojson",
            Workshop.Square(0, 0, 0.02, """{"adcode":990100,"name":"某市","center":[0.005,0.006],"level":"city"}"""),
            Workshop.Square(0, 0, 0.01, """{"adcode":990101,"name":"甲区"}"""),
            Workshop.Square(0.5, 0, 0.01, """{"adcode":990103,"name":"丙区","parent":{"adcode":990100}}"""));
        var codes = shop.Write("codes.csv", Codes);
        var report = Workshop.Run(shop.Request() with { Areas = [outlines, codes], Code = "9901" });
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal(new LngLat(0.005, 0.006), city.Areas[0].Centre);
        Assert.Equal("a-990101", city.LowestKnownArea(new LngLat(0.001, 0.001)));
        Assert.Equal("a-9901", city.LowestKnownArea(new LngLat(0.015, 0.015)));
        Assert.Equal("a-9901", city.LowestKnownArea(new LngLat(50, 50)));
        Assert.Equal(
            ["990102 Noted it has a code but no outline (乙区)", "990103 Refused it has an outline but no code (丙区)"],
            report.Findings.Where(finding => finding.Why.Contains("outline", StringComparison.Ordinal))
                .Select(finding => $"{finding.SourceId} {finding.Verdict} {finding.Why}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(report.Rows, report.Imported + report.Repaired + report.Refused);
    }

    [Fact]
    public void Of_two_outlines_of_one_code_the_finer_one_stays()
    {
        const string Fine = "[[[0,0],[0.005,0],[0.01,0],[0.01,0.01],[0,0.01],[0,0]]]";
        var outlines = shop.Features(
            "outlines.geojson",
            Workshop.Square(0, 0, 0.01, """{"adcode":990101,"name":"甲区"}"""),
            Workshop.Shape("2", "Polygon", Fine, """{"adcode":990101,"name":"甲区"}"""),
            Workshop.Square(0.01, 0, 0.01, """{"adcode":990102,"name":"乙区"}"""));
        var report = Workshop.Run(shop.Request() with { Areas = [outlines] });
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal(6, city.Area("a-990101")!.Outline!.PointCount);
        Assert.Equal((3, 2, 1), (report.Rows, report.Imported, report.Refused));
        Assert.Equal(("试城", AreaLevel.City, true), (city.Areas[0].Name, city.Areas[0].Level, city.Areas[0].Drawn));
        Assert.All(city.Areas[1..], area => Assert.Equal(city.Areas[0].Id, area.ParentId));
    }

    [Fact]
    public void Without_areas_the_city_and_its_quarters_are_drawn()
    {
        var buildings = from row in Enumerable.Range(0, 12)
                        from column in Enumerable.Range(0, 12)
                        select Workshop.Square(column * 0.005, row * 0.005, 0.001, "{}", $"{(row * 12) + column}");
        var file = shop.Features("b.geojson", [.. buildings]);
        Workshop.Run(shop.Request() with { Buildings = file, Grids = "squares:500m" });
        var city = ReferenceCity.Open(shop.Data);
        Assert.True(city.Areas.Length > 3);
        Assert.All(city.Areas, area => Assert.True(area.Drawn));
        Assert.All(city.Areas[1..], area =>
        {
            Assert.Equal((AreaLevel.Community, city.Areas[0].Id), (area.Level, area.ParentId));
            var grids = city.Grids.Where(grid => grid.ParentId == area.Id).ToList();
            Assert.InRange(grids.Count, 1, 36);
            Assert.All(grids, grid => Assert.True(area.Outline!.Contains(grid.Centre)));
        });
        Assert.All(city.Grids, grid => Assert.Contains(city.Posts, post => post.Id == $"{grid.Id}-1"));
        Assert.All(city.Grids, grid => Assert.NotEqual(city.Areas[0].Id, grid.ParentId));
    }

    [Fact]
    public void Nothing_to_import_and_unknown_zones_and_codes_are_refused()
    {
        var nothing = shop.Request();
        var codes = nothing with { Areas = [shop.Write("codes.csv", Codes)] };
        Assert.Throws<ImportException>(() => Workshop.Run(nothing));
        Assert.Throws<ImportException>(() => Workshop.Run(codes with { Zone = "Mars/Olympus" }));
        Assert.Throws<ImportException>(() => Workshop.Run(codes with { Code = "77" }));
        var columns = nothing with { Areas = [shop.Write("c.csv", "a,b\n1,2\n")] };
        Assert.Throws<ImportException>(() => Workshop.Run(columns));
    }
}
