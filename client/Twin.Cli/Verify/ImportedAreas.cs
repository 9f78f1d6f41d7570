using Twin.Cli.Terminal;
using Twin.Contracts;
using Twin.Geo.Reference;

namespace Twin.Cli.Verify;

/// <summary>The areas that the server names, against those of the folder that it was started with.</summary>
internal static class ImportedAreas
{
    public static void Compare(string folder, AreaView[] served, Outcome outcome)
    {
        var city = ReferenceStore.Open(folder);
        var imported = city.Areas.Select(area => (area.Id, Parent: area.ParentId, Households: -1))
            .Concat(city.Grids.Select(grid => (grid.Id, Parent: (string?)grid.ParentId, grid.Households)))
            .ToDictionary(area => area.Id);
        var known = served.Select(area => area.Id).ToHashSet();
        outcome.MustBe("areas and grids that the server names", imported.Count, imported.Keys.Count(known.Contains));
        foreach (var area in served.Where(area => area.From is null && area.Until is null))
        {
            if (!imported.TryGetValue(area.Id, out var own))
            {
                outcome.Fault($"Area '{area.Id}' of the server is not in the folder.");
            }
            else if (own.Parent != area.Parent || (own.Households >= 0 && own.Households != area.Households))
            {
                outcome.Fault(
                    $"Area '{area.Id}': the server says parent {area.Parent}, {area.Households} households; "
                    + $"the folder says {own.Parent}, {own.Households}.");
            }
        }
    }
}
