using System.Collections.Immutable;
using Twin.Geo.Demo.Buildings;
using Twin.Geo.Demo.Ground;
using Twin.Geo.Demo.Wards;
using Twin.Geo.Reference;

namespace Twin.Geo.Demo;

/// <summary>Makes a fictional city from a seed: river, roads, houses, and the areas that answer for them.</summary>
public static class DemoCity
{
    /// <summary>The same size and seed give the same city, byte for byte.</summary>
    public static ReferenceCity Generate(DemoSize size, int seed)
    {
        var layout = new Layout(size, seed);
        var wards = new WardRows(layout);
        var buildings = new BuildingRows(layout, wards);
        var addresses = new AddressBook(buildings.Addresses());
        ImmutableArray<ReferenceGrid> grids = [.. wards.Grids(buildings.Households)];
        return new ReferenceCity(new CityParts
        {
            Name = Names.City,
            Zone = "Asia/Shanghai",
            Demo = true,
            Areas = wards.Areas,
            Grids = grids,
            Buildings = [.. buildings.All.Select(building => building.Row)],
            Addresses = addresses,
            Sites = [.. new SiteRows(layout, wards, Chance.For(seed, 6), Chance.For(seed, 7)).Sites()],
            Posts = [.. grids.SelectMany(Posts)],
            Ground = new Scenery(layout, Chance.For(seed, 5)).Features(),
        });
    }

    // Each grid has a seat for its head and one for a worker.
    private static IEnumerable<ReferencePost> Posts(ReferenceGrid grid) =>
    [
        new($"{grid.Id}-1", $"{grid.Name}网格长", grid.Id, "GridHead"),
        new($"{grid.Id}-2", $"{grid.Name}专职网格员", grid.Id, "Worker"),
    ];
}
