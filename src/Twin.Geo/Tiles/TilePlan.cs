using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.Geo.Tiles;

/// <summary>Turns a reference city into the features of its tiles, in drawing order.</summary>
internal static class TilePlan
{
    public static ImmutableArray<TileFeature> Of(
        ReferenceCity city, ImmutableArray<ReferenceArea?> areas, ImmutableArray<ReferenceGrid?> grids) =>
    [
        .. city.Ground.Select(Ground),
        .. grids.Select(Grid).OfType<TileFeature>(),
        .. areas.Select(Area).OfType<TileFeature>(),
        .. city.Buildings.Length <= TileSet.MostFarBuildings ? city.Buildings.Select(FarBuilding) : [],
        .. city.Buildings.Select(Building),
        .. areas.OfType<ReferenceArea>().Where(area => area.Level > AreaLevel.City).Select(Label),
        .. city.Ground.Where(feature => feature is { Name: not null, IsLine: false }).Select(Label),
    ];

    private static TileFeature Building(ReferenceBuilding building) => new(
        TileSet.BuildingLayer, TileShape.Polygon, TileSet.BuildingsFromZoom, Whole: true, Paths(building.Footprint),
        [new("h", building.HeightMetres), new("base", 0), new("kind", building.Kind)], (ulong)building.Number);

    // From far away a building is a box: a fifth of the corners, and nobody sees the others.
    private static TileFeature FarBuilding(ReferenceBuilding building)
    {
        var near = Building(building);
        return near with
        {
            LeastZoom = TileSet.FarBuildingsFromZoom,
            MostZoom = TileSet.BuildingsFromZoom - 1,
            Paths = [Turned(Rectangle.Around(near.Paths[0]), exterior: true)],
        };
    }

    private static TileFeature Ground(GroundFeature feature)
    {
        // Order of importance: what would be finer than a pixel stays out of the wide views.
        var leastZoom = (feature.Kind, feature.Class) switch
        {
            (GroundFeature.Road, "minor") => 13,
            (GroundFeature.Road, "major") => 11,
            (GroundFeature.Block, _) => 12,
            _ => TileSet.LeastZoom,
        };
        ImmutableArray<TileTag> tags = feature.Name is null
            ? [new("class", feature.Class)]
            : [new("class", feature.Class), new("name", feature.Name)];
        var paths = feature.Paths.Select(path => Mercator.World(Flat(path)));
        return new TileFeature(
            LayerOf(feature.Kind), feature.IsLine ? TileShape.Line : TileShape.Polygon, leastZoom, Whole: false,
            feature.IsLine ? [.. paths] : Oriented(paths), tags, 0);
    }

    private static TileFeature? Grid(ReferenceGrid? grid, int index) => grid is null ? null : new(
        TileSet.GridLayer, TileShape.Polygon, TileSet.LeastZoom, Whole: false, Paths(grid.Outline),
        [
            new("id", grid.Id), new("level", "Grid"), new("name", grid.Name), new("kind", grid.Kind),
            new("parent", grid.ParentId), new("low", grid.Low), new("drawn", grid.Drawn),
        ],
        (ulong)index + 1);

    private static TileFeature? Area(ReferenceArea? area, int index) => area?.Outline is null ? null : new(
        TileSet.AreaLayer, TileShape.Polygon, TileSet.LeastZoom, Whole: false, Paths(area.Outline),
        [
            new("id", area.Id), new("level", area.Level.ToString()), new("name", area.Name),
            new("parent", area.ParentId ?? ""), new("drawn", area.Drawn),
        ],
        (ulong)index + 1);

    private static TileFeature Label(ReferenceArea area) =>
        Label(area.Centre, area.Name, area.Level.ToString(), area.Id, area.Level == AreaLevel.Community ? 12 : 10);

    private static TileFeature Label(GroundFeature feature)
    {
        var box = feature.Paths[0].Aggregate(Box.Nothing, (sum, at) => sum.With(at));
        return Label(box.Centre, feature.Name!, feature.Kind, "", 13);
    }

    private static TileFeature Label(LngLat at, string name, string kind, string id, int leastZoom)
    {
        var (x, y) = Mercator.World(at.Lng, at.Lat);
        return new TileFeature(
            TileSet.LabelLayer, TileShape.Point, leastZoom, Whole: true, [[x, y]],
            [new("name", name), new("kind", kind), new("id", id)], 0);
    }

    private static string LayerOf(string kind) => kind switch
    {
        GroundFeature.Water => TileSet.WaterLayer,
        GroundFeature.Green => TileSet.GreenLayer,
        GroundFeature.Road => TileSet.RoadLayer,
        GroundFeature.Block => TileSet.BlockLayer,
        GroundFeature.Land => TileSet.LandLayer,
        _ => throw new ArgumentException($"Found ground kind '{kind}'; expected Water, Green, Road, Block or Land."),
    };

    private static ImmutableArray<double[]> Paths(Outline outline)
    {
        var paths = ImmutableArray.CreateBuilder<double[]>(outline.RingCount);
        var ring = 0;
        foreach (var polygonEnd in outline.PolygonEnds)
        {
            var first = ring;
            for (; ring < polygonEnd; ring++)
            {
                paths.Add(Turned(Mercator.World(outline.Ring(ring)), exterior: ring == first));
            }
        }

        return paths.MoveToImmutable();
    }

    private static ImmutableArray<double[]> Oriented(IEnumerable<double[]> rings) =>
        [.. rings.Select((ring, number) => Turned(ring, exterior: number == 0))];

    // The specification wants exteriors to run one way and holes the other.
    private static double[] Turned(double[] ring, bool exterior)
    {
        if (TileFrame.DoubledSurface(ring) < 0 != exterior)
        {
            return ring;
        }

        var turned = new double[ring.Length];
        for (var i = 0; i < ring.Length; i += 2)
        {
            (turned[i], turned[i + 1]) = (ring[ring.Length - 2 - i], ring[ring.Length - 1 - i]);
        }

        return turned;
    }

    private static double[] Flat(ImmutableArray<LngLat> path)
    {
        var flat = new double[path.Length * 2];
        for (var i = 0; i < path.Length; i++)
        {
            (flat[i * 2], flat[(i * 2) + 1]) = (path[i].Lng, path[i].Lat);
        }

        return flat;
    }
}
