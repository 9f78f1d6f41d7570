using Twin.Geo.Import;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Import;

public sealed class BuildingImportTests : IDisposable
{
    private const string Bow = "[[[0.0,0.0],[0.001,0.001],[0.001,0.0],[0.0,0.001],[0.0,0.0]]]";
    private const string Open = "[[[0.01,0.0],[0.011,0.0],[0.011,0.001],[0.01,0.001]]]";

    private readonly Workshop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Every_feature_is_imported_repaired_or_refused_and_the_odd_ones_are_named()
    {
        var report = Run(
            Workshop.Square(0.02, 0, 0.001, """{"height":12.5,"name":"楼"}""", "\"plain\""),
            Workshop.Shape("\"bow\"", "Polygon", Bow),
            Workshop.Shape("\"open\"", "Polygon", Open),
            Workshop.Shape("\"point\"", "Point", "[1,2]"),
            """{"type":"Feature","id":"none","properties":{},"geometry":null}""",
            Workshop.Shape("\"far\"", "Polygon", "[[[500,0],[501,0],[501,1],[500,0]]]"),
            Workshop.Shape("\"line\"", "Polygon", "[[[1,1],[1,1],[1,1.1],[1,1]]]"),
            Workshop.Shape("\"text\"", "Polygon", """[[["a",1],[1,1],[2,2],[1,1]]]"""),
            Workshop.Shape("\"flat\"", "Polygon", "[[1,1],[2,2],[3,3],[1,1]]"),
            "7");
        Assert.Equal((10, 1, 2, 7), (report.Rows, report.Imported, report.Repaired, report.Refused));
        Assert.Equal(
            ["bow Repaired", "open Repaired", "point Refused", "none Refused", "far Refused", "line Refused",
                "text Refused", "flat Refused", "row-10 Refused"],
            report.Findings.Select(finding => $"{finding.SourceId} {finding.Verdict}"));
        Assert.Contains("Self-intersection", report.Findings[0].Why, StringComparison.Ordinal);
        Assert.Contains("not closed", report.Findings[1].Why, StringComparison.Ordinal);
        Assert.Contains("Point", report.Findings[2].Why, StringComparison.Ordinal);
        Assert.Contains("no geometry", report.Findings[3].Why, StringComparison.Ordinal);
        Assert.Contains("degrees", report.Findings[4].Why, StringComparison.Ordinal);
        Assert.All(report.Findings, finding => Assert.Equal("b.geojson", finding.Source));
        Assert.Equal(3, ReferenceCity.Open(shop.Data).Buildings.Length);
    }

    [Theory]
    [InlineData("""{"height":12.5}""", 12.5, 4)]
    [InlineData("""{"height":"18 m"}""", 18, 6)]
    [InlineData("""{"height":20,"building:levels":"7"}""", 20, 7)]
    [InlineData("""{"story_ht_":"2.5"}""", 7.5, 3)]
    [InlineData("""{"levels":4}""", 12, 4)]
    [InlineData("""{"floors":"30层"}""", 90, 30)]
    [InlineData("""{"story_ht_":"0"}""", 3, 0)]
    [InlineData("""{"height":-4}""", 3, 0)]
    [InlineData("""{"height":"tall","floors":2}""", 6, 2)]
    [InlineData("""{"height":null,"tags":{"a":[1,{"b":2}]},"list":[1,2]}""", 3, 0)]
    [InlineData("null", 3, 0)]
    public void Height_comes_from_metres_else_storeys_else_is_marked_unknown(
        string properties, double metres, int floors)
    {
        var report = Run(Workshop.Square(0, 0, 0.001, properties));
        var building = ReferenceCity.Open(shop.Data).Buildings.Single();
        Assert.Equal((metres, floors), (building.HeightMetres, building.Floors));
        Assert.Equal(floors == 0 ? 1 : 0, report.Figures.HeightUnknown);
    }

    [Fact]
    public void A_property_of_another_name_can_be_named()
    {
        var file = shop.Features("b.geojson", Workshop.Square(0, 0, 0.001, """{"hoehe":8,"stock":3,"height":99}"""));
        Workshop.Run(shop.Request() with { Buildings = file, HeightProperty = "hoehe", StoreysProperty = "stock" });
        var building = ReferenceCity.Open(shop.Data).Buildings.Single();
        Assert.Equal((8, 3), (building.HeightMetres, building.Floors));
    }

    [Fact]
    public void Negative_and_doubled_ids_are_kept_apart_and_numbers_are_our_own()
    {
        var report = Run(
            Workshop.Square(0, 0, 0.001, "{}", "-5"), Workshop.Square(0.01, 0, 0.001, "{}", "-5"),
            Workshop.Square(0.02, 0, 0.001, "{}", "\"a/b\""));
        var buildings = ReferenceCity.Open(shop.Data).Buildings;
        Assert.Equal(["b--5", "b--5_2", "b-a_b"], buildings.Select(building => building.Id));
        Assert.Equal([1, 2, 3], buildings.Select(building => building.Number));
        Assert.Equal(Verdict.Noted, report.Findings.Single().Verdict);
        Assert.Equal(3, report.Imported);
    }

    [Fact]
    public void Holes_and_parts_survive_and_a_hole_that_is_none_is_repaired()
    {
        const string Ring = "[[0,0],[0.01,0],[0.01,0.01],[0,0.01],[0,0]]";
        const string Hole = "[[0.002,0.002],[0.002,0.004],[0.004,0.004],[0.004,0.002],[0.002,0.002]]";
        var report = Run(
            Workshop.Shape("1", "Polygon", $"[{Ring},{Hole}]"),
            Workshop.Shape("2", "MultiPolygon", $"[[{Ring},{Hole}],[[[1,1],[1.01,1],[1.01,1.01],[1,1]]]]"),
            Workshop.Shape("3", "Polygon", $"[{Ring},[[0.001,0.001],[0.002,0.001]]]"));
        var buildings = ReferenceCity.Open(shop.Data).Buildings;
        Assert.Equal([2, 3, 1], buildings.Select(building => building.Footprint.RingCount));
        Assert.False(buildings[0].Footprint.Contains(new LngLat(0.003, 0.003)));
        Assert.True(buildings[1].Footprint.Contains(new LngLat(1.008, 1.002)));
        Assert.True(buildings[0].Footprint.Contains(buildings[0].Centre));
        Assert.Equal("3", report.Findings.Single().SourceId);
    }

    [Fact]
    public void A_packed_file_with_a_byte_order_mark_and_thousands_of_features_is_read_as_a_stream()
    {
        var features = Enumerable.Range(0, 3_000).Select(i => Workshop.Square(
            i * 0.0001, 0, 0.00005, $$"""{"height":{{i % 50}},"text":"{{new string('字', 100)}}"}""", $"{i}"));
        var file = shop.Write("b.geojson.gz", "\uFEFF{\"features\":[" + string.Join(",", features) + "]}");
        var report = Workshop.Run(shop.Request() with { Buildings = file });
        Assert.Equal((3_000, 3_000), (report.Rows, report.Imported));
        Assert.Equal(60, report.Figures.HeightUnknown);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Fea""", "cut")]
    [InlineData("""{"type":"FeatureCollection","features":[]""", "cut")]
    [InlineData("""{"type":"Topology","arcs":[]}""", "features")]
    [InlineData("""[1,2]""", "FeatureCollection")]
    [InlineData("", "cut")]
    [InlineData("""{"features":7}""", "list")]
    [InlineData("""{"features":[{"a":tru}]}""", "JSON")]
    [InlineData("""{"crs":{"properties":{"name":"EPSG:3857"}},"features":[]}""", "degrees")]
    public void A_file_that_is_no_whole_collection_is_refused_with_a_sentence_and_nothing_is_written(
        string text, string word)
    {
        var file = shop.Write("b.geojson", text);
        var wrong = Assert.Throws<ImportException>(() => Workshop.Run(shop.Request() with { Buildings = file }));
        Assert.Contains(word, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Found", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("expected", wrong.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shop.Data));
    }

    [Fact]
    public void A_second_import_of_the_same_files_changes_no_byte()
    {
        var request = shop.Request() with
        {
            Buildings = shop.Features("b.geojson", Workshop.Square(0, 0, 0.001, """{"height":9}""")),
        };
        var first = Workshop.Run(request);
        var before = Files();
        var second = Workshop.Run(request);
        Assert.True(first.Changed);
        Assert.False(second.Changed);
        Assert.Equal(before, Files());
        Assert.Equal(first.Manifest.Hash, second.Manifest.Hash);
        var third = Workshop.Run(request with { Name = "另城" });
        Assert.True(third.Changed);
    }

    [Fact]
    public void A_stopped_import_leaves_nothing_behind()
    {
        var features = Enumerable.Range(0, 1_000).Select(i => Workshop.Square(i * 0.001, 0, 0.0005, "{}", $"{i}"));
        var file = shop.Features("b.geojson", [.. features]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => ReferenceImport.Run(shop.Request() with { Buildings = file }, null, stop.Token));
        Assert.False(Directory.Exists(shop.Data));
    }

    private ImportReport Run(params string[] features) =>
        Workshop.Run(shop.Request() with { Buildings = shop.Features("b.geojson", features) });

    private List<(string, string)> Files() =>
    [
        .. Directory.GetFiles(shop.Data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (path, Convert.ToHexString(File.ReadAllBytes(path)))),
    ];
}
