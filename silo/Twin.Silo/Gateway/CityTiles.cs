using Twin.City.Areas;
using Twin.Geo.Reference;
using Twin.Geo.Tiles;
using Twin.Grains.Areas;

namespace Twin.Silo.Gateway;

/// <summary>The tiles of the city as its map is now; planned anew beside the requests when the map changes.</summary>
internal sealed class CityTiles(ReferenceCity city, CityTree tree)
{
    private readonly Lock _gate = new();
    private volatile Planned? _now;
    private Task _planning = Task.CompletedTask;

    /// <summary>The first caller waits for the plan; later ones get the last one until the new one is there.</summary>
    public TileSet Now
    {
        get
        {
            var (now, book) = (_now, tree.Book);
            if (now is not null && ReferenceEquals(now.Book, book))
            {
                return now.Tiles;
            }

            lock (_gate)
            {
                if (_now is null)
                {
                    _now = Plan(book);
                }
                else if (!ReferenceEquals(_now.Book, book) && _planning.IsCompleted)
                {
                    _planning = Task.Run(() => _now = Plan(tree.Book));
                }

                return _now.Tiles;
            }
        }
    }

    /// <summary>Every area and grid keeps its number: its place among all that ever were.</summary>
    private Planned Plan(AreaBook book)
    {
        var rows = book.All.Select(id => book[id]).ToList();
        return new Planned(book, new TileSet(
            city,
            rows.Where(row => !row.IsGrid).Select(row => row.IsLive ? AreaOf(row) : null),
            rows.Where(row => row.IsGrid).Select(row => row.IsLive ? GridOf(row) : null)));
    }

    private static ReferenceArea AreaOf(AreaRow row) => new(
        row.Id.Value, row.Code, row.Level!.Value, row.Name, row.Parent?.Value, row.Centre, row.Outline, row.Drawn);

    private static ReferenceGrid GridOf(AreaRow row) => new(
        row.Id.Value, row.Code, row.Name, row.Kind, row.Parent!.Value.Value, row.Centre, row.Outline!, row.Households,
        row.Drawn, row.Low);

    private sealed record Planned(AreaBook Book, TileSet Tiles);
}
