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

    /// <summary>The tiles, and the version of the map that they show.</summary>
    /// <param name="version">Whoever names a version waits for the plan of it; others get the last plan.</param>
    public async ValueTask<(TileSet Tiles, long Version)> Of(long? version, CancellationToken cancel)
    {
        while (true)
        {
            var (planned, planning) = Look();
            if (version is not { } wanted || planned.Book.Version >= Math.Min(wanted, tree.Book.Version))
            {
                return (planned.Tiles, planned.Book.Version);
            }

            await planning.WaitAsync(cancel);
        }
    }

    /// <summary>The last plan, and the work on a newer one where the map has changed.</summary>
    private (Planned Planned, Task Planning) Look()
    {
        var (now, book) = (_now, tree.Book);
        if (now is not null && ReferenceEquals(now.Book, book))
        {
            return (now, Task.CompletedTask);
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

            return (_now, _planning);
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
