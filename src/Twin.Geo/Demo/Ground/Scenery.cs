using System.Collections.Immutable;
using Twin.Geo.Demo.Buildings;
using Twin.Geo.Demo.Wards;
using Twin.Geo.Reference;

namespace Twin.Geo.Demo.Ground;

/// <summary>Water, green, roads, blocks and land, as the map draws them.</summary>
internal sealed class Scenery(Layout layout, Chance chance)
{
    private const double ShoreStepMetres = 60;
    private const double CreekHalfMetres = 9;

    private readonly List<Vec[]> cityRings =
    [
        .. layout.Tracer.Polygons([.. layout.Parcels.Grids.SelectMany(grid => grid.Tracts)])
            .Select(polygon => layout.Tracer.Shape(polygon[0])),
    ];

    public ImmutableArray<GroundFeature> Features() =>
    [
        .. Country(), .. City(), .. Blocks(), .. Banks(), .. Yards(), .. Rivers(), .. Roads(),
    ];

    private static GroundFeature Patch(string kind, string @class, string? name, ImmutableArray<LngLat> ring) =>
        new(kind, @class, name, [ring]);

    // Fields and woods around the city, so that it does not float in nothing.
    private IEnumerable<GroundFeature> Country()
    {
        var far = layout.Plan.CountryMetres;
        yield return Patch(
            GroundFeature.Land, "country", null, layout.Closed(Shapes.Round(5 * far, 5 * far, 64)));
        foreach (var field in Fields())
        {
            yield return field;
        }

        for (var i = 0; i < 90; i++)
        {
            var at = Vec.Along(chance.Between(0, 2 * Math.PI)) * (far * chance.Between(0.45, 1));
            var size = far * chance.Between(0.04, 0.11);
            if (at.Length - size > layout.Terrain.Reach(at) * 1.2)
            {
                yield return Patch(
                    GroundFeature.Green, "wood", null,
                    layout.Closed(Shapes.Placed(Blob(size), at, chance.Between(0, Math.PI))));
            }
        }
    }

    // Fields follow the lie of the land, as the streets do; some lie fallow.
    private IEnumerable<GroundFeature> Fields()
    {
        const double Long = 330, Wide = 210, Path = 9;
        var far = 0.85 * layout.Plan.CountryMetres;
        var reach = (int)(far / Wide);
        for (var row = -reach; row < reach; row++)
        {
            for (var column = -reach; column < reach; column++)
            {
                double u = (column + (row % 2 * 0.3)) * Long, v = row * Wide;
                double east = u + (Long * chance.Between(0.75, 1)), north = v + (Wide * chance.Between(0.8, 1));
                var middle = layout.Terrain.At((u + east) / 2, (v + north) / 2);
                var isOut = !cityRings.Exists(ring => Touches(ring, middle, 190))
                    && Math.Min(Math.Abs(u), Math.Abs(east)) > 220 && middle.Length < far;
                if (chance.In(0.62) && isOut)
                {
                    Vec[] ring =
                    [
                        layout.Terrain.At(u + Path, v + Path), layout.Terrain.At(east - Path, v + Path),
                        layout.Terrain.At(east - Path, north - Path), layout.Terrain.At(u + Path, north - Path),
                    ];
                    yield return Patch(GroundFeature.Green, "field", null, layout.Closed(ring));
                }
            }
        }
    }

    private static bool Touches(Vec[] ring, Vec at, double metres) =>
        Ring.Holds(ring, at) || Array.Exists(ring, point => (point - at).Length < metres);

    private Vec[] Blob(double size) => Ring.Smooth(
        [.. Shapes.Round(2 * size, 1.5 * size, 10).Select(at => at * chance.Between(0.65, 1.15))], 2);

    private IEnumerable<GroundFeature> City()
    {
        var all = layout.Parcels.Grids.SelectMany(grid => grid.Tracts).ToList();
        foreach (var polygon in layout.Tracer.Polygons(all))
        {
            yield return new GroundFeature(
                GroundFeature.Land, "city", null,
                [.. polygon.Select(ring => layout.Closed(layout.Tracer.Shape(ring)))]);
        }
    }

    private IEnumerable<GroundFeature> Blocks() => layout.Lots.All.Select(lot => lot.Block.Use == Use.Park
        ? Patch(GroundFeature.Green, "park", ParkName(lot), layout.Closed(lot.Land))
        : Patch(GroundFeature.Block, ClassOf(lot.Block.Use), null, layout.Closed(lot.Land)));

    private string ParkName(Lot lot) =>
        lot.Buildings.Exists(building => building.Kind == "Stadium") ? "体育公园" : layout.Names.Place() + "公园";

    private IEnumerable<GroundFeature> Banks() => layout.Parcels.Strips.Order()
        .Select(strip => Patch(GroundFeature.Green, "bank", null, layout.Closed(layout.Mesh.Shape(strip))));

    private IEnumerable<GroundFeature> Yards() => layout.Lots.All.SelectMany(lot => lot.Yards.Select(
        yard => Patch(yard.Kind, yard.Class, NameOf(yard.Class), layout.Closed(yard.Ring))));

    private string? NameOf(string @class) => @class == "lake" ? layout.Names.Place() + "湖" : null;

    private IEnumerable<GroundFeature> Rivers()
    {
        var reach = layout.Plan.CountryMetres;
        yield return Patch(
            GroundFeature.Water, "river", Names.River, layout.Closed(layout.Terrain.River(reach, ShoreStepMetres)));

        var line = layout.Skeleton.Creek.Select(point => layout.Mesh[point]).ToList();
        var shores = new List<Vec>();
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < line.Count; i++)
            {
                var way = (line[Math.Min(i + 1, line.Count - 1)] - line[Math.Max(i - 1, 0)]).Unit;
                shores.Add(line[i] - (way.Left * (CreekHalfMetres + (2.5 * Math.Sin(i * 1.3)))));
            }

            line.Reverse();
        }

        yield return Patch(GroundFeature.Water, "creek", Names.Creek, layout.Closed([.. shores]));
    }

    private IEnumerable<GroundFeature> Roads() => layout.Roads.All.OrderBy(road => road.Kind).Select(
        road => new GroundFeature(
            GroundFeature.Road, RoadClass(road.Kind), layout.Roads.NameOf(road.Road), [layout.Path(road.Line)]));

    private static string RoadClass(EdgeKind kind) => kind switch
    {
        EdgeKind.Arterial => "arterial",
        EdgeKind.Major => "major",
        _ => "minor",
    };

    private static string ClassOf(Use use) => use switch
    {
        Use.Core or Use.Office or Use.Mall or Use.Market => "commercial",
        Use.Works => "industrial",
        Use.School or Use.Hospital or Use.Civic or Use.Station or Use.NursingHome => "public",
        _ => "residential",
    };
}
