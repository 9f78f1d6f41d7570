using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Silo.Gateway;

namespace Twin.Silo.Hosting;

/// <summary>What the city is, for the page's first paint; time and position are added at each answer.</summary>
internal sealed class CityBook(ReferenceCity city, bool traffic)
{
    public CityView View { get; } = new(
        city.Name,
        city.Zone,
        city.Demo,
        traffic,
        city.Areas[0].Id,
        ViewOf.Point(city.Bounds.Centre),
        ViewOf.Box(city.Bounds),
        new CityCounts(
            city.Areas.Count(area => area.Level == AreaLevel.District),
            city.Areas.Count(area => area.Level == AreaLevel.Street),
            city.Areas.Count(area => area.Level == AreaLevel.Community),
            city.Grids.Length,
            city.Buildings.Length,
            city.AddressCount,
            city.Sites.Length,
            city.Posts.Length),
        city.Hash,
        default,
        0);
}
