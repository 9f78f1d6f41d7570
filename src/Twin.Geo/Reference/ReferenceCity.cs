using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>The reference rows of one city, with lookups; never changes.</summary>
public sealed class ReferenceCity
{
    private readonly CityParts parts;
    private readonly FrozenDictionary<string, ReferenceArea> areaById;
    private readonly FrozenDictionary<string, ReferenceGrid> gridById;
    private readonly FrozenDictionary<string, ReferenceBuilding> buildingById;
    private readonly ImmutableArray<ReferenceArea> lowestFirst;
    private readonly BuildingIndex buildingIndex;
    private readonly Lazy<string> hash;

    public ReferenceCity(CityParts parts)
        : this(parts, null)
    {
    }

    internal ReferenceCity(CityParts parts, string? knownHash)
    {
        this.parts = parts;
        if (parts.Areas.IsEmpty || parts.Areas[0].Level > AreaLevel.City)
        {
            throw new ArgumentException(
                $"Found {parts.Areas.Length} areas; expected the city as the first. Add an area of level City.");
        }

        areaById = parts.Areas.ToFrozenDictionary(area => area.Id);
        gridById = parts.Grids.ToFrozenDictionary(grid => grid.Id);
        buildingById = parts.Buildings.ToFrozenDictionary(building => building.Id);
        lowestFirst = [.. parts.Areas.Where(area => area.Outline is not null).OrderByDescending(area => area.Level)];
        buildingIndex = new BuildingIndex(parts.Buildings);
        Index = new GridIndex(parts.Grids.Select(grid => (grid.Id, grid.Outline)));
        Bounds = parts.Bounds();
        hash = new Lazy<string>(() => knownHash ?? CanonicalForm.HashOf(parts));
    }

    public string Name => parts.Name;

    /// <summary>IANA zone, such as Asia/Shanghai.</summary>
    public string Zone => parts.Zone;

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(parts.Zone);

    public bool Demo => parts.Demo;

    public Box Bounds { get; }

    public ImmutableArray<ReferenceArea> Areas => parts.Areas;

    public ImmutableArray<ReferenceGrid> Grids => parts.Grids;

    public ImmutableArray<ReferenceBuilding> Buildings => parts.Buildings;

    public AddressBook Addresses => parts.Addresses;

    public int AddressCount => parts.Addresses.Count;

    public ImmutableArray<ReferenceSite> Sites => parts.Sites;

    public ImmutableArray<ReferencePost> Posts => parts.Posts;

    public ImmutableArray<GroundFeature> Ground => parts.Ground;

    /// <summary>SHA-256 over the canonical form of all rows, 64 hex digits.</summary>
    public string Hash => hash.Value;

    public GridIndex Index { get; }

    public CityParts Parts => parts;

    /// <summary>Opens the city of a data folder that an import filled.</summary>
    public static ReferenceCity Open(string folder) => ReferenceStore.Open(folder);

    public ReferenceArea? Area(string id) => areaById.GetValueOrDefault(id);

    public ReferenceGrid? Grid(string id) => gridById.GetValueOrDefault(id);

    public ReferenceBuilding? Building(string id) => buildingById.GetValueOrDefault(id);

    /// <summary>By the tile feature id; numbers run from 1 without gaps.</summary>
    public ReferenceBuilding? Building(int number) =>
        number >= 1 && number <= Buildings.Length ? Buildings[number - 1] : null;

    public ReferenceAddress? Address(string id) => parts.Addresses.Find(id);

    public ImmutableArray<ReferenceAddress> AddressesOf(string buildingId) => parts.Addresses.Of(buildingId);

    /// <summary>The lowest area whose outline holds the place, else the city: for places outside every grid.</summary>
    public string LowestKnownArea(LngLat at)
    {
        foreach (var area in lowestFirst)
        {
            if (area.Outline!.Contains(at))
            {
                return area.Id;
            }
        }

        return Areas[0].Id;
    }

    /// <summary>The building whose footprint holds the place, else the nearest within 15 metres.</summary>
    public ReferenceBuilding? BuildingAt(LngLat at) => buildingIndex.At(at);
}
