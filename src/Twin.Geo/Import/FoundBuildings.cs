using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>The imported buildings, to be found by id and by place.</summary>
internal sealed class FoundBuildings(ImmutableArray<ReferenceBuilding> buildings)
{
    private readonly BuildingIndex index = new(buildings);
    private readonly Dictionary<string, ReferenceBuilding> byId = buildings.ToDictionary(building => building.Id);

    public ReferenceBuilding? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    public ReferenceBuilding? At(LngLat at) => index.At(at);
}
