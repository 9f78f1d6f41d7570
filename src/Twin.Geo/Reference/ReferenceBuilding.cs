namespace Twin.Geo.Reference;

/// <summary>A building: footprint and height for the 2.5D map.</summary>
/// <remarks>
/// Number: Our own positive integer, the feature id in tiles; source ids may be negative or doubled.
/// GridId: The grid that holds the centre; null outside every grid.
/// </remarks>
public sealed record ReferenceBuilding(
    int Number,
    string Id,
    string? Name,
    string Kind,
    double HeightMetres,
    int Floors,
    LngLat Centre,
    Outline Footprint,
    string? GridId);
