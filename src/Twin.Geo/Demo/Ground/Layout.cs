using System.Collections.Immutable;
using Twin.Geo.Demo.Buildings;
using Twin.Geo.Demo.Wards;
using Twin.Geo.Reference;

namespace Twin.Geo.Demo.Ground;

/// <summary>The whole plan of a demo city in metres, and its way onto the earth.</summary>
internal sealed class Layout
{
    // A place of no real town's middle; the city is fictional and covers whatever is there.
    private static readonly LngLat Origin = new(120.84, 29.18);

    private readonly LocalMetres plane = new(Origin);
    private readonly Dictionary<int, LngLat> places = [];

    public Layout(DemoSize size, int seed)
    {
        Plan = DemoPlan.Of(size);
        Terrain = new Terrain(Plan, Chance.For(seed, 1));
        Skeleton = new Skeleton(Plan, Terrain, Chance.For(seed, 2));
        Skeleton.Lay();
        Parcels = new Parcels(Plan, Terrain, Skeleton, Chance.For(seed, 3));
        Parcels.Divide();
        Wards = new WardPlan(Plan, Skeleton.Mesh, Parcels);
        Names = new Names(Chance.For(seed, 4));
        Roads = new RoadNet(Skeleton.Mesh, Names);
        Lots = new Lots(Plan, Terrain, Skeleton.Mesh, Parcels, Wards, seed);
        Lots.Fill();
        Tracer = new Tracer(Skeleton.Mesh);
    }

    public DemoPlan Plan { get; }

    public Terrain Terrain { get; }

    public Skeleton Skeleton { get; }

    public Mesh Mesh => Skeleton.Mesh;

    public Parcels Parcels { get; }

    public WardPlan Wards { get; }

    public Names Names { get; }

    public RoadNet Roads { get; }

    public Lots Lots { get; }

    public Tracer Tracer { get; }

    public LngLat At(Vec at) => Quantum.Round(plane.At(at.X, at.Y));

    public ImmutableArray<LngLat> Path(IEnumerable<Vec> line) => [.. line.Select(At)];

    /// <summary>A ring of places, closed.</summary>
    public ImmutableArray<LngLat> Closed(Vec[] ring) => [.. ring.Append(ring[0]).Select(At)];

    /// <summary>The outline of tracts; neighbours share its points bit for bit.</summary>
    public Outline Outline(IReadOnlyCollection<int> tracts) => Geo.Outline.FromPolygons(
        Tracer.Polygons(tracts).Select(polygon => polygon.Select(
            ring => (IReadOnlyList<LngLat>)[.. ring.Select(PlaceOf)])));

    /// <summary>A place inside the tracts, the middle if that is inside.</summary>
    public LngLat Middle(IReadOnlyCollection<int> tracts)
    {
        double whole = 0;
        var sum = default(Vec);
        var shapes = tracts.Select(Mesh.Shape).ToList();
        foreach (var shape in shapes)
        {
            sum += Ring.Centroid(shape) * Ring.Surface(shape);
            whole += Ring.Surface(shape);
        }

        var middle = sum * (1 / whole);
        return At(shapes.Exists(shape => Ring.Holds(shape, middle))
            ? middle
            : shapes.Select(Ring.Centroid).MinBy(centre => (centre - middle).Length));
    }

    private LngLat PlaceOf(int point)
    {
        if (!places.TryGetValue(point, out var place))
        {
            places.Add(point, place = At(Mesh[point]));
        }

        return place;
    }
}
