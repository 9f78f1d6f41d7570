using Twin.Cli.Terminal;
using Twin.Contracts;

namespace Twin.Cli.Verify;

/// <summary>Who lies under whom, and how many households a home's heat is per.</summary>
internal sealed class HomeTree
{
    private readonly Dictionary<string, AreaView> _areas;
    private readonly ILookup<string, string> _children;

    public HomeTree(IReadOnlyCollection<AreaView> areas)
    {
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

    public bool Knows(string home) => _areas.ContainsKey(home);

    /// <summary>An area's own cases lie in no grid, so its own heat is per no households of its own.</summary>
    public int HouseholdsOf(string home) => _areas[home] is { Level: "Grid" } grid ? grid.Households : 0;
}
