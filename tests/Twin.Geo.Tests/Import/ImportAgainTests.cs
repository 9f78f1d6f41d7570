using Twin.Geo.Import;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Import;

public sealed class ImportAgainTests : IDisposable
{
    private const string First = """
        code,name,parent
        9901,某市,
        990101,甲区,9901
        990102,乙区,9901
        990101001,一街,990101
        990101002,二街,990101
        """;

    private const string Second = """
        code,name,parent
        9901,某市,
        990101,甲区,9901
        990103,乙区,9901
        990101001,一街,990103
        990101003,三街,990101
        """;

    private readonly Workshop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void The_difference_is_shown_and_nothing_is_written()
    {
        Run(First);
        var hash = ReferenceCity.Open(shop.Data).Hash;

        var report = Run(Second, onlyLook: true);

        var difference = Assert.IsType<MapDifference>(report.Difference);
        Assert.Equal(["a-990101003"], difference.Added);
        Assert.Equal(["a-990102"], difference.Recoded);
        Assert.Equal(["a-990101001"], difference.Moved);
        Assert.Equal(["a-990101002"], difference.Closed);
        Assert.True(report.Changed);
        Assert.Equal(hash, ReferenceCity.Open(shop.Data).Hash);
    }

    [Fact]
    public void An_area_with_a_new_code_keeps_its_id_and_an_id_is_not_used_again()
    {
        Run(First);
        Run(Second);
        Run(First);

        var city = ReferenceCity.Open(shop.Data);
        Assert.Equal("990102", city.Area("a-990102")!.Code);
        Assert.Null(city.Area("a-990101002"));
        Assert.Equal("990101002", city.Area("a-990101002.2")!.Code);
    }

    [Fact]
    public void The_same_files_make_no_difference()
    {
        Run(First);

        Assert.True(Run(First).Difference!.IsNothing);
    }

    private ImportReport Run(string codes, bool onlyLook = false) => Workshop.Run(shop.Request() with
    {
        Areas = [shop.Write("codes.csv", codes)],
        Name = null,
        OnlyLook = onlyLook,
    });
}
