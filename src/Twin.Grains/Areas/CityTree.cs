using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Json;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains.Feeds;
using Twin.Grains.Grids;

namespace Twin.Grains.Areas;

/// <summary>Who stands under whom now: areas, grids and duty seats of the city's map. One per silo.</summary>
/// <remarks>
/// It holds the newest <see cref="AreaBook"/> that this silo has read; whoever needs several answers of one moment
/// takes <see cref="Book"/> once.
/// </remarks>
public sealed class CityTree
{
    /// <summary>The stream and the feed of all facts about the map.</summary>
    public const string Stream = "areas";

    /// <summary>Key of the one grain that writes the map.</summary>
    public const string BookKey = "city";

    private const int DistrictDigits = 6;
    private const string CodeUnknown = "000000";

    private readonly Lock _gate = new();
    private volatile AreaBook _book;

    public CityTree(ReferenceCity city) => _book = AreaBook.Of(city);

    public AreaBook Book => _book;

    /// <summary>The whole city.</summary>
    public HomeId Root => _book.Root;

    /// <summary>Also of homes that are over: they keep what happened there.</summary>
    public bool Knows(HomeId home) => _book.Find(home) is not null;

    public bool IsGrid(HomeId home) => _book.Find(home) is { IsGrid: true };

    /// <summary>Null for the city, and for a home that is not known.</summary>
    public HomeId? ParentOf(HomeId home) => _book.Find(home)?.Parent;

    /// <summary>The areas that a home lies in, nearest first; none for the city.</summary>
    public IEnumerable<HomeId> Above(HomeId home)
    {
        for (var above = ParentOf(home); above is { } area; above = ParentOf(area))
        {
            yield return area;
        }
    }

    /// <summary>Also those that are over: the sums of the parent hold their past.</summary>
    public ImmutableArray<HomeId> ChildrenOf(HomeId home) => _book.ChildrenOf(home);

    /// <summary>The area that holds the clocks of a home's cases: a grid's parent, or the area itself.</summary>
    public HomeId ClockOf(HomeId home) => IsGrid(home) ? ParentOf(home)!.Value : home;

    /// <summary>The homes whose clocks an area holds: itself and its grids.</summary>
    public ImmutableArray<HomeId> HomesOfClock(HomeId area) => [area, .. ChildrenOf(area).Where(IsGrid)];

    /// <summary>Households of a grid; 0 where a source gives none, and for an area.</summary>
    /// <remarks>The own cases of an area are those whose grid is not known.</remarks>
    public int HouseholdsOf(HomeId home) => _book.Find(home) is { IsGrid: true } grid ? grid.Households : 0;

    /// <summary>True when <paramref name="inner"/> is <paramref name="outer"/>, its heir, or lies in one.</summary>
    public bool Covers(HomeId outer, HomeId inner) => _book.Covers(outer, inner);

    /// <summary>The six digits of the district, for case numbers; of the nearest area that has a code.</summary>
    public string DistrictCodeOf(HomeId home)
    {
        var book = _book;
        for (var at = book.Find(home); at is not null; at = at.Parent is { } parent ? book.Find(parent) : null)
        {
            if (at.Code is { Length: >= DistrictDigits } code)
            {
                return code[..DistrictDigits];
            }
        }

        return CodeUnknown;
    }

    /// <summary>Duty seats directly under the home.</summary>
    public ImmutableArray<PostId> PostsOf(HomeId home) => _book.SeatsOf(home);

    public ReferencePost? Post(PostId post) => _book.Post(post);

    public ReferenceSite? Site(KeySiteId site) => _book.Site(site);

    /// <summary>The grain of a home, whichever class it is.</summary>
    public IWatched Watched(IGrainFactory grains, HomeId home) => IsGrid(home)
        ? grains.GetGrain<IGridGrain>(home.Value)
        : grains.GetGrain<IAreaGrain>(home.Value);

    /// <summary>Takes a newer map; an older one is passed over.</summary>
    public void Turn(AreaBook book)
    {
        lock (_gate)
        {
            if (book.Version > _book.Version)
            {
                _book = book;
            }
        }
    }

    /// <summary>Reads what the log says of the map beyond what is known; answers the homes that it concerns.</summary>
    public async Task<ImmutableArray<HomeId>> Follow(IEventLog log, CancellationToken cancel)
    {
        var book = _book;
        var touched = ImmutableHashSet.CreateBuilder<HomeId>();
        ImmutableArray<Fact> page;
        do
        {
            page = await log.ReadStream(Stream, book.Version, Pages.PageFacts, cancel);
            foreach (var fact in page)
            {
                var happened = CityJson.DecodeArea(fact.Kind, fact.Schema, fact.Payload);
                book = book.After(happened, fact.At, fact.Position);
                touched.UnionWith(AreaTouches.Of(happened, book));
            }
        }
        while (page.Length == Pages.PageFacts);

        Turn(book);
        return [.. touched];
    }
}
