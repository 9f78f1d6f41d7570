using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>What lies under the buildings: water, green, roads, blocks, land.</summary>
/// <remarks>
/// Kind: Water, Green, Road, Block or Land.
/// Class: Of a road minor, major or arterial; of others river, lake, park, bank, residential …
/// Paths: Of a road one line; of the others one polygon, exterior ring first, rings closed.
/// </remarks>
public sealed record GroundFeature(
    string Kind,
    string Class,
    string? Name,
    ImmutableArray<ImmutableArray<LngLat>> Paths)
{
    public const string Water = "Water";
    public const string Green = "Green";
    public const string Road = "Road";
    public const string Block = "Block";
    public const string Land = "Land";

    public bool IsLine => Kind == Road;
}
