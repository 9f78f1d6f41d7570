namespace Twin.Geo.Reference;

/// <summary>A key site: school, market, underpass, pump station …</summary>
/// <param name="Capacity">Persons that it is made for; null when the source does not say.</param>
public sealed record ReferenceSite(
    string Id, string Type, string Name, LngLat At, string? GridId, int? Capacity = null);

/// <summary>A duty seat of a grid or an area.</summary>
/// <remarks>
/// Id: Every grid has at least "{gridId}-1".
/// AreaId: The grid or area it answers for.
/// </remarks>
public sealed record ReferencePost(string Id, string Name, string AreaId, string Kind);
