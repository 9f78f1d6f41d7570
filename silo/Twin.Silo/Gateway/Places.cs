using Twin.City;
using Twin.Geo;
using Twin.Geo.Reference;
using Twin.Grains.Areas;

namespace Twin.Silo.Gateway;

/// <summary>Where things lie: homes, posts, buildings and sites, by the map as it is now.</summary>
internal sealed class Places(ReferenceCity city, CityTree tree)
{
    public HomeId Root => tree.Root;

    /// <summary>Also homes that are over: what happened there can be asked for.</summary>
    public bool Knows(string home) => tree.Knows(new HomeId(home));

    /// <summary>A home that is there now; null when it is over or never was.</summary>
    public HomeId? Live(string home) => tree.Book.Find(new HomeId(home)) is { IsLive: true } row ? row.Id : null;

    /// <summary>The areas that it lies in, nearest first; none for the city.</summary>
    public IEnumerable<HomeId> Above(HomeId home) => tree.Above(home);

    public bool IsGrid(HomeId home) => tree.IsGrid(home);

    public string? NameOf(string home) => tree.Book.Find(new HomeId(home))?.Name;

    public ReferencePost? Post(string id) => tree.Post(new PostId(id));

    public IEnumerable<ReferencePost> Posts => tree.Book.Posts;

    public ReferenceSite? Site(string id) => tree.Site(new KeySiteId(id));

    public ReferenceBuilding? Building(string id) => city.Building(id);

    /// <summary>The grid of the place; outside every grid the lowest known area.</summary>
    public HomeId HomeOf(LngLat at) => tree.Book.HomeOf(at);

    public BuildingId? BuildingAt(LngLat at) =>
        city.BuildingAt(at) is { } building ? new BuildingId(building.Id) : null;

    public HomeId HomeOf(ReferenceBuilding building) => tree.Book.HomeOf(building);

    public HomeId HomeOf(ReferenceSite site) => tree.Book.HomeOf(site);

    /// <summary>True when the second home is the first, its heir, or lies in one.</summary>
    public bool Covers(HomeId area, HomeId home) => tree.Covers(area, home);
}
