using Twin.Cli.Terminal;
using Twin.Contracts;

namespace Twin.Cli.Verify;

/// <summary>Who lies under whom, and how many households a home's heat is per.</summary>
internal sealed class HomeTree
{
    private readonly Dictionary<string, AreaView> _areas;
    private readonly ILookup<string, string> _children;
    private readonly Dictionary<string, string> _posts;

    public HomeTree(IReadOnlyCollection<AreaView> areas, IEnumerable<PostView>? posts = null)
    {
        _posts = (posts ?? []).ToDictionary(post => post.Id, post => post.Home);
        _areas = areas.ToDictionary(area => area.Id);
        _children = areas.Where(area => area.Parent is not null).ToLookup(area => area.Parent!, area => area.Id);
        if (areas.FirstOrDefault(area => area.Parent is { } parent && !_areas.ContainsKey(parent)) is { } orphan)
        {
            throw new InputException($"Area '{orphan.Id}' lies in '{orphan.Parent}', which the server does not know.");
        }
    }

    public IReadOnlyCollection<string> Homes => _areas.Keys;

    public IEnumerable<string> ChildrenOf(string home) => _children[home];

    public string? ParentOf(string home) => _areas[home].Parent;

    /// <summary>The area itself, or something that lies in it.</summary>
    public bool IsIn(string home, string area)
    {
        for (string? at = home; at is not null; at = ParentOf(at))
        {
            if (at == area) return true;
        }

        return false;
    }

    /// <summary>Grids of an area that are not over.</summary>
    public IReadOnlyList<string> GridsIn(string area) =>
        [.. _areas.Values
        .Where(one => one is { Level: "Grid", Until: null } && IsIn(one.Id, area)).Select(one => one.Id)];

    /// <summary>Null for a seat that the server does not name.</summary>
    public string? HomeOfPost(string post) => _posts.GetValueOrDefault(post);

    public AreaView? Find(string home) => _areas.GetValueOrDefault(home);

    public bool Knows(string home) => _areas.ContainsKey(home);

    /// <summary>An area's own cases lie in no grid, so its own heat is per no households of its own.</summary>
    public int HouseholdsOf(string home) => _areas[home] is { Level: "Grid" } grid ? grid.Households : 0;
}
