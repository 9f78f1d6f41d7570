namespace Twin.Geo.Reference;

/// <summary>One standard address, one door: a household may live there.</summary>
/// <remarks>
/// House: House number as written, such as 12 or 12-1.
/// Entrance: Stairwell from 1; 0 when the source does not say.
/// Floor: From 1; 0 when the source does not say.
/// </remarks>
public sealed record ReferenceAddress(
    string Id,
    string BuildingId,
    string Road,
    string House,
    int Entrance,
    int Floor,
    string Room);
