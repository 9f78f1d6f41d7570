using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>Finds the building at a place: the footprint that holds it, else the nearest one.</summary>
internal sealed class BuildingIndex
{
    /// <summary>How far a point may lie from the wall: a phone's fix on the pavement still means the house.</summary>
    public const double ReachMetres = 15;

    private const double CellsPerBuilding = 1;

    private readonly ImmutableArray<ReferenceBuilding> buildings;
    private readonly CellIndex cells;

    public BuildingIndex(ImmutableArray<ReferenceBuilding> buildings)
    {
        this.buildings = buildings;
        cells = new CellIndex([.. buildings.Select(building => Reach(building.Footprint.Bounds))], CellsPerBuilding);
    }

    public ReferenceBuilding? At(LngLat at)
    {
        ReferenceBuilding? nearest = null;
        var nearestMetres = ReachMetres;
        var plane = new LocalMetres(at);
        foreach (var number in cells.Near(at.Lng, at.Lat))
        {
            var building = buildings[number];
            if (building.Footprint.Contains(at))
            {
                return building;
            }

            var metres = MetresToWall(plane, building.Footprint);
            if (metres <= nearestMetres)
            {
                (nearest, nearestMetres) = (building, metres);
            }
        }

        return nearest;
    }

    private static Box Reach(Box box)
    {
        var plane = new LocalMetres(box.Centre);
        var corner = plane.At(ReachMetres, ReachMetres);
        double east = corner.Lng - box.Centre.Lng, north = corner.Lat - box.Centre.Lat;
        return new Box(box.West - east, box.South - north, box.East + east, box.North + north);
    }

    private static double MetresToWall(LocalMetres plane, Outline footprint)
    {
        var least = double.PositiveInfinity;
        for (var ring = 0; ring < footprint.RingCount; ring++)
        {
            var flat = footprint.Ring(ring);
            var last = plane.From(new LngLat(flat[0], flat[1]));
            for (var i = 2; i + 1 < flat.Length; i += 2)
            {
                var next = plane.From(new LngLat(flat[i], flat[i + 1]));
                least = Math.Min(least, MetresFromOrigin(last, next));
                last = next;
            }
        }

        return least;
    }

    private static double MetresFromOrigin((double East, double North) a, (double East, double North) b)
    {
        double east = b.East - a.East, north = b.North - a.North;
        var length = (east * east) + (north * north);
        var along = length == 0 ? 0 : Math.Clamp(-((a.East * east) + (a.North * north)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(a.East + (along * east), 2) + Math.Pow(a.North + (along * north), 2));
    }
}
