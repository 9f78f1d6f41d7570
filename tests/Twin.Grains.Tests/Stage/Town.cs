using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.Grains.Tests.Stage;

/// <summary>A small town: a street, two communities of two grids, a seat in each grid, and who acts in it.</summary>
internal static class Town
{
    public static readonly HomeId City = new("city");
    public static readonly HomeId Street = new("street");
    public static readonly HomeId East = new("east");
    public static readonly HomeId West = new("west");
    public static readonly HomeId East1 = new("east-1");
    public static readonly HomeId East2 = new("east-2");
    public static readonly HomeId West1 = new("west-1");
    public static readonly HomeId West2 = new("west-2");

    public static readonly ImmutableArray<HomeId> Grids = [East1, East2, West1, West2];
    public static readonly ImmutableArray<HomeId> Areas = [City, Street, East, West];

    public static readonly BuildingId House = new("house");
    public static readonly KeySiteId School = new("school");

    /// <summary>A Friday morning in a city eight hours ahead, a second after the minute.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 5, 15, 2, 0, 1, TimeSpan.Zero);

    public static readonly Actor Receiver = new("a-receiver", ["Receiver"], City);
    public static readonly Actor Filer = new("a-filer", ["Filer"], City);
    public static readonly Actor ShiftLead = new("a-lead", ["ShiftLead"], City);

    /// <summary>A source that replays its records, with the roles that it speaks for.</summary>
    public static readonly Actor Source =
        new("a-source", ["Integration", "Filer", "Dispatcher", "Handler", "Checker"], City);

    public static ReferenceCity Build() => new(new CityParts
    {
        Name = "小镇",
        Zone = "Asia/Shanghai",
        Demo = true,
        Areas =
        [
            Area(City, "3306", AreaLevel.City, parent: null), Area(Street, "330681001", AreaLevel.Street, City),
            Area(East, "330681001001", AreaLevel.Community, Street), Area(West, "", AreaLevel.Community, Street),
        ],
        Grids = [Grid(East1, East, 0), Grid(East2, East, 1), Grid(West1, West, 2), Grid(West2, West, 3)],
        Buildings =
        [
            new ReferenceBuilding(
                1, House.Value, "一号楼", "Residential", 18, 6, Place(0), Square(Place(0), 0.0001), East1.Value),
        ],
        Addresses = new AddressBook([new ReferenceAddress("door", House.Value, "和平路", "1号", 1, 2, "201")]),
        Sites = [new ReferenceSite(School.Value, "School", "小学", Place(1), East2.Value)],
        Posts = [.. Grids.Select(grid => new ReferencePost(Seat(grid).Value, "一岗", grid.Value, "Grid"))],
    });

    public static PostId Seat(HomeId grid) => new($"{grid}-seat");

    /// <summary>Whoever sits at the seat of a grid.</summary>
    public static Actor Worker(HomeId grid) =>
        new($"a-{grid}", ["Worker", "Handler", "Checker"], grid, null, Seat(grid));

    /// <summary>A flooded place in a grid; a department tells of one whose grid is not known.</summary>
    public static CaseCommand.Report Flood(HomeId home) => new(
        Grids.Contains(home) ? CaseSource.App : CaseSource.Department, home,
        Grids.Contains(home) ? Place(Grids.IndexOf(home)) : null, false,
        home == East1 ? House : null, home == East2 ? School : null, new Words("text", "sha"), "E0406",
        Severity.Unset, "receipt", LimitBy.Class, null, null);

    public static CaseOrder Order(CaseCommand command, Actor by, string commandId) =>
        new(command, commandId, by, "test");

    public static LngLat Place(int column) => new(120.005 + (column * 0.01), 29.005);

    private static ReferenceArea Area(HomeId id, string code, AreaLevel level, HomeId? parent) =>
        new(id.Value, code, level, id.Value, parent?.Value, Place(0), null, Drawn: false);

    private static ReferenceGrid Grid(HomeId id, HomeId parent, int column) => new(
        id.Value, "", id.Value, "Residential", parent.Value, Place(column), Square(Place(column), 0.005), 200,
        Drawn: false, Low: false);

    private static Outline Square(LngLat centre, double half) => Outline.FromRing(
        new LngLat(centre.Lng - half, centre.Lat - half), new LngLat(centre.Lng + half, centre.Lat - half),
        new LngLat(centre.Lng + half, centre.Lat + half), new LngLat(centre.Lng - half, centre.Lat + half));
}
