using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.Geo.Import.Areas;

/// <summary>Keeps the ids of an earlier import: an area with a new code is still the same area.</summary>
/// <remarks>
/// An id of the source that is gone and one that is new are the same area when they have the same outline, else the
/// same name under the same parent. An id that an earlier import used for something else is not used again.
/// </remarks>
internal static class KnownAreas
{
    public static ImmutableArray<ReferenceArea> Keep(
        MapRows? before, ImmutableArray<ReferenceArea> areas, IReadOnlySet<string> used)
    {
        if (before is null)
        {
            return areas;
        }

        var now = areas.Select(area => area.Id).ToHashSet();
        var old = before.Areas.Select(area => area.Id).ToHashSet();
        var gone = before.Areas.Where(area => !now.Contains(area.Id)).ToList();
        var ids = new Dictionary<string, string>();
        foreach (var area in areas.Where(area => !old.Contains(area.Id)))
        {
            var parent = area.ParentId is { } above ? ids.GetValueOrDefault(above, above) : null;
            var same = gone.Find(one => one.Level == area.Level && area.Outline is not null
                    && MapDifference.IsSame(one.Outline, area.Outline))
                ?? gone.Find(one => one.Level == area.Level && one.Name == area.Name && one.ParentId == parent);
            ids[area.Id] = same?.Id ?? Unused(area.Id, used);
            if (same is not null)
            {
                gone.Remove(same);
            }
        }

        return [.. areas.Select(area => area with
        {
            Id = ids.GetValueOrDefault(area.Id, area.Id),
            ParentId = area.ParentId is { } above ? ids.GetValueOrDefault(above, above) : null,
        })];
    }

    /// <summary>A grid that comes back after an import without it is a new one: its old id is over for good.</summary>
    /// <remarks>The same outline tells that it is the one that the last import had under another id.</remarks>
    public static List<ReferenceGrid> Keep(MapRows? before, List<ReferenceGrid> grids, IReadOnlySet<string> used)
    {
        if (before is null)
        {
            return grids;
        }

        var now = grids.Select(grid => grid.Id).ToHashSet();
        var old = before.Grids.Select(grid => grid.Id).ToHashSet();
        var gone = before.Grids.Where(grid => !now.Contains(grid.Id)).ToList();
        string IdOf(ReferenceGrid grid)
        {
            if (old.Contains(grid.Id) || !used.Contains(grid.Id))
            {
                return grid.Id;
            }

            var same = gone.Find(one => MapDifference.IsSame(one.Outline, grid.Outline));
            return same is not null && gone.Remove(same) ? same.Id : Unused(grid.Id, used);
        }

        return grids.ConvertAll(grid => grid with { Id = IdOf(grid) });
    }

    private static string Unused(string id, IReadOnlySet<string> used)
    {
        var free = id;
        for (var number = 2; used.Contains(free); number++)
        {
            free = $"{id}.{number}";
        }

        return free;
    }
}
