using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.Geo.Demo;

/// <summary>Makes a fictional city from a seed.</summary>
public static class DemoCity
{
    private const double GridMetres = 400;
    private const double HouseMetres = 40;
    private const int GridsPerCommunity = 5;

    /// <summary>The same size and seed give the same city, byte for byte.</summary>
    public static ReferenceCity Generate(DemoSize size, int seed)
    {
        var random = new Random(seed);
        var (communities, perGrid, doors) = size == DemoSize.Small ? (8, 62, 8) : (48, 52, 15);
        var plane = new LocalMetres(new LngLat(120.6, 29.4));
        var areas = ImmutableArray.CreateBuilder<ReferenceArea>();
        var grids = ImmutableArray.CreateBuilder<ReferenceGrid>();
        var buildings = ImmutableArray.CreateBuilder<ReferenceBuilding>();
        var addresses = new List<ReferenceAddress>();
        areas.Add(new ReferenceArea("a-1", "9990", AreaLevel.City, "云浦市", null, plane.At(0, 0), null, false));
        for (var community = 0; community < communities; community++)
        {
            var area = new ReferenceArea(
                $"a-{community + 2}", $"999001001{community + 1:000}", AreaLevel.Community, $"第{community + 1}社区",
                "a-1", plane.At(0, community * GridMetres), null, false);
            areas.Add(area);
            for (var column = 0; column < GridsPerCommunity; column++)
            {
                var (x, y) = (column * GridMetres, community * GridMetres);
                var id = $"g-{grids.Count + 1}";
                grids.Add(new ReferenceGrid(
                    id, $"{area.Code}{column + 1:000}", $"{area.Name}第{column + 1}网格", "Residential", area.Id,
                    Quantum.Round(plane.At(x + (GridMetres / 2), y + (GridMetres / 2))),
                    Square(plane, x, y, GridMetres), perGrid * doors, false, column == 2));
                for (var house = 0; house < perGrid; house++)
                {
                    var corner = (x + 10 + (house % 9 * HouseMetres), y + 10 + (house / 9 * HouseMetres));
                    var floors = random.Next(2, 20);
                    var building = new ReferenceBuilding(
                        buildings.Count + 1, $"b-{buildings.Count + 1}", null, "Residential", floors * 3, floors,
                        Quantum.Round(plane.At(corner.Item1 + 12, corner.Item2 + 12)),
                        Square(plane, corner.Item1, corner.Item2, 24), id);
                    buildings.Add(building);
                    addresses.AddRange(Enumerable.Range(1, doors).Select(door => new ReferenceAddress(
                        $"h-{addresses.Count + door}", building.Id, "和平路", $"{building.Number}号", 1, door,
                        $"{door}01")));
                }
            }
        }

        return new ReferenceCity(new CityParts
        {
            Name = "云浦市",
            Zone = "Asia/Shanghai",
            Demo = true,
            Areas = areas.DrainToImmutable(),
            Grids = grids.DrainToImmutable(),
            Buildings = buildings.DrainToImmutable(),
            Addresses = new AddressBook(addresses),
            Posts = [.. grids.Select(grid => new ReferencePost($"{grid.Id}-1", $"{grid.Name}一岗", grid.Id, "Grid"))],
        });
    }

    private static Outline Square(LocalMetres plane, double east, double north, double side) => Outline.FromRing(
        Quantum.Round(plane.At(east, north)), Quantum.Round(plane.At(east + side, north)),
        Quantum.Round(plane.At(east + side, north + side)), Quantum.Round(plane.At(east, north + side)));
}
