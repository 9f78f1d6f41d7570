namespace Twin.Geo.Import;

/// <summary>The names of the sets that an import reads.</summary>
internal static class CanonicalSets
{
    public const string Areas = "areas";
    public const string Grids = "grids";
    public const string Buildings = "buildings";
    public const string Addresses = "addresses";
}
