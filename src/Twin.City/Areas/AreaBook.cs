using System.Collections.Immutable;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <summary>The map of all areas and grids, past and present: a fold of the area facts over the first import.</summary>
/// <remarks>
/// Never changes: <see cref="After"/> gives the next one. Areas that are over stay in it, under their last parent, so
/// that sums keep what happened there. The first import is shared; only what facts changed is held anew.
/// </remarks>
public sealed partial record AreaBook
{
    private readonly AreaStart _start;

    private AreaBook(AreaStart first) => _start = first;

    private ImmutableDictionary<HomeId, AreaRow> Changed { get; init; } = ImmutableDictionary<HomeId, AreaRow>.Empty;

    private ImmutableDictionary<HomeId, ImmutableArray<HomeId>> Below { get; init; } =
        ImmutableDictionary<HomeId, ImmutableArray<HomeId>>.Empty;

    private ImmutableDictionary<PostId, ReferencePost> MovedPosts { get; init; } =
        ImmutableDictionary<PostId, ReferencePost>.Empty;

    private ImmutableDictionary<HomeId, ImmutableArray<PostId>> MovedSeats { get; init; } =
        ImmutableDictionary<HomeId, ImmutableArray<PostId>>.Empty;

    private ImmutableDictionary<BuildingId, HomeId> MovedBuildings { get; init; } =
        ImmutableDictionary<BuildingId, HomeId>.Empty;

    /// <summary>Areas and grids that facts added, in their order.</summary>
    private ImmutableArray<HomeId> Added { get; init; } = [];

    /// <summary>Number of facts folded in; 0 = as the first import gave it.</summary>
    public long Version { get; private init; }

    /// <summary>Log position of the last of them.</summary>
    public long Position { get; private init; }

    /// <summary>Hashes of the import sets whose changes are in the map; null = those of the first import.</summary>
    public (string Areas, string Grids)? Imported { get; private init; }

    /// <summary>The rows of the first import, with all that facts do not change.</summary>
    public ReferenceCity City => _start.City;

    public HomeId Root => _start.All[0];

    /// <summary>All ids there ever were: the first import's in its order, then as facts added them.</summary>
    public IEnumerable<HomeId> All => _start.All.Concat(Added);

    public int Count => _start.All.Length + Added.Length;

    /// <summary>The map before all facts.</summary>
    public AreaBook First => new(_start);

    public static AreaBook Of(ReferenceCity city) => new(new AreaStart(city));

    public AreaRow? Find(HomeId id) =>
        Changed.TryGetValue(id, out var changed) ? changed : _start.Rows.GetValueOrDefault(id);

    public AreaRow this[HomeId id] => Find(id) ?? throw new InvalidOperationException(
        $"Found area '{id}'; expected one of the {Count} of this map. Is the log the city's own?");

    /// <summary>Direct children, also those that are over.</summary>
    public ImmutableArray<HomeId> ChildrenOf(HomeId id) => Below.TryGetValue(id, out var changed)
        ? changed
        : _start.Children.TryGetValue(id, out var first) ? first : [];

    public IEnumerable<AreaRow> LiveChildrenOf(HomeId id) => ChildrenOf(id).Select(Row).Where(row => row.IsLive);

    /// <summary>A case lies in a grid: the first one of an area stands for it; null where there is none.</summary>
    public HomeId? FirstGridIn(HomeId area) => Find(area) is { IsGrid: true }
        ? area
        : LiveChildrenOf(area).Select(row => FirstGridIn(row.Id)).FirstOrDefault(found => found is not null);

    /// <summary>Duty seats directly under a home.</summary>
    public ImmutableArray<PostId> SeatsOf(HomeId id) => MovedSeats.TryGetValue(id, out var changed)
        ? changed
        : _start.Seats.TryGetValue(id, out var first) ? first : [];

    public ReferencePost? Post(PostId id) =>
        MovedPosts.TryGetValue(id, out var changed) ? changed : _start.Posts.GetValueOrDefault(id);

    public ReferenceSite? Site(KeySiteId id) => _start.Sites.GetValueOrDefault(id);

    /// <summary>All seats, those of the first import first.</summary>
    public IEnumerable<ReferencePost> Posts => City.Posts.Select(post => Post(new PostId(post.Id))!)
        .Concat(MovedPosts.Values.Where(post => !_start.Posts.ContainsKey(new PostId(post.Id)))
            .OrderBy(post => post.Id, StringComparer.Ordinal));

    /// <summary>The home of a building: its grid, else the lowest known area.</summary>
    public HomeId HomeOf(ReferenceBuilding building) =>
        MovedBuildings.TryGetValue(new BuildingId(building.Id), out var moved) ? LiveHome(moved, building.Centre)
        : building.GridId is { } grid ? LiveHome(new HomeId(grid), building.Centre)
        : HomeOf(building.Centre);

    public HomeId HomeOf(ReferenceSite site) =>
        site.GridId is { } grid ? LiveHome(new HomeId(grid), site.At) : HomeOf(site.At);

    /// <summary>Buildings whose doors lie in a grid now.</summary>
    public IEnumerable<ReferenceBuilding> BuildingsIn(HomeId grid) => _start.BuildingsIn(grid)
        .Where(building => !MovedBuildings.ContainsKey(new BuildingId(building.Id)))
        .Concat(MovedBuildings.Where(moved => moved.Value == grid)
            .Select(moved => City.Building(moved.Key.Value)!)
            .OrderBy(building => building.Number));

    /// <summary>True when <paramref name="inner"/> is <paramref name="outer"/>, its heir, or lies in one.</summary>
    /// <remarks>A role that was bound to a grid before its split is bound to all parts.</remarks>
    public bool Covers(HomeId outer, HomeId inner)
    {
        for (HomeId? at = inner; at is { } home; at = Find(home)?.Parent)
        {
            if (home == outer)
            {
                return true;
            }
        }

        return Find(outer) is { IsLive: false, Heirs: { IsDefault: false } heirs }
            && heirs.Any(heir => Find(heir)?.Parent != outer && Covers(heir, inner));
    }

    private AreaRow Row(HomeId id) => this[id];

    private HomeId LiveHome(HomeId home, LngLat at) => Find(home) is { IsLive: true } ? home : HomeOf(at);
}
