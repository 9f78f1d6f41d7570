using Twin.City.Areas;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.City.Tests.Areas;

/// <summary>A city of two communities and four square grids in a row, two houses and a seat in each grid.</summary>
internal static class Quarter
{
    public static readonly HomeId City = new("city");
    public static readonly HomeId West = new("west");
    public static readonly HomeId East = new("east");
    public static readonly HomeId[] Grids = [new("g-0"), new("g-1"), new("g-2"), new("g-3")];

    public static readonly Actor Planner = new("a-planner", ["Planner"]);

    private static readonly double[] Houses = [0.25, 0.75];

    private const double Side = 0.01;
    private const double South = 29.0;
    private const double Border = 120.0;

    public static AreaBook Book() => AreaBook.Of(new ReferenceCity(new CityParts
    {
        Name = "片区",
        Zone = "Asia/Shanghai",
        Areas =
        [
            new(City.Value, "3306", AreaLevel.City, "市", null, At(2, 0.5), Box(0, 4), false),
            new(West.Value, "330681001001", AreaLevel.Community, "西", City.Value, At(1, 0.5), Box(0, 2), false),
            new(East.Value, "330681001002", AreaLevel.Community, "东", City.Value, At(3, 0.5), Box(2, 4), false),
        ],
        Grids = [.. Grids.Select((grid, at) => new ReferenceGrid(
            grid.Value, $"33068100100{at}001", $"第{at}网格", "Residential", (at < 2 ? West : East).Value,
            At(at + 0.5, 0.5), Box(at, at + 1), 100, false, false))],
        Buildings = [.. Grids.SelectMany((grid, at) => Houses.Select((east, house) =>
            new ReferenceBuilding(
                (at * 2) + house + 1, $"b-{at}-{house}", null, "Residential", 10, 3, At(at + east, 0.5),
                Box(at + east - 0.01, at + east + 0.01), grid.Value)))],
        Addresses = new AddressBook([.. Enumerable.Range(0, 4).SelectMany(grid => Enumerable.Range(0, 30).Select(door =>
            new ReferenceAddress($"h-{grid}-{door}", $"b-{grid}-0", "路", "1", 1, 1, $"{door}")))]),
        Posts = [.. Grids.Select(grid => new ReferencePost($"{grid}-1", "一岗", grid.Value, "Worker"))],
    }));

    /// <summary>A place: grids from the west, and the share of the height.</summary>
    public static LngLat At(double east, double north) => new(Border + (east * Side), South + (north * Side));

    public static AreaOrder Order(AreaCommand command, Actor? by = null, string? preview = null) =>
        new(command, "command", by ?? Planner, Preview: preview);

    /// <summary>Cuts a grid from south to north at a share of the row.</summary>
    public static AreaCommand.Split Cut(HomeId grid, double east, double lean = 0) => new(
        grid, [Part("左"), Part("右")], new CutLine(At(east - lean, -1), At(east + lean, 2)));

    public static WantedPart Part(string name, params HomeId[] children) => new(name, "", null, [.. children], []);

    /// <summary>The map after a command that must be allowed.</summary>
    public static AreaBook After(this AreaBook book, AreaCommand command)
    {
        var decision = AreaDecisions.Decide(book, Order(command));
        Assert.Null(decision.Refusal);
        return decision.Happened.Aggregate(
            book, (map, fact) => map.After(fact, DateTimeOffset.UnixEpoch, map.Position + 1));
    }

    private static Outline Box(double west, double east) =>
        Outline.FromRing(At(west, 0), At(east, 0), At(east, 1), At(west, 1));
}
