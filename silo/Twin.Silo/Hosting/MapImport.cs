using Orleans;
using Twin.City.Areas;
using Twin.City.Json;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains.Areas;

namespace Twin.Silo.Hosting;

/// <summary>The map begins with the rows of the first import; what later ones changed becomes facts, once.</summary>
internal static partial class MapImport
{
    private const string Areas = "areas";
    private const string Grids = "grids";
    private const string Posts = "posts";

    /// <summary>The first start of a log notes its import sets before anything else.</summary>
    private const int FactsLookedAt = 64;

    /// <summary>The city with the areas, grids and seats that its log began with.</summary>
    public static async Task<ReferenceCity> Begin(
        ReferenceCity city, string folder, IEventLog log, CancellationToken cancel)
    {
        var first = await First(log, cancel);
        var now = ReferenceStore.Manifest(folder).Sets.ToDictionary(set => set.Kind, set => set.Hash);
        if (!first.TryGetValue(Areas, out var areas) || !first.TryGetValue(Grids, out var grids)
            || (areas == now[Areas] && grids == now[Grids]))
        {
            return city;
        }

        var map = MapRows.Open(folder, areas, grids);
        return new ReferenceCity(city.Parts with
        {
            Areas = map.Areas,
            Grids = map.Grids,
            Posts = MapRows.Posts(folder, first[Posts]),
        });
    }

    /// <summary>Takes over what the newest import changed; nothing when the map has it.</summary>
    public static async Task Adopt(
        string folder, CityTree tree, IEventLog log, IGrainFactory grains, ILogger logger, CancellationToken cancel)
    {
        var now = ReferenceStore.Manifest(folder).Sets.ToDictionary(set => set.Kind, set => set.Hash);
        var first = await First(log, cancel);
        var known = tree.Book.Imported
            ?? (first.GetValueOrDefault(Areas, now[Areas]), first.GetValueOrDefault(Grids, now[Grids]));
        if (known == (now[Areas], now[Grids]))
        {
            return;
        }

        var (before, after) = (
            MapRows.Open(folder, known.Areas, known.Grids), MapRows.Open(folder, now[Areas], now[Grids]));
        var facts = AreaAdoption.Facts(tree.Book, before, after, (now[Areas], now[Grids]));
        foreach (var area in AreaAdoption.PassedOver(tree.Book, before, after))
        {
            LogPassedOver(logger, area);
        }

        await grains.GetGrain<IAreaBookGrain>(CityTree.BookKey).Adopt(
            facts, $"import/{now[Areas]}/{now[Grids]}/{tree.Book.Version}", cancel);
    }

    private static async Task<Dictionary<string, string>> First(IEventLog log, CancellationToken cancel)
    {
        var first = new Dictionary<string, string>();
        foreach (var fact in await log.ReadAll(0, FactsLookedAt, cancel))
        {
            if (fact.Stream.StartsWith(Imported.StreamPrefix, StringComparison.Ordinal)
                && CityJson.DecodeCity(fact.Kind, fact.Schema, fact.Payload) is CityEvent.Imported set)
            {
                first.TryAdd(set.Set, set.Hash);
            }
        }

        return first;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The import changes {Area}, which is over on the map; it stays so. Draw a new area for it.")]
    private static partial void LogPassedOver(ILogger logger, City.HomeId area);
}
