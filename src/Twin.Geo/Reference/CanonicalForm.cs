using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Twin.Geo.Reference;

/// <summary>The one way to write reference rows as lines of JSON; hashes are taken over it.</summary>
internal static class CanonicalForm
{
    public const string Areas = "areas";
    public const string Grids = "grids";
    public const string Buildings = "buildings";
    public const string Addresses = "addresses";
    public const string Sites = "sites";
    public const string Posts = "posts";
    public const string Ground = "ground";

    public static readonly string[] Kinds = [Areas, Grids, Buildings, Addresses, Sites, Posts, Ground];

    // The relaxed encoder leaves Chinese text readable and a third shorter.
    public static readonly RowJson Json = new(new JsonSerializerOptions(RowJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes all rows of one kind, each followed by a line feed.</summary>
    public static void Write(CityParts parts, string kind, Stream stream)
    {
        using var lines = new RowWriter(stream);
        switch (kind)
        {
            case Areas: lines.Each(parts.Areas, RowOf, Json.AreaRow); break;
            case Grids: lines.Each(parts.Grids, RowOf, Json.GridRow); break;
            case Buildings: lines.Each(parts.Buildings, RowOf, Json.BuildingRow); break;
            case Addresses: lines.Each(parts.Addresses.All(), RowOf, Json.AddressRow); break;
            case Sites: lines.Each(parts.Sites, RowOf, Json.SiteRow); break;
            case Posts: lines.Each(parts.Posts, RowOf, Json.PostRow); break;
            case Ground: lines.Each(parts.Ground, RowOf, Json.GroundRow); break;
            default: throw new ArgumentException($"Found kind '{kind}'; expected one of {string.Join(", ", Kinds)}.");
        }
    }

    public static int CountOf(CityParts parts, string kind) => kind switch
    {
        Areas => parts.Areas.Length,
        Grids => parts.Grids.Length,
        Buildings => parts.Buildings.Length,
        Addresses => parts.Addresses.Count,
        Sites => parts.Sites.Length,
        Posts => parts.Posts.Length,
        Ground => parts.Ground.Length,
        _ => throw new ArgumentException($"Found kind '{kind}'; expected one of {string.Join(", ", Kinds)}."),
    };

    public static string HashOf(CityParts parts, string kind)
    {
        using var sha = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
        {
            Write(parts, kind, stream);
        }

        return Convert.ToHexStringLower(sha.Hash!);
    }

    /// <summary>Hash of a whole city: over its name, zone, mark and the hashes of its sets.</summary>
    public static string HashOf(CityParts parts) =>
        HashOf(parts.Name, parts.Zone, parts.Demo, Kinds.Select(kind => (kind, HashOf(parts, kind))));

    public static string HashOf(string name, string zone, bool demo, IEnumerable<(string Kind, string Hash)> sets)
    {
        var text = new StringBuilder($"twin-reference 1\n{name}\n{zone}\n{(demo ? "demo" : "real")}\n");
        foreach (var (kind, hash) in sets.OrderBy(set => set.Kind, StringComparer.Ordinal))
        {
            text.Append(kind).Append(' ').Append(hash).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static AreaRow RowOf(ReferenceArea area) => new(
        area.Id, area.Code, area.Level.ToString(), area.Name, area.ParentId, Quantum.Pair(area.Centre),
        area.Outline is null ? null : Quantum.Rings(area.Outline), area.Drawn);

    private static GridRow RowOf(ReferenceGrid grid) => new(
        grid.Id, grid.Code, grid.Name, grid.Kind, grid.ParentId, Quantum.Pair(grid.Centre),
        Quantum.Rings(grid.Outline), grid.Households, grid.Drawn, grid.Low);

    private static BuildingRow RowOf(ReferenceBuilding building) => new(
        building.Id, building.Name, building.Kind, building.HeightMetres, building.Floors,
        Quantum.Pair(building.Centre), Quantum.Rings(building.Footprint), building.GridId);

    private static AddressRow RowOf(ReferenceAddress address) => new(
        address.Id, address.BuildingId, address.Road, address.House, address.Entrance, address.Floor, address.Room);

    private static SiteRow RowOf(ReferenceSite site) =>
        new(site.Id, site.Type, site.Name, Quantum.Pair(site.At), site.GridId, site.Capacity);

    private static PostRow RowOf(ReferencePost post) => new(post.Id, post.Name, post.AreaId, post.Kind);

    private static GroundRow RowOf(GroundFeature feature) => new(
        feature.Kind, feature.Class, feature.Name, [.. feature.Paths.Select(Quantum.Deltas)]);
}
