using System.Collections.Immutable;
using Twin.Geo.Demo.Ground;
using Twin.Geo.Reference;

namespace Twin.Geo.Demo.Wards;

/// <summary>The areas and grids of the demo city, with codes that no real place has.</summary>
internal sealed class WardRows
{
    /// <summary>No official code begins with 999.</summary>
    private const string CityCode = "9990";

    private readonly Layout layout;
    private readonly string[] communityIds;
    private readonly string[] communityCodes;
    private readonly string[] communityNames;

    public WardRows(Layout layout)
    {
        this.layout = layout;
        (communityIds, communityCodes, communityNames) =
            (new string[layout.Plan.Communities], new string[layout.Plan.Communities],
            new string[layout.Plan.Communities]);
        Areas = [.. AllAreas()];
        GridIds = [.. Enumerable.Range(1, layout.Parcels.Grids.Count).Select(number => $"g-{number}")];
    }

    public ImmutableArray<ReferenceArea> Areas { get; }

    /// <summary>By the number of the plot.</summary>
    public ImmutableArray<string> GridIds { get; }

    public string CommunityId(int community) => communityIds[community];

    public string CommunityName(int community) => communityNames[community];

    public string StreetName(int community)
    {
        var parent = Areas.First(area => area.Id == communityIds[community]).ParentId;
        return Areas.First(area => area.Id == parent).Name;
    }

    public IEnumerable<ReferenceGrid> Grids(IReadOnlyList<int> households)
    {
        var sequence = new int[layout.Plan.Communities];
        foreach (var plot in layout.Parcels.Grids)
        {
            var place = ++sequence[plot.Community];
            yield return new ReferenceGrid(
                GridIds[plot.Number], $"{communityCodes[plot.Community]}{place:000}",
                $"{communityNames[plot.Community]}第{Numeral(place)}网格", KindOf(plot.Use), communityIds[plot.Community],
                layout.Middle(plot.Tracts), layout.Outline(plot.Tracts), households[plot.Number], false, plot.Low);
        }
    }

    private IEnumerable<ReferenceArea> AllAreas()
    {
        var number = 0;
        string NextId() => $"a-{++number}";
        var all = layout.Parcels.Grids;
        var city = Area(NextId(), CityCode, AreaLevel.City, Names.City, null, all);
        yield return city;
        for (var district = 0; district < layout.Plan.Districts; district++)
        {
            var inDistrict = all.Where(grid => layout.Wards.DistrictOf[Street(grid)] == district).ToList();
            var code = $"999{district + 1:000}";
            var top = Area(NextId(), code, AreaLevel.District, Names.Districts[district], city.Id, inDistrict);
            yield return top;
            var streets = inDistrict.Select(Street).Distinct().Order().Select((street, i) => (street, i + 1));
            foreach (var (street, place) in streets)
            {
                var inStreet = inDistrict.Where(grid => Street(grid) == street).ToList();
                var name = layout.Names.Place() + (IsTown(inStreet) ? "镇" : "街道");
                var middle = Area(NextId(), $"{code}{place:000}", AreaLevel.Street, name, top.Id, inStreet);
                yield return middle;
                foreach (var community in Communities(inStreet, middle, NextId))
                {
                    yield return community;
                }
            }
        }
    }

    private IEnumerable<ReferenceArea> Communities(List<GridPlot> inStreet, ReferenceArea street, Func<string> nextId)
    {
        var place = 0;
        foreach (var community in inStreet.Select(grid => grid.Community).Distinct().Order())
        {
            var own = inStreet.Where(grid => grid.Community == community).ToList();
            communityIds[community] = nextId();
            communityCodes[community] = $"{street.Code}{++place:000}";
            var isVillage = own.Count(grid => grid.Use is Use.Village or Use.Villas) * 2 > own.Count;
            communityNames[community] = layout.Names.Place() + (isVillage ? "村" : "社区");
            yield return Area(
                communityIds[community], communityCodes[community], AreaLevel.Community, communityNames[community],
                street.Id, own);
        }
    }

    private ReferenceArea Area(
        string id, string code, AreaLevel level, string name, string? parent, List<GridPlot> grids)
    {
        List<int> tracts = [.. grids.SelectMany(grid => grid.Tracts)];
        return new ReferenceArea(
            id, code, level, name, parent, layout.Middle(tracts), layout.Outline(tracts), Drawn: false);
    }

    private int Street(GridPlot grid) => layout.Wards.StreetOf[grid.Community];

    private static bool IsTown(List<GridPlot> grids) =>
        grids.Count(grid => grid.Use is Use.Village or Use.Villas or Use.Works) * 3 > grids.Count;

    private static string KindOf(Use use) => use switch
    {
        Use.Core => "Commercial",
        Use.Works => "Industrial",
        Use.Park => "Park",
        Use.Village or Use.Villas => "Rural",
        _ => "Residential",
    };

    // Chinese numerals to 99, as grids are counted aloud.
    private static string Numeral(int number)
    {
        const string Digits = "零一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        var head = tens switch { 0 => "", 1 => "十", _ => $"{Digits[tens]}十" };
        return ones == 0 && tens > 0 ? head : $"{head}{Digits[ones]}";
    }
}
