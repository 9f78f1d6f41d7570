using System.Collections.Frozen;
using Twin.City;
using Twin.Geo;
using Twin.Geo.Reference;
using Twin.Grains.Areas;

namespace Twin.Silo.Gateway;

/// <summary>Where things lie: homes, posts, buildings and sites of the reference city.</summary>
internal sealed class Places
{
    private readonly ReferenceCity _city;
    private readonly CityTree _tree;
    private readonly FrozenDictionary<string, ReferencePost> _posts;
    private readonly FrozenDictionary<string, ReferenceSite> _sites;
    private readonly FrozenDictionary<string, string> _names;

    public Places(ReferenceCity city, CityTree tree)
    {
        (_city, _tree) = (city, tree);
        _posts = city.Posts.ToFrozenDictionary(post => post.Id, StringComparer.Ordinal);
        _sites = city.Sites.ToFrozenDictionary(site => site.Id, StringComparer.Ordinal);
        _names = city.Areas.Select(area => (area.Id, area.Name))
            .Concat(city.Grids.Select(grid => (grid.Id, grid.Name)))
            .ToFrozenDictionary(place => place.Id, place => place.Name, StringComparer.Ordinal);
    }

    public HomeId Root => _tree.Root;

    public bool Knows(string home) => _names.ContainsKey(home);

    public string? NameOf(string home) => _names.GetValueOrDefault(home);

    public ReferencePost? Post(string id) => _posts.GetValueOrDefault(id);

    public ReferenceSite? Site(string id) => _sites.GetValueOrDefault(id);

    public ReferenceBuilding? Building(string id) => _city.Building(id);

    /// <summary>The grid of the place; outside every grid the lowest known area.</summary>
    public HomeId HomeOf(LngLat at) => new(_city.Index.Find(at) ?? _city.LowestKnownArea(at));

    public BuildingId? BuildingAt(LngLat at) =>
        _city.BuildingAt(at) is { } building ? new BuildingId(building.Id) : null;

    public HomeId HomeOf(ReferenceBuilding building) =>
        building.GridId is { } grid ? new HomeId(grid) : HomeOf(building.Centre);

    public HomeId HomeOf(ReferenceSite site) => site.GridId is { } grid ? new HomeId(grid) : HomeOf(site.At);

    /// <summary>True when the second home is the first or lies in it.</summary>
    public bool Covers(HomeId area, HomeId home)
    {
        for (HomeId? at = home; at is { } here; at = _tree.ParentOf(here))
        {
            if (here == area)
            {
                return true;
            }
        }

        return false;
    }
}
