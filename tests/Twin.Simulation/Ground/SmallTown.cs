using System.Collections.Immutable;
using Twin.Geo;
using Twin.Geo.Reference;
using Twin.Grains.Areas;

namespace Twin.Simulation.Ground;

/// <summary>The city of all simulations: a district, two streets, three communities, six grids, seven seats.</summary>
/// <remarks>The last grid has no seat: a case there waits for somebody to dispatch it.</remarks>
internal static class SmallTown
{
    public static readonly DateTimeOffset Morning = new(2026, 5, 15, 2, 0, 1, TimeSpan.Zero);

    public static readonly ImmutableArray<string> Grids = ["n-1", "n-2", "s-1", "s-2", "w-1", "w-2"];

    public static readonly ImmutableArray<string> Homes = ["town", "inner", "upper", "lower", "north", "south", "west",
        .. Grids];

    public static readonly ImmutableArray<string> Buildings = [.. Grids.Select(grid => $"house-{grid}")];

    public static readonly ImmutableArray<string> Posts =
        [.. Grids[..^1].Select(grid => $"seat-{grid}"), "seat-n-1-b", "seat-south"];

    /// <summary>Shared by all runs: it never changes.</summary>
    public static readonly ReferenceCity City = Build();

    public static readonly CityTree Tree = new(City);

    public static LngLat Place(int grid) => new(120.005 + (grid * 0.01), 29.005);

    /// <summary>In no grid: a receiver finds out where it belongs, or that it is known already.</summary>
    public static LngLat Outside(int grid) => new(120.005 + (grid * 0.01), 29.025);

    private static ReferenceCity Build() => new(new CityParts
    {
        Name = "小镇",
        Zone = "Asia/Shanghai",
        Demo = true,
        Areas =
        [
            Area("town", "3306", AreaLevel.City, null), Area("inner", "330602", AreaLevel.District, "town"),
            Area("upper", "330602001", AreaLevel.Street, "inner"),
            Area("lower", "330602002", AreaLevel.Street, "inner"),
            Area("north", "330602001001", AreaLevel.Community, "upper"),
            Area("south", "330602001002", AreaLevel.Community, "upper"),
            Area("west", "", AreaLevel.Community, "lower"),
        ],
        Grids =
        [
            Grid(0, "north"), Grid(1, "north"), Grid(2, "south"), Grid(3, "south"), Grid(4, "west"), Grid(5, "west"),
        ],
        Buildings = [.. Grids.Select((grid, at) => new ReferenceBuilding(
            at + 1, $"house-{grid}", "楼", "Residential", 18, 6, Place(at), Square(Place(at), 0.0001), grid))],
        Addresses = new AddressBook(
            [.. Buildings.Select(house => new ReferenceAddress($"door-{house}", house, "和平路", "1号", 1, 2, "201"))]),
        Sites = [new ReferenceSite("school", "School", "小学", Place(1), Grids[1])],
        Posts =
        [
            .. Grids[..^1].Select(grid => new ReferencePost($"seat-{grid}", "一岗", grid, "Grid")),
            new ReferencePost("seat-n-1-b", "二岗", Grids[0], "Grid"),
            new ReferencePost("seat-south", "社区岗", "south", "Community"),
        ],
    });

    private static ReferenceArea Area(string id, string code, AreaLevel level, string? parent) =>
        new(id, code, level, id, parent, Place(0), null, Drawn: false);

    private static ReferenceGrid Grid(int at, string parent) => new(
        Grids[at], "", Grids[at], "Residential", parent, Place(at), Square(Place(at), 0.005), 200, Drawn: false,
        Low: false);

    private static Outline Square(LngLat centre, double half) => Outline.FromRing(
        new LngLat(centre.Lng - half, centre.Lat - half), new LngLat(centre.Lng + half, centre.Lat - half),
        new LngLat(centre.Lng + half, centre.Lat + half), new LngLat(centre.Lng - half, centre.Lat + half));
}
