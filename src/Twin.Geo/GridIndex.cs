using System.Collections.Immutable;

namespace Twin.Geo;

/// <summary>Finds the one grid that holds a place, without allocating.</summary>
/// <remarks>
/// A uniform index of cells over the bounds, then a ray cast over the flat rings of the few grids that meet the cell.
/// Edges are half-open, so a place on a shared edge or corner falls in exactly one grid; where outlines of a source
/// overlap, the grid that comes first in the list wins.
/// </remarks>
public sealed class GridIndex
{
    // Four cells per grid keep the candidates of a cell near two; more cells only cost memory.
    private const double CellsPerGrid = 4;

    private readonly ImmutableArray<string> ids;
    private readonly FlatOutlines outlines;
    private readonly CellIndex cells;

    public GridIndex(IEnumerable<(string Id, Outline Outline)> grids)
    {
        var all = grids.ToArray();
        ids = [.. all.Select(grid => grid.Id)];
        outlines = new FlatOutlines([.. all.Select(grid => grid.Outline)]);
        cells = new CellIndex([.. all.Select(grid => grid.Outline.Bounds)], CellsPerGrid);
    }

    public int Count => ids.Length;

    /// <summary>The id of the grid that holds the place, or null outside every grid.</summary>
    public string? Find(LngLat at)
    {
        var found = FindIndex(at.Lng, at.Lat);
        return found < 0 ? null : ids[found];
    }

    /// <summary>The number of the grid in the order given, or -1.</summary>
    public int FindIndex(double lng, double lat)
    {
        foreach (var grid in cells.Near(lng, lat))
        {
            if (outlines.Contains(grid, lng, lat))
            {
                return grid;
            }
        }

        return -1;
    }
}
