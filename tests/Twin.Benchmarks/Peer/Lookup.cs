using System.Globalization;
using Npgsql;
using Twin.Geo;

namespace Twin.Benchmarks.Peer;

/// <summary>How the peer finds the grid of a place: PostGIS where the server has it, else its own types.</summary>
/// <remarks>
/// The own types do as PostGIS does: an index over boxes, then the exact test of the one or two that are left. GiST has
/// no <c>polygon @&gt; point</c>, so without the boxes each look would walk through all grids.
/// </remarks>
internal sealed record Lookup(string Name, string Prepare, string Type, string Indexed, string Holds)
{
    private static readonly Lookup PostGis = new(
        "ST_Contains",
        "CREATE EXTENSION IF NOT EXISTS postgis;",
        "geometry(Polygon,4326)",
        "outline",
        "ST_Contains(outline, ST_SetSRID(ST_MakePoint({0}, {1}), 4326))");

    private static readonly Lookup OwnTypes = new(
        "polygon @> point",
        "",
        "polygon",
        "box(outline)",
        "box(outline) @> box(point({0}, {1}), point({0}, {1})) AND outline @> point({0}, {1})");

    public static async Task<Lookup> Of(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var ask = source.CreateCommand(
            "SELECT EXISTS(SELECT FROM pg_available_extensions WHERE name = 'postgis')");
        return (bool)(await ask.ExecuteScalarAsync(cancel))! ? PostGis : OwnTypes;
    }

    /// <summary>The one grid that holds a place given by these two expressions.</summary>
    public string Find(string lng, string lat) =>
        "SELECT id, community_id FROM grid WHERE "
        + string.Format(CultureInfo.InvariantCulture, Holds, lng, lat) + " LIMIT 1";

    /// <summary>An outline as the server reads it from text.</summary>
    public string Text(Outline outline) => this == PostGis
        ? $"SRID=4326;POLYGON(({Points(outline, ' ', ",")}))"
        : $"(({Points(outline, ',', "),(")}))";

    private static string Points(Outline outline, char between, string next) => string.Join(
        next, outline.RingPoints(0).Select(at => string.Create(
            CultureInfo.InvariantCulture, $"{at.Lng:R}{between}{at.Lat:R}")));
}
