using Twin.City.Areas;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Silo.Gateway;

namespace Twin.Silo.Hosting;

/// <summary>What the city is, for the page's first paint; time and position are added at each answer.</summary>
internal sealed class CityBook(ReferenceCity city, CityTree tree, bool traffic)
{
    private volatile Made? _made;

    public CityView View => Now.View;

    private Made Now => _made is { } made && ReferenceEquals(made.Book, tree.Book) ? made : _made = Make(tree.Book);

    private Made Make(AreaBook book)
    {
        var live = book.All.Select(id => book[id]).Where(row => row.IsLive).ToLookup(row => row.Level);
        return new Made(book, Of(live, book));
    }

    private CityView Of(ILookup<AreaLevel?, AreaRow> live, AreaBook book) => new(
        city.Name,
        city.Zone,
        city.Demo,
        traffic,
        city.Areas[0].Id,
        ViewOf.Point(city.Bounds.Centre),
        ViewOf.Box(city.Bounds),
        new CityCounts(
            live[AreaLevel.District].Count(),
            live[AreaLevel.Street].Count(),
            live[AreaLevel.Community].Count(),
            live[null].Count(),
            city.Buildings.Length,
            city.AddressCount,
            city.Sites.Length,
            book.Posts.Count()),
        city.Hash,
        default,
        0,
        book.Version);

    private sealed record Made(AreaBook Book, CityView View);
}
