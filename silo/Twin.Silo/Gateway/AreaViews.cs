using System.Collections.Frozen;
using Twin.City;
using Twin.City.Areas;
using Twin.Contracts;
using Twin.Grains.Areas;

namespace Twin.Silo.Gateway;

/// <summary>Areas and grids as the wire has them; made anew when the map changes.</summary>
internal sealed class AreaViews(CityTree tree)
{
    private volatile Made? _made;

    /// <summary>Parents before their children, grids last; also those that are over.</summary>
    public AreaView[] All => Now.All;

    public AreaView? Find(string id) => Now.ById.GetValueOrDefault(id);

    private Made Now => _made is { } made && ReferenceEquals(made.Book, tree.Book) ? made : _made = Make(tree.Book);

    private static Made Make(AreaBook book)
    {
        var households = Households(book);
        var numbers = MapOrder.Of(book);
        AreaView[] all =
        [
            .. MapOrder.Areas(book).Select(area => ViewOf.Area(area, numbers[area.Id], households[area.Id])),
            .. MapOrder.Grids(book).Select(grid => ViewOf.Area(grid, numbers[grid.Id], grid.Households)),
        ];
        return new Made(book, all, all.ToFrozenDictionary(area => area.Id, StringComparer.Ordinal));
    }

    /// <summary>Households live in grids that live; one that is over keeps its own number for its heat.</summary>
    private static Dictionary<HomeId, int> Households(AreaBook book)
    {
        var sums = book.All.ToDictionary(id => id, _ => 0);
        foreach (var grid in MapOrder.Grids(book).Where(grid => grid.IsLive))
        {
            for (var at = grid.Parent; at is { } area; at = book[area].Parent)
            {
                sums[area] += grid.Households;
            }
        }

        return sums;
    }

    private sealed record Made(AreaBook Book, AreaView[] All, FrozenDictionary<string, AreaView> ById);
}
