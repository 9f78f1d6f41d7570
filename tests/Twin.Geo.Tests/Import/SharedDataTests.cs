using Twin.Geo.Import;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Import;

/// <summary>Imports of real cities, where their files lie beside the checkout.</summary>
public sealed class SharedDataTests : IDisposable
{
    private static readonly string[] CodeFiles = ["cities.csv", "areas.csv", "streets.csv", "villages.csv.gz"];

    private readonly Workshop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Boston_names_its_nine_self_intersections()
    {
        var report = Workshop.Run(shop.Request() with
        {
            Buildings = SharedFolder.Need("boston-buildings/buildings.geojson.gz"),
            Grids = "squares:500m",
            Zone = "America/New_York",
        });
        Assert.Equal(22_185, report.Rows);
        Assert.Equal(report.Rows, report.Imported + report.Repaired + report.Refused);
        Assert.All(report.Findings, finding =>
            Assert.Contains("self-intersection", finding.Why, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            ["510", "4560", "7799", "7834", "11173", "11201", "18404", "20448", "21850"],
            report.Findings.Select(finding => finding.SourceId));
        Assert.Equal(3_994, report.Figures.HeightUnknown);
        Assert.Equal(22_184, ReferenceCity.Open(shop.Data).Buildings.Length);
    }

    [Fact]
    public void New_York_is_accounted_for_and_opens_as_it_was_written()
    {
        var request = shop.Request() with
        {
            Buildings = SharedFolder.Need("nyc-buildings/buildings.geojson.gz"),
            Addresses = SharedFolder.Need("nyc-buildings/addresses.csv.gz"),
            Grids = "squares:500m",
            Zone = "America/New_York",
        };
        var report = Workshop.Run(request);
        Assert.Equal([101_900, 117_674], report.Sources.Select(source => source.Rows));
        Assert.All(report.Sources, source =>
            Assert.Equal(source.Rows, source.Imported + source.Repaired + source.Refused));
        Assert.Equal(101_900, report.Sources[0].Imported);
        Assert.True(report.Sources[1].Refused < 300);
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal(report.Manifest.Hash, new ReferenceCity(city.Parts).Hash);
        Assert.All(city.Buildings, building => Assert.NotNull(building.GridId));
        Assert.Equal(417, city.Buildings.Max(building => building.HeightMetres), 1.0);
        Assert.False(Workshop.Run(request).Changed);
    }

    [Theory]
    [InlineData("3301", 0, 15)]
    [InlineData("3304", 1_202, 72)]
    [InlineData("3306", 2_168, 103)]
    [InlineData("330681", 515, 23)]
    public void Zhejiang_gives_the_official_tree_of_each_city(string code, int communities, int leastStreets)
    {
        Workshop.Run(shop.Request() with { Areas = [.. Codes()], Code = code, Name = null });
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal(code, city.Areas[0].Code);
        Assert.True(city.Areas.Count(area => area.Level == AreaLevel.Street) >= leastStreets);
        Assert.True(communities == 0 || communities == city.Areas.Count(area => area.Level == AreaLevel.Community));
        var seen = new HashSet<string>();
        foreach (var area in city.Areas)
        {
            Assert.True(area.ParentId is null || seen.Contains(area.ParentId), $"{area.Name} comes before its parent");
            seen.Add(area.Id);
            var parent = area.ParentId is null ? null : city.Area(area.ParentId);
            Assert.StartsWith(parent?.Code ?? "", area.Code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Zhejiang_as_a_whole_has_all_its_levels_and_names_what_does_not_meet()
    {
        var report = Workshop.Run(shop.Request() with
        {
            Areas =
            [
                SharedFolder.Need("admin-zhejiang/provinces.csv"), .. Codes(),
                SharedFolder.Need("admin-zhejiang/boundaries_cities.wgs84.geojson"),
                SharedFolder.Need("admin-zhejiang/boundaries_counties.wgs84.geojson"),
            ],
            Code = "33",
            Name = null,
        });
        Assert.Equal(
            [
                (AreaLevel.Province, 1), (AreaLevel.City, 11), (AreaLevel.District, 90), (AreaLevel.Street, 1_387),
                (AreaLevel.Community, 25_547),
            ],
            report.Figures.ByLevel.Select(level => (level.Key, level.Value)));
        Assert.Equal(
            ["330103 Refused", "330104 Refused", "330113 Noted", "330114 Noted"],
            report.Findings.Where(finding => finding.Verdict != Verdict.Repaired)
                .Select(finding => $"{finding.SourceId} {finding.Verdict}").Order(StringComparer.Ordinal));
        var tree = ReferenceCity.Open(shop.Data);
        Assert.Equal(("33", "浙江省"), (tree.Areas[0].Code, tree.Areas[0].Name));
        Assert.All(tree.Areas.Skip(1), area =>
            Assert.StartsWith(tree.Area(area.ParentId!)!.Code, area.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void Hangzhou_shows_where_codes_and_outlines_disagree()
    {
        var report = Workshop.Run(shop.Request() with
        {
            Areas = [.. Codes(), SharedFolder.Need("admin-zhejiang/boundaries_counties.wgs84.geojson")],
            Code = "3301",
        });
        var odd = report.Findings.Where(finding => !finding.Why.Contains("outside", StringComparison.Ordinal)
            && !finding.Why.Contains("province", StringComparison.Ordinal));
        Assert.Equal(
            ["330103 Refused", "330104 Refused", "330113 Noted", "330114 Noted"],
            odd.Select(finding => $"{finding.SourceId} {finding.Verdict}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("boundaries_counties", "33")]
    [InlineData("boundaries_cities", "33")]
    [InlineData("boundaries_cities", "3301")]
    public void Outlines_in_GCJ_02_land_within_a_metre_of_those_in_WGS_84(string file, string code)
    {
        string[] codes = [SharedFolder.Need("admin-zhejiang/provinces.csv"), .. Codes().Take(2)];
        var moved = Outlines(codes, $"admin-zhejiang/{file}.gcj02.geojson", SourceDatum.Gcj02, code);
        var plain = Outlines(codes, $"admin-zhejiang/{file}.wgs84.geojson", SourceDatum.Wgs84, code);
        Assert.Equal(plain.Keys.Order(StringComparer.Ordinal), moved.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, outline) in plain)
        {
            Assert.Equal(outline.PointCount, moved[id].PointCount);
            for (var ring = 0; ring < outline.RingCount; ring++)
            {
                Assert.All(
                    outline.RingPoints(ring).Zip(moved[id].RingPoints(ring)),
                    pair => Assert.True(pair.First.MetresTo(pair.Second) < 1));
            }
        }
    }

    private Dictionary<string, Outline> Outlines(string[] codes, string file, SourceDatum datum, string code)
    {
        Workshop.Run(shop.Request() with { Areas = [.. codes, SharedFolder.Need(file)], Code = code, Datum = datum });
        return ReferenceCity.Open(shop.Data).Areas.Where(area => area.Outline is not null)
            .ToDictionary(area => area.Id, area => area.Outline!);
    }

    private static IEnumerable<string> Codes() =>
        CodeFiles.Select(name => SharedFolder.Need($"admin-zhejiang/{name}"));
}
