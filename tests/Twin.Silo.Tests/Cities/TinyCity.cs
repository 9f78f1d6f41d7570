using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.Silo.Tests.Cities;

/// <summary>
/// A city small enough to know by heart: two communities of two grids, two posts and four houses a grid.
/// </summary>
internal static class TinyCity
{
    public const string Root = "a-1";
    public const string WestCommunity = "a-2";
    public const string EastCommunity = "a-3";
    public const string WestGrid = "g-1";
    public const string EastGrid = "g-3";
    public const string WestPost = "g-1-1";
    public const string EastPost = "g-3-1";

    /// <summary>Measures water in the west grid; another one does so next door.</summary>
    public const string WaterDevice = "water-1";
    public const string NextWaterDevice = "water-2";
    public const string GasDevice = "gas-1";

    /// <summary>What devices.csv of the city's folder says.</summary>
    public static string Devices => string.Join('\n',
    [
        "id,type,department,lng,lat", Device(WaterDevice, "Drainage", 0), Device(NextWaterDevice, "Drainage", 1),
        Device("water-3", "Drainage", 3), Device(GasDevice, "GasCompany", 2), Device("noise-1", "Ecology", 2), "",
    ]);

    private const double GridMetres = 300;

    private static readonly LocalMetres Plane = new(new LngLat(120.25, 29.7));

    /// <summary>A place in the middle of a grid, counted from west to east.</summary>
    public static LngLat Within(int grid) => Plane.At((grid + 0.5) * GridMetres, GridMetres / 2);

    public static CityParts Parts() => new()
    {
        Name = "试验城",
        Zone = "Asia/Shanghai",
        Demo = false,
        Areas =
        [
            new(Root, "9990", AreaLevel.City, "试验城", null, Plane.At(600, 150), Square(0, 4), false),
            Community(WestCommunity, "999001001001", "西社区", Plane.At(300, 150), Square(0, 2)),
            Community(EastCommunity, "999001001002", "东社区", Plane.At(900, 150), Square(2, 4)),
        ],
        Grids =
        [
            .. Enumerable.Range(0, 4).Select(at => new ReferenceGrid(
                $"g-{at + 1}", $"99900100100{(at / 2) + 1}00{(at % 2) + 1}", $"第{at + 1}网格", "Residential",
                at < 2 ? WestCommunity : EastCommunity, Within(at), Square(at, at + 1), 100, false, at == 0)),
        ],
        Buildings =
        [
            .. Enumerable.Range(0, 16).Select(at => new ReferenceBuilding(
                at + 1, $"b-{at + 1}", null, "Residential", 18, 6, House(at).Centre, House(at).Walls,
                $"g-{(at / 4) + 1}")),
        ],
        Sites = [new ReferenceSite("s-1", "School", "试验小学", Within(1), "g-2")],
        Posts =
        [
            .. Enumerable.Range(1, 4).SelectMany(grid => new[]
            {
                new ReferencePost($"g-{grid}-1", $"第{grid}网格网格长", $"g-{grid}", "GridHead"),
                new ReferencePost($"g-{grid}-2", $"第{grid}网格网格员", $"g-{grid}", "Worker"),
            }),
        ],
    };

    private static string Device(string id, string department, int grid) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{id},{id[..id.IndexOf('-')]},{department},{Within(grid).Lng:R},{Within(grid).Lat:R}");

    private static ReferenceArea Community(string id, string code, string name, LngLat centre, Outline outline) =>
        new(id, code, AreaLevel.Community, name, Root, centre, outline, false);

    private static Outline Square(int fromGrid, int toGrid) =>
        Box(fromGrid * GridMetres, 0, toGrid * GridMetres, GridMetres);

    private static (LngLat Centre, Outline Walls) House(int at)
    {
        var (east, north) = ((at / 4 * GridMetres) + 40 + (at % 2 * 180), 40.0 + (at % 4 / 2 * 180));
        return (Plane.At(east + 20, north + 20), Box(east, north, east + 40, north + 40));
    }

    private static Outline Box(double west, double south, double east, double north) => Outline.FromRing(
        Plane.At(west, south), Plane.At(east, south), Plane.At(east, north), Plane.At(west, north));
}
