using System.Collections.Immutable;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <summary>What an area or grid is now, and how it came and went.</summary>
/// <param name="Level">Null for a grid.</param>
/// <param name="Households">Of a grid, as counted when its id was drawn: heat is per 100 of them, for good.</param>
/// <param name="From">Null when it stood from the first import on.</param>
/// <param name="Until">Set when it is over; it keeps its past and its place in the sums.</param>
/// <param name="Heirs">Who took its place: the parts of a split, the one of a merge, the heir of a closing.</param>
/// <param name="EndedAt">Position of the fact that ended it; 0 while it lives.</param>
/// <param name="Redrawn">Its outline has changed under the same id.</param>
public sealed record AreaRow(
    HomeId Id, AreaLevel? Level, string Code, string Name, HomeId? Parent, LngLat Centre, Outline? Outline,
    int Households, string Kind, bool Low, bool Drawn, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    ImmutableArray<HomeId> Heirs = default, long EndedAt = 0, bool Redrawn = false)
{
    public bool IsGrid => Level is null;

    public bool IsLive => Until is null;

    internal static AreaRow Of(ReferenceArea area) => new(
        new HomeId(area.Id), area.Level, area.Code, area.Name,
        area.ParentId is { } parent ? new HomeId(parent) : null, area.Centre, area.Outline, 0, "", false, area.Drawn);

    internal static AreaRow Of(ReferenceGrid grid) => new(
        new HomeId(grid.Id), null, grid.Code, grid.Name, new HomeId(grid.ParentId), grid.Centre, grid.Outline,
        grid.Households, grid.Kind, grid.Low, grid.Drawn);
}
