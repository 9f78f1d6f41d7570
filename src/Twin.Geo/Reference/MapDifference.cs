using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>What one import changes of the areas and grids of another, by id.</summary>
/// <remarks>An area may be recoded, moved and redrawn at once; then it stands in each list.</remarks>
public sealed record MapDifference(
    ImmutableArray<string> Added, ImmutableArray<string> Recoded, ImmutableArray<string> Moved,
    ImmutableArray<string> Redrawn, ImmutableArray<string> Closed)
{
    public bool IsNothing => Added.IsEmpty && Recoded.IsEmpty && Moved.IsEmpty && Redrawn.IsEmpty && Closed.IsEmpty;

    public static MapDifference Between(MapRows before, MapRows after)
    {
        var (old, now) = (Rows(before), Rows(after));
        ImmutableArray<string> Where(Func<Row, Row, bool> differs) =>
        [
            .. now.Values.Where(row => old.TryGetValue(row.Id, out var was) && differs(was, row)).Select(row => row.Id),
        ];
        return new MapDifference(
            [.. now.Keys.Where(id => !old.ContainsKey(id))],
            Where((was, row) => was.Code != row.Code || was.Name != row.Name),
            Where((was, row) => was.Parent != row.Parent),
            Where((was, row) => !IsSame(was.Outline, row.Outline)),
            [.. old.Keys.Where(id => !now.ContainsKey(id))]);
    }

    internal static bool IsSame(Outline? one, Outline? other) => one is null || other is null
        ? one is null && other is null
        : one.Flat.AsSpan().SequenceEqual(other.Flat.AsSpan())
            && one.RingEnds.AsSpan().SequenceEqual(other.RingEnds.AsSpan());

    private static Dictionary<string, Row> Rows(MapRows map) =>
        map.Areas.Select(area => new Row(area.Id, area.Code, area.Name, area.ParentId, area.Outline))
            .Concat(map.Grids.Select(grid => new Row(grid.Id, grid.Code, grid.Name, grid.ParentId, grid.Outline)))
            .ToDictionary(row => row.Id);

    private sealed record Row(string Id, string Code, string Name, string? Parent, Outline? Outline);
}
