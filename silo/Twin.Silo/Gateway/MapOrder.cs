using Twin.City;
using Twin.City.Areas;

namespace Twin.Silo.Gateway;

/// <summary>The order of areas and of grids in lists and tiles: a number once given stays.</summary>
internal static class MapOrder
{
    /// <summary>Parents before their children, also those that are over.</summary>
    public static IEnumerable<AreaRow> Areas(AreaBook book) =>
        book.All.Select(id => book[id]).Where(row => !row.IsGrid).OrderBy(row => row.Level);

    public static IEnumerable<AreaRow> Grids(AreaBook book) => book.All.Select(id => book[id]).Where(row => row.IsGrid);

    /// <summary>Feature ids in tiles, from 1, areas and grids each for themselves.</summary>
    public static Dictionary<HomeId, int> Of(AreaBook book)
    {
        var numbers = new Dictionary<HomeId, int>(book.Count);
        var (areas, grids) = (0, 0);
        foreach (var row in book.All.Select(id => book[id]))
        {
            numbers.Add(row.Id, row.IsGrid ? ++grids : ++areas);
        }

        return numbers;
    }
}
