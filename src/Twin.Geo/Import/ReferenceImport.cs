using System.Collections.Immutable;
using Twin.Geo.Import.Areas;
using Twin.Geo.Import.Drawing;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>Imports a city's areas, grids, buildings and addresses into a data folder.</summary>
public static class ReferenceImport
{
    /// <summary>Reads, mends, draws what is missing, writes the sets; the same files change nothing.</summary>
    /// <exception cref="ImportException">A source cannot be read at all; nothing is written then.</exception>
    public static ImportReport Run(
        ImportRequest request, IProgress<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        Check(request);
        var tallies = new List<Tally>();
        var areaImport = new AreaImport(request);
        var drafts = areaImport.Run(progress, cancel);
        tallies.AddRange(areaImport.Tallies);

        var buildings = new BuildingImport(request);
        if (request.Buildings is not null)
        {
            tallies.Add(buildings.Run(progress, cancel));
        }

        var before = ReferenceStore.Map(request.Data);
        var areas = KnownAreas.Keep(
            before, AreaTree.Of(drafts, request, Middle(buildings.Buildings, request.Cover)),
            ReferenceStore.UsedAreas(request.Data));
        var grids = KnownAreas.Keep(
            before, GridsOf(request, areas, buildings, tallies, progress, cancel),
            ReferenceStore.UsedGrids(request.Data));
        var placed = Placed(buildings.Buildings, grids);
        var addresses = AddressesOf(request, placed, buildings, tallies, progress, cancel);
        tallies.ForEach(tally => tally.Close());
        var parts = Parts(request, areas, grids, placed, addresses);
        cancel.ThrowIfCancellationRequested();
        return Save(request, parts, tallies, buildings.HeightUnknown) with
        {
            Difference = before is null ? null : MapDifference.Between(before, MapRows.Of(parts)),
        };
    }

    private static void Check(ImportRequest request)
    {
        ZoneNames.Check(request.Zone);
        if (request.Areas.IsEmpty && request.Buildings is null && request.Grids is null)
        {
            throw new ImportException(
                "Found nothing to import; expected areas, buildings or grids. Give --areas, --buildings or --grids.");
        }

        if (request.Addresses is not null && request.Buildings is null)
        {
            throw new ImportException(
                "Found addresses without buildings; expected both, since a door belongs to a building. "
                + "Give --buildings.");
        }
    }

    private static LngLat Middle(List<ReferenceBuilding> buildings, Box? cover)
    {
        var box = buildings.Aggregate(cover ?? Box.Nothing, (sum, building) => sum.With(building.Centre));
        return box.IsNothing ? default : Quantum.Round(box.Centre);
    }

    private static List<ReferenceGrid> GridsOf(
        ImportRequest request, ImmutableArray<ReferenceArea> areas, BuildingImport buildings, List<Tally> tallies,
        IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var source = GridSource.Parse(request.Grids);
        var import = new GridImport(request, areas);
        if (source.File is { } file)
        {
            tallies.Add(import.Read(file, progress, cancel));
        }
        else if (request.Grids is not null || request.Buildings is not null || request.Cover is not null)
        {
            import.Draw(source, buildings.Buildings);
        }

        return [.. import.Grids];
    }

    private static ImmutableArray<ReferenceBuilding> Placed(
        List<ReferenceBuilding> buildings, List<ReferenceGrid> grids)
    {
        var index = new GridIndex(grids.Select(grid => (grid.Id, grid.Outline)));
        return [.. buildings.Select(building => building with { GridId = index.Find(building.Centre) })];
    }

    private static AddressBook AddressesOf(
        ImportRequest request, ImmutableArray<ReferenceBuilding> placed, BuildingImport buildings, List<Tally> tallies,
        IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (request.Addresses is null)
        {
            return AddressBook.None;
        }

        var import = new AddressImport(request, new FoundBuildings(placed), buildings.IdOfSource);
        tallies.Add(import.Run(progress, cancel));
        return new AddressBook([.. import.Addresses]);
    }

    private static CityParts Parts(
        ImportRequest request, ImmutableArray<ReferenceArea> areas, List<ReferenceGrid> grids,
        ImmutableArray<ReferenceBuilding> buildings, AddressBook addresses)
    {
        var households = buildings.Where(building => building.GridId is not null)
            .GroupBy(building => building.GridId!)
            .ToDictionary(group => group.Key, group => group.Sum(building => addresses.CountOf(building.Id)));
        var counted = grids.ConvertAll(
            grid => grid with { Households = households.GetValueOrDefault(grid.Id) });

        // A grid right under the city would leave the boards without a level: such grids get drawn communities.
        var city = areas[0];
        var (drawn, homed) = DrawnCommunities.Draw(
            counted.FindAll(grid => grid.ParentId == city.Id), city, ZoneNames.IsChinese(request.Zone));
        var parentOf = homed.ToDictionary(grid => grid.Id, grid => grid.ParentId);
        if (city.Outline is null && counted.Count > 0)
        {
            city = city with { Outline = Shape.Union(counted.Select(grid => grid.Outline)) };
        }

        string Home(ReferenceGrid grid) => parentOf.GetValueOrDefault(grid.Id, grid.ParentId);
        return new CityParts
        {
            Name = city.Name,
            Zone = request.Zone,
            Areas = [city, .. areas[1..], .. drawn],
            Grids = [.. counted.Select(grid => grid with { ParentId = Home(grid) })],
            Buildings = buildings,
            Addresses = addresses,
            Posts = [.. counted.Select(grid => new ReferencePost($"{grid.Id}-1", $"{grid.Name}-1", grid.Id, "Worker"))],
        };
    }

    private static ImportReport Save(ImportRequest request, CityParts parts, List<Tally> tallies, int heightUnknown)
    {
        var counts = tallies.GroupBy(tally => tally.Set).ToDictionary(
            set => set.Key,
            set => new SourceCounts(
                set.Sum(tally => tally.Counts.Imported), set.Sum(tally => tally.Counts.Repaired),
                set.Sum(tally => tally.Counts.Refused)));
        var (manifest, changed) = ReferenceStore.Save(request.Data, parts, counts, request.OnlyLook);
        return new ImportReport(
            manifest, changed, [.. tallies.Select(tally => tally.Source)],
            [.. tallies.SelectMany(tally => tally.Findings)],
            new ImportFigures(
                parts.Areas.Length, parts.Grids.Length, parts.Buildings.Length, parts.Addresses.Count, heightUnknown)
            {
                ByLevel = parts.Areas.GroupBy(area => area.Level)
                    .ToImmutableSortedDictionary(level => level.Key, level => level.Count()),
            });
    }
}
