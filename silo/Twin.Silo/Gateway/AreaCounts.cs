using Twin.City;
using Twin.City.Areas;
using Twin.City.Cases;
using Twin.Contracts;
using Twin.Grains.Areas;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Counts what was reported in a period: by the map of the period's end, or by that of today.</summary>
/// <remarks>Both maps hold the same cases, so the city's total is the same; only the areas differ.</remarks>
internal sealed class AreaCounts(CaseList list, CityTree tree, AreaPasts pasts)
{
    public async Task<AreaCasesView> Of(
        HomeId area, AreaMap map, DateTimeOffset? from, DateTimeOffset to, CancellationToken cancel)
    {
        var now = tree.Book;
        var book = map == AreaMap.Now ? now : await pasts.MapAt(to, cancel);
        var under = new Under(book, area);
        var (own, children) = (new Sum(), new Dictionary<HomeId, Sum>());
        var position = list.Look(look =>
        {
            foreach (var entry in look.Shelf(now.Root)?.Between(from, to) ?? [])
            {
                var home = map == AreaMap.Then ? entry.HomeAt(to) : Today(now, entry);
                if (under.ChildOf(home) is not { } child)
                {
                    continue;
                }

                var sum = child == area ? own : children.TryGetValue(child, out var known) ? known
                    : children[child] = new Sum();
                sum.Add(entry, to);
            }

            return look.Position;
        });
        ChildCasesView[] rows =
        [
            .. book.ChildrenOf(area).Where(child => book[child].IsLive || children.ContainsKey(child))
                .Select(child => new ChildCasesView(
                    child.Value, book[child].Name, (children.GetValueOrDefault(child) ?? new Sum()).View)),
        ];
        var total = rows.Select(row => row.Cases).Append(own.View).Aggregate(static (one, other) => new CaseCountView(
            one.Reported + other.Reported, one.Open + other.Open, one.Closed + other.Closed,
            one.Voided + other.Voided));
        return new AreaCasesView(
            area.Value, map == AreaMap.Now ? "now" : "then", from, to, total, own.View, rows, position);
    }

    /// <summary>Where a case lies on today's map, also one that had ended before it was drawn.</summary>
    private static HomeId Today(AreaBook now, CaseEntry entry) => now.Find(entry.Home) is null ? entry.Home
        : Rehoming.TargetOf(now, entry.Home, new CasePlace(
            entry.At, entry.DefaultPlace, entry.Building is { } building ? new BuildingId(building) : null, entry.Site))
        ?? entry.Home;

    /// <summary>Which direct child of an area holds a home; the area itself for its own.</summary>
    private sealed class Under(AreaBook book, HomeId area)
    {
        private readonly Dictionary<HomeId, HomeId?> _known = [];

        public HomeId? ChildOf(HomeId home)
        {
            if (!_known.TryGetValue(home, out var child))
            {
                _known.Add(home, child = Look(home));
            }

            return child;
        }

        private HomeId? Look(HomeId home)
        {
            HomeId? below = null;
            for (HomeId? at = home; at is { } here; at = book.Find(here)?.Parent)
            {
                if (here == area)
                {
                    return below ?? area;
                }

                below = here;
            }

            return null;
        }
    }

    private sealed class Sum
    {
        private long _reported, _closed, _voided, _elsewhere;

        /// <summary>What was turned down, merged or referred out is neither open nor closed.</summary>
        public CaseCountView View => new(
            _reported, _reported - _closed - _voided - _elsewhere, _closed, _voided);

        public void Add(CaseEntry entry, DateTimeOffset to)
        {
            _reported++;
            if (entry.EndedAt is { } ended && ended < to)
            {
                _closed += entry.EndedAs == CaseStage.Closed ? 1 : 0;
                _voided += entry.EndedAs == CaseStage.Voided ? 1 : 0;
                _elsewhere += entry.EndedAs is CaseStage.Closed or CaseStage.Voided ? 0 : 1;
            }
        }
    }
}

/// <summary>By which map cases are counted.</summary>
internal enum AreaMap
{
    Then,
    Now,
}
