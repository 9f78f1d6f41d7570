namespace Twin.Geo.Import.Reading;

/// <summary>One feature of a source as it was read; nothing judged yet.</summary>
/// <remarks>
/// Polygons: each with its rings as read, open or closed. Fault: why the geometry could not be read, else null.
/// </remarks>
internal sealed class Feature
{
    public string? Id { get; set; }

    public Dictionary<string, string> Properties { get; } = [];

    public List<List<List<LngLat>>> Polygons { get; set; } = [];

    public string? Fault { get; set; }

    /// <summary>The first of these properties that is filled.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Properties.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }
        }

        return null;
    }
}
