using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <summary>The map as the first import gave it; shared by all books that grew from it.</summary>
internal sealed class AreaStart
{
    private readonly Lazy<ILookup<HomeId, ReferenceBuilding>> _buildings;

    public AreaStart(ReferenceCity city)
    {
        City = city;
        Rows = city.Areas.Select(AreaRow.Of).Concat(city.Grids.Select(AreaRow.Of)).ToFrozenDictionary(row => row.Id);
        All = [.. city.Areas.Select(area => new HomeId(area.Id)), .. city.Grids.Select(grid => new HomeId(grid.Id))];
        Children = All.Where(id => Rows[id].Parent is not null).GroupBy(id => Rows[id].Parent!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
        Posts = city.Posts.ToFrozenDictionary(post => new PostId(post.Id));
        Seats = city.Posts.GroupBy(post => new HomeId(post.AreaId)).ToFrozenDictionary(
            group => group.Key, group => group.Select(post => new PostId(post.Id)).ToImmutableArray());
        Sites = city.Sites.ToFrozenDictionary(site => new KeySiteId(site.Id));
        Grounds = city.Grids.Select((grid, at) => (Id: new HomeId(grid.Id), at))
            .ToFrozenDictionary(pair => pair.Id, pair => pair.at);
        LowestFirst = [.. city.Areas.Where(area => area.Outline is not null).OrderByDescending(area => area.Level)
            .Select(area => new HomeId(area.Id))];
        _buildings = new(() => city.Buildings.Where(building => building.GridId is not null)
            .ToLookup(building => new HomeId(building.GridId!)));
    }

    public ReferenceCity City { get; }

    public FrozenDictionary<HomeId, AreaRow> Rows { get; }

    /// <summary>Areas, parents first, then grids.</summary>
    public ImmutableArray<HomeId> All { get; }

    public FrozenDictionary<HomeId, ImmutableArray<HomeId>> Children { get; }

    public FrozenDictionary<PostId, ReferencePost> Posts { get; }

    public FrozenDictionary<HomeId, ImmutableArray<PostId>> Seats { get; }

    public FrozenDictionary<KeySiteId, ReferenceSite> Sites { get; }

    /// <summary>Place of a grid in the index: the patch of ground that it held at first.</summary>
    public FrozenDictionary<HomeId, int> Grounds { get; }

    /// <summary>Areas with an outline, the lowest level first.</summary>
    public ImmutableArray<HomeId> LowestFirst { get; }

    public IEnumerable<ReferenceBuilding> BuildingsIn(HomeId grid) => _buildings.Value[grid];
}
