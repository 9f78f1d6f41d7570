using Twin.Benchmarks.Ground;
using Twin.City;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.Benchmarks.Peer;

/// <summary>One square degree of 10,000 grids in 100 communities: the same ground for both designs.</summary>
internal sealed class BenchTown
{
    private const int GridsPerSide = 100;
    private const int GridsPerCommunitySide = 10;

    private readonly Tiling _tiling = new(GridsPerSide, GridsPerSide, seed: 42);

    public static HomeId Root { get; } = new("city");

    public IReadOnlyList<Outline> Grids => _tiling.Outlines;

    public static int CommunityOf(int grid) =>
        (grid / GridsPerSide / GridsPerCommunitySide * (GridsPerSide / GridsPerCommunitySide))
        + (grid % GridsPerSide / GridsPerCommunitySide);

    /// <summary>A place off the rim of the square, where it is not sure that a grid holds it.</summary>
    public static LngLat Anywhere(Random chance) =>
        new(116.0005 + (chance.NextDouble() * 0.999), 39.0005 + (chance.NextDouble() * 0.999));

    public ReferenceCity City()
    {
        var centre = new LngLat(116.5, 39.5);
        var communities = _tiling.Outlines.Select((_, grid) => CommunityOf(grid)).Distinct().Order();
        return new ReferenceCity(new CityParts
        {
            Name = "bench",
            Zone = "UTC",
            Areas =
            [
                new ReferenceArea(Root.Value, "1101", AreaLevel.City, "City", null, centre, null, Drawn: false),
                .. communities.Select(number => new ReferenceArea(
                    Community(number), "", AreaLevel.Community, Community(number), Root.Value, centre, null,
                    Drawn: false)),
            ],
            Grids =
            [
                .. _tiling.Outlines.Select((outline, number) => new ReferenceGrid(
                    $"grid-{number}", "", $"grid-{number}", "Residential", Community(CommunityOf(number)),
                    outline.Bounds.Centre, outline, 200, Drawn: false, Low: false)),
            ],
        });
    }

    private static string Community(int number) => $"community-{number}";
}
