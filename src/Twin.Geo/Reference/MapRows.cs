using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>The areas and grids of one import.</summary>
public sealed record MapRows(ImmutableArray<ReferenceArea> Areas, ImmutableArray<ReferenceGrid> Grids)
{
    /// <summary>Reads the two sets by their hashes; sets of earlier imports stay in the folder.</summary>
    public static MapRows Open(string folder, string areasHash, string gridsHash)
    {
        var json = CanonicalForm.Json;
        return new MapRows(
            [.. RowReader.Read(folder, SetOf(CanonicalForm.Areas, areasHash), json.AreaRow, ItemOf.Area)],
            [.. RowReader.Read(folder, SetOf(CanonicalForm.Grids, gridsHash), json.GridRow, ItemOf.Grid)]);
    }

    /// <summary>The seats of one import.</summary>
    public static ImmutableArray<ReferencePost> Posts(string folder, string hash) =>
        [.. RowReader.Read(folder, SetOf(CanonicalForm.Posts, hash), CanonicalForm.Json.PostRow, ItemOf.Post)];

    public static MapRows Of(CityParts parts) => new(parts.Areas, parts.Grids);

    // The name is the hash of the content, so the number of rows need not be known.
    private static ImportSet SetOf(string kind, string hash) => new(kind, hash, RowReader.AnyCount, 0, 0, 0, 0);
}
