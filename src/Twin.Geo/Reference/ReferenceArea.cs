namespace Twin.Geo.Reference;

/// <summary>How high an area stands; a city may lack levels.</summary>
public enum AreaLevel
{
    /// <summary>Only where the official tree of a whole province is looked at; a deployment serves one city.</summary>
    Province = -1,

    City = 0,
    District,
    Street,
    Community,
}

/// <summary>A region above the grids, as an import or the demo city gives it.</summary>
/// <remarks>
/// Id: Opaque, stable and never reused.
/// Code: Official code of 4, 6, 9 or 12 digits; empty when the source has none.
/// Drawn: Drawn by us for want of a source: never official.
/// </remarks>
public sealed record ReferenceArea(
    string Id,
    string Code,
    AreaLevel Level,
    string Name,
    string? ParentId,
    LngLat Centre,
    Outline? Outline,
    bool Drawn);
