using Twin.Geo.Import;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Import;

public sealed class AddressImportTests : IDisposable
{
    private readonly Workshop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Each_address_finds_its_building_by_name_place_or_id()
    {
        var report = Run(""""
            id,building,street,housenumber,lon,lat,entrance,floor,room
            a1,east,临溪路,1,,,2,3,301
            a2,,临溪路,2,0.0005,0.0005,,,
            a3,,临溪路,3,0.00105,0.0005,,,
            west,,临溪路,4,9,9,,,
            a5,,临溪路,5,9,9,,,
            a6,,临溪路,6,91,181,,,
            a7,,,,0.0005,0.0005,,,
            a8,north,临溪路,8,,,,,
            a2,,临溪路,9,0.0005,0.0005,,,
            a10,,"临溪路, ""东""",10,0.0005,0.0005,,,
            short,row
            """");
        Assert.Equal((11, 6, 0, 5), Addresses(report));
        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal(
            ["h-a1 b-east", "h-a10 b-west", "h-a2 b-west", "h-a2_2 b-west", "h-a3 b-west", "h-west b-west"],
            city.Addresses.All().Select(address => $"{address.Id} {address.BuildingId}").Order(StringComparer.Ordinal));
        Assert.Equal(new ReferenceAddress("h-a1", "b-east", "临溪路", "1", 2, 3, "301"), city.Address("h-a1"));
        Assert.Equal("临溪路, \"东\"", city.Address("h-a10")!.Road);
        Assert.Equal(5, city.AddressesOf("b-west").Length);
        Assert.Empty(city.AddressesOf("b-none"));
        Assert.Null(city.Address("h-none"));
        Assert.Equal(
            ["a5", "a6", "a7", "a8", "short"],
            report.Findings.Where(finding => finding.Verdict == Verdict.Refused).Select(finding => finding.SourceId));
        Assert.Equal(6, city.Grids.Sum(grid => grid.Households));
    }

    [Fact]
    public void Addresses_without_a_place_in_the_header_are_refused_with_the_columns_found()
    {
        var wrong = Assert.Throws<ImportException>(() => Run("id,colour\n1,red\n"));
        Assert.Contains("colour", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_never_ends_names_its_line()
    {
        var wrong = Assert.Throws<ImportException>(() => Run("street,lon,lat\na,1,1\n\"b,1,1\n"));
        Assert.Contains("line 3", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Line_ends_of_any_kind_and_empty_lines_are_read(string end)
    {
        var report = Run(string.Join(end, "street,lon,lat", "", "\"a\nb\",0.0005,0.0005", "", "c,0.0005,0.0005"));
        Assert.Equal((2, 2, 0, 0), Addresses(report));
        Assert.Equal("a\nb", ReferenceCity.Open(shop.Data).Addresses[0].Road);
    }

    [Fact]
    public void Addresses_need_buildings()
    {
        var addresses = shop.Write("a.csv", "street,lon,lat\n");
        var request = shop.Request() with { Addresses = addresses, Grids = "squares:500m" };
        Assert.Throws<ImportException>(() => Workshop.Run(request));
    }

    private static (long, long, long, long) Addresses(ImportReport report)
    {
        var source = report.Sources.Single(source => source.Set == "addresses");
        return (source.Rows, source.Imported, source.Repaired, source.Refused);
    }

    private ImportReport Run(string csv) => Workshop.Run(shop.Request() with
    {
        Buildings = shop.Features(
            "b.geojson",
            Workshop.Square(0, 0, 0.001, "{}", "\"west\""), Workshop.Square(0.01, 0, 0.001, "{}", "\"east\"")),
        Addresses = shop.Write("a.csv", csv),
    });
}
