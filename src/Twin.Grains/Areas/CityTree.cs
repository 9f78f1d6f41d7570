using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.Geo.Reference;
using Twin.Grains.Grids;

namespace Twin.Grains.Areas;

/// <summary>Who stands under whom: areas, grids and duty seats, from the reference city. Never changes.</summary>
public sealed class CityTree
{
    private const int DistrictDigits = 6;
    private const string CodeUnknown = "000000";

    private readonly FrozenDictionary<HomeId, Place> _places;
    private readonly FrozenDictionary<PostId, ReferencePost> _posts;
    private readonly FrozenDictionary<KeySiteId, ReferenceSite> _sites;

    public CityTree(ReferenceCity city)
    {
        var children = city.Areas.Select(area => (Id: area.Id, Parent: area.ParentId))
            .Concat(city.Grids.Select(grid => (Id: grid.Id, Parent: (string?)grid.ParentId)))
            .Where(child => child.Parent is not null)
            .ToLookup(child => child.Parent!, child => new HomeId(child.Id));
        var seats = city.Posts.ToLookup(post => post.AreaId, post => new PostId(post.Id));
        Place PlaceOf(string id, string? parent, string code, ReferenceGrid? grid) => new(
            parent is null ? null : new HomeId(parent), code, grid, [.. children[id]], [.. seats[id]]);
        _places = city.Areas.Select(area => (area.Id, Place: PlaceOf(area.Id, area.ParentId, area.Code, grid: null)))
            .Concat(city.Grids.Select(grid => (grid.Id, Place: PlaceOf(grid.Id, grid.ParentId, grid.Code, grid))))
            .ToFrozenDictionary(entry => new HomeId(entry.Id), entry => entry.Place);
        _sites = city.Sites.ToFrozenDictionary(site => new KeySiteId(site.Id));
        _posts = city.Posts.ToFrozenDictionary(post => new PostId(post.Id));
        Root = new HomeId(city.Areas[0].Id);
    }

    /// <summary>The whole city.</summary>
    public HomeId Root { get; }

    public bool Knows(HomeId home) => _places.ContainsKey(home);

    public bool IsGrid(HomeId home) => _places.TryGetValue(home, out var place) && place.Grid is not null;

    /// <summary>Null for the city, and for a home that is not known.</summary>
    public HomeId? ParentOf(HomeId home) => _places.GetValueOrDefault(home)?.Parent;

    public ImmutableArray<HomeId> ChildrenOf(HomeId home) => _places.GetValueOrDefault(home)?.Children ?? [];

    /// <summary>The area that holds the clocks of a home's cases: a grid's parent, or the area itself.</summary>
    public HomeId ClockOf(HomeId home) => IsGrid(home) ? ParentOf(home)!.Value : home;

    /// <summary>The homes whose clocks an area holds: itself and its grids.</summary>
    public ImmutableArray<HomeId> HomesOfClock(HomeId area) => [area, .. ChildrenOf(area).Where(IsGrid)];

    /// <summary>Households of a grid; 0 where a source gives none, and for an area.</summary>
    /// <remarks>The own cases of an area are those whose grid is not known.</remarks>
    public int HouseholdsOf(HomeId home) => _places.GetValueOrDefault(home)?.Grid?.Households ?? 0;

    /// <summary>True when <paramref name="inner"/> is <paramref name="outer"/> or lies in it.</summary>
    public bool Covers(HomeId outer, HomeId inner)
    {
        HomeId? at = inner;
        while (at is { } home && home != outer)
        {
            at = ParentOf(home);
        }

        return at is not null;
    }

    /// <summary>The six digits of the district, for case numbers; of the nearest area that has a code.</summary>
    public string DistrictCodeOf(HomeId home)
    {
        for (HomeId? at = home; at is { } here; at = ParentOf(here))
        {
            if (_places.GetValueOrDefault(here)?.Code is { Length: >= DistrictDigits } code)
            {
                return code[..DistrictDigits];
            }
        }

        return CodeUnknown;
    }

    /// <summary>Duty seats directly under the home.</summary>
    public ImmutableArray<PostId> PostsOf(HomeId home) => _places.GetValueOrDefault(home)?.Posts ?? [];

    public ReferencePost? Post(PostId post) => _posts.GetValueOrDefault(post);

    public ReferenceSite? Site(KeySiteId site) => _sites.GetValueOrDefault(site);

    /// <summary>The grain of a home, whichever class it is.</summary>
    public IWatched Watched(IGrainFactory grains, HomeId home) => IsGrid(home)
        ? grains.GetGrain<IGridGrain>(home.Value)
        : grains.GetGrain<IAreaGrain>(home.Value);

    private sealed record Place(
        HomeId? Parent, string Code, ReferenceGrid? Grid, ImmutableArray<HomeId> Children,
        ImmutableArray<PostId> Posts);
}
