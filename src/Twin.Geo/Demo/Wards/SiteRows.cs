using Twin.Geo.Demo.Buildings;
using Twin.Geo.Demo.Ground;
using Twin.Geo.Reference;

namespace Twin.Geo.Demo.Wards;

/// <summary>Key sites: places of many people, of water, of danger.</summary>
/// <param name="capacities">A chance of their own: what is drawn for them moves no site.</param>
internal sealed class SiteRows(Layout layout, WardRows wards, Chance chance, Chance capacities)
{
    private readonly List<ReferenceSite> sites = [];

    public List<ReferenceSite> Sites()
    {
        foreach (var lot in layout.Lots.All)
        {
            OfLot(lot);
        }

        AtTheWater();
        Underpasses();
        ServiceCentres();
        return sites;
    }

    private void OfLot(Lot lot)
    {
        var community = wards.CommunityName(lot.Block.Grid.Community);
        community = community.TrimEnd('村').Replace("社区", "", StringComparison.Ordinal);
        var street = wards.StreetName(lot.Block.Grid.Community);
        var (type, name) = lot.Block.Use switch
        {
            Use.School => ("School", community + (chance.In(0.6) ? "小学" : "中学")),
            Use.Hospital => ("Hospital", street[..2] + "医院"),
            Use.Market => ("Market", community + "农贸市场"),
            Use.NursingHome => ("NursingHome", community + "颐养院"),
            Use.Civic => ("ServiceCentre", "政务服务中心"),
            Use.Station => ("RoadSegment", Names.City[..2] + "站"),
            Use.Mall => ("Shop", community + "购物中心"),
            Use.Park => ("ScenicSpot", lot.Yards.Exists(yard => yard.Class == "pitch") ? "市体育场" : community + "公园"),
            Use.Works when lot.Buildings.Exists(building => building.Kind == "Tank") => ("Hazmat", community + "储罐区"),
            Use.Works when chance.In(0.35) => ("Factory", community + "工业园"),
            Use.Towers or Use.Office when chance.In(0.12) => ("Parking", community + "停车场"),
            Use.Slabs or Use.OldSlabs when chance.In(0.06) => ("Shelter", community + "避灾安置点"),
            Use.Village or Use.OldTown when chance.In(0.05) => ("GasRegulator", community + "燃气调压站"),
            Use.Works or Use.Slabs when chance.In(0.05) => ("Substation", community + "变电所"),
            _ => ("", ""),
        };
        if (type.Length > 0)
        {
            var at = lot.Buildings.Count > 0 ? Ring.Centroid(lot.Buildings[0].Footprint) : lot.Middle;
            Add(type, name, at, lot.Block.Grid);
        }
    }

    // Every second piece of bank has a reach that is watched, every fourth a pump.
    private void AtTheWater()
    {
        var strips = layout.Parcels.Strips.Order().ToList();
        for (var i = 0; i < strips.Count; i += 2)
        {
            var grid = layout.Parcels.GridOf(strips[i]);
            var at = Ring.Centroid(layout.Mesh.Shape(strips[i]));
            Add(i % 4 == 0 ? "PumpStation" : "RiverReach",
                i % 4 == 0 ? $"{wards.CommunityName(grid.Community)}排涝泵站" : $"{Names.River}{(i / 2) + 1}号河段", at, grid);
        }
    }

    // Where two great roads cross, one of them dives.
    private void Underpasses()
    {
        var crossings = layout.Roads.All.Where(road => road.Kind >= EdgeKind.Major)
            .SelectMany(road => road.Line.Select(at => (At: at, road.Road)))
            .GroupBy(piece => piece.At)
            .Where(group => group.Select(piece => piece.Road).Distinct().Count() >= 2)
            .Select(group => (At: group.Key, Roads: group.Select(piece => piece.Road).Distinct().Order().ToList()));
        foreach (var (at, roads) in crossings.OrderBy(crossing => crossing.At.Length).Where((_, i) => i % 4 == 0))
        {
            var grid = layout.Parcels.Grids
                .FirstOrDefault(grid => grid.Tracts.Exists(tract => layout.Mesh.Shape(tract).Contains(at)));
            if (grid is not null && sites.Count(site => site.Type == "Underpass") < layout.Plan.Streets * 2)
            {
                Add("Underpass", layout.Roads.NameOf(roads[0]) + "下穿通道", at, grid);
            }
        }
    }

    private void ServiceCentres()
    {
        for (var community = 0; community < layout.Plan.Communities; community++)
        {
            var lot = layout.Lots.All.Find(lot => lot.Block.Grid.Community == community
                && lot.Block.Use is Use.Slabs or Use.OldSlabs or Use.Towers or Use.Village or Use.Core
                && lot.Buildings.Count > 0);
            if (lot is not null && lot.Block.Grid.Community == community)
            {
                Add("ServiceCentre", $"{wards.CommunityName(community)}便民服务站",
                    Ring.Centroid(lot.Buildings[0].Footprint), lot.Block.Grid);
            }
        }
    }

    private void Add(string type, string name, Vec at, GridPlot grid) => sites.Add(new ReferenceSite(
        $"s-{sites.Count + 1}", type, name, layout.At(at), wards.GridIds[grid.Number], Capacity(type)));

    /// <summary>Persons, in tens; where nobody stays there is none.</summary>
    private int? Capacity(string type) => type switch
    {
        "School" => Tens(48, 180),
        "Hospital" => Tens(60, 240),
        "NursingHome" => Tens(6, 24),
        "Market" => Tens(40, 160),
        "ServiceCentre" => Tens(6, 30),
        "Shop" => Tens(200, 800),
        "ScenicSpot" => Tens(100, 900),
        "Factory" => Tens(20, 150),
        "Shelter" => Tens(10, 60),
        "RoadSegment" => Tens(150, 500),
        _ => null,
    };

    private int Tens(int least, int most) => 10 * capacities.Whole(least, most);
}
