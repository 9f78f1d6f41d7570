using Twin.Contracts;
using Twin.Geo;
using Twin.Grains.Areas;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>Each command of the map once, in an order in which all of them are lawful.</summary>
internal static class MapErrands
{
    private static readonly LngLat Middle = TinyCity.Within(0);

    public static Errand[] All { get; } =
    [
        Change(TinyCity.WestGrid, "split", new AreaCommandRequest(
            Line: [[Middle.Lng, Middle.Lat], [Middle.Lng, Middle.Lat + 0.01]],
            Parts: [new AreaPartRequest("甲"), new AreaPartRequest("乙")])),
        Change("g-2", "recode", new AreaCommandRequest(Name: "新名")),
        Change("g-2", "move", new AreaCommandRequest(Parent: TinyCity.EastCommunity)),
        Change("g-2", "redraw", new AreaCommandRequest(Outline: [[Square(1)]])),
        Change(TinyCity.Root, "draw", new AreaCommandRequest(Name: "新社区", Level: "Community")),
        Change(TinyCity.WestCommunity, "merge", new AreaCommandRequest(
            Name: "合并社区", Areas: [TinyCity.EastCommunity])),
        Change("g-2", "close", new AreaCommandRequest()),
    ];

    private static Errand Change(string area, string command, AreaCommandRequest body)
    {
        var id = $"map-{command}";
        return new Errand(
            $"POST /api/v1/areas/{{id}}/{{areaCommand}} {command}", CityTree.Stream, id,
            (play, connection) => Play.Tell(
                play.Of(Play.By("Planner"), connection), $"areas/{area}/{command}", body with { CommandId = id }));
    }

    /// <summary>A little smaller than the grid is.</summary>
    private static double[][] Square(int grid)
    {
        var at = TinyCity.Within(grid);
        const double Half = 0.001;
        return
        [
            [at.Lng - Half, at.Lat - Half], [at.Lng + Half, at.Lat - Half], [at.Lng + Half, at.Lat + Half],
            [at.Lng - Half, at.Lat + Half], [at.Lng - Half, at.Lat - Half],
        ];
    }
}
