using System.Collections.Frozen;
using Twin.Contracts;
using Twin.Geo.Reference;

namespace Twin.Silo.Gateway;

/// <summary>Areas and grids as the wire has them; made once, they do not change.</summary>
internal sealed class AreaViews
{
    private readonly FrozenDictionary<string, AreaView> _byId;

    public AreaViews(ReferenceCity city)
    {
        var households = Households(city);
        All =
        [
            .. city.Areas.Select((area, at) => ViewOf.Area(area, at + 1, households[area.Id])),
            .. city.Grids.Select((grid, at) => ViewOf.Grid(grid, at + 1)),
        ];
        _byId = All.ToFrozenDictionary(area => area.Id, StringComparer.Ordinal);
    }

    /// <summary>Parents before their children, grids last.</summary>
    public AreaView[] All { get; }

    public AreaView? Find(string id) => _byId.GetValueOrDefault(id);

    private static Dictionary<string, int> Households(ReferenceCity city)
    {
        var sums = city.Areas.ToDictionary(area => area.Id, _ => 0, StringComparer.Ordinal);
        foreach (var grid in city.Grids)
        {
            for (var at = grid.ParentId; at is not null; at = city.Area(at)?.ParentId)
            {
                sums[at] += grid.Households;
            }
        }

        return sums;
    }
}
