namespace Twin.Geo.Reference;

/// <summary>The smallest patch, for which posts answer.</summary>
/// <remarks>
/// Code: 15 digits; empty when the source has none.
/// Kind: What the patch mostly is, in one word: Residential, Commercial, Industrial, Rural, Park …
/// Drawn: Drawn by us for want of a source: never official.
/// Low: Low ground by the river, first to flood.
/// </remarks>
public sealed record ReferenceGrid(
    string Id,
    string Code,
    string Name,
    string Kind,
    string ParentId,
    LngLat Centre,
    Outline Outline,
    int Households,
    bool Drawn,
    bool Low);
