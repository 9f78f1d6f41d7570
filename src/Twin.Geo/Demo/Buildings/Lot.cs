using Twin.Geo.Demo.Ground;

namespace Twin.Geo.Demo.Buildings;

/// <summary>The buildable land of one block, and what stands on it; refuses what does not fit.</summary>
internal sealed class Lot
{
    private readonly List<(Vec[] Ring, Vec Least, Vec Most)> taken = [];

    public Lot(Block block, Vec[] land, Vec[] buildable, double pull, Chance chance)
    {
        (Block, Land, Buildable, Pull, Chance) = (block, land, buildable, pull, chance);
        var axis = Ring.Axis(buildable);
        Surface = Ring.Surface(buildable);
        Middle = Ring.Centroid(buildable);
        // The axis of the block that is nearest to east and west: dwellings look south.
        RowAngle = axis;
        LongAngle = Cutter.LongAxis(buildable).Angle;
    }

    public Block Block { get; }

    /// <summary>From kerb to kerb.</summary>
    public Vec[] Land { get; }

    /// <summary>Behind the building line.</summary>
    public Vec[] Buildable { get; }

    /// <summary>How near the middle of town, 0 to 1.</summary>
    public double Pull { get; }

    public Chance Chance { get; }

    public double Surface { get; }

    public Vec Middle { get; }

    public double RowAngle { get; }

    public double LongAngle { get; }

    public List<Raised> Buildings { get; } = [];

    /// <summary>Lawns, pitches and ponds within the block, with their class.</summary>
    public List<(string Kind, string Class, Vec[] Ring)> Yards { get; } = [];

    /// <summary>Length and depth of the buildable land along an angle.</summary>
    public (double Length, double Depth) Size(double angle)
    {
        var along = Vec.Along(angle);
        var (a, b) = Ring.Extent(Buildable, along);
        var (c, d) = Ring.Extent(Buildable, along.Left);
        return (b - a, d - c);
    }

    /// <summary>Puts the building there if it lies inside and keeps its distance from all others.</summary>
    public bool TryRaise(Raised building, double apartMetres = 3)
    {
        if (!IsFree(building.Footprint, apartMetres))
        {
            return false;
        }

        Take(building.Footprint);
        Buildings.Add(building);
        return true;
    }

    /// <summary>Puts the building without asking: for one that stands in the court of another.</summary>
    public void RaiseInside(Raised building) => Buildings.Add(building);

    public bool TryYard(string kind, string @class, Vec[] ring, double apartMetres = 2)
    {
        if (!IsFree(ring, apartMetres))
        {
            return false;
        }

        Take(ring);
        Yards.Add((kind, @class, ring));
        return true;
    }

    /// <summary>Keeps land free of what comes later.</summary>
    public void Take(Vec[] ring)
    {
        var (least, most) = Bounds(ring);
        taken.Add((ring, least, most));
    }

    public bool IsFree(Vec[] ring, double apartMetres)
    {
        if (!Array.TrueForAll(ring, point => Ring.Holds(Buildable, point)) || Ring.EdgesCross(ring, Buildable))
        {
            return false;
        }

        var (least, most) = Bounds(ring);
        foreach (var other in taken)
        {
            var isNear = least.X - apartMetres < other.Most.X && most.X + apartMetres > other.Least.X
                && least.Y - apartMetres < other.Most.Y && most.Y + apartMetres > other.Least.Y;
            if (isNear && IsNear(ring, other.Ring, apartMetres))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNear(Vec[] one, Vec[] other, double metres) =>
        Ring.EdgesCross(one, other) || Ring.Holds(one, other[0]) || Ring.Holds(other, one[0])
        || CornerNear(one, other, metres) || CornerNear(other, one, metres);

    private static bool CornerNear(Vec[] corners, Vec[] walls, double metres)
    {
        foreach (var corner in corners)
        {
            for (var i = 0; i < walls.Length; i++)
            {
                Vec from = walls[i], way = walls[(i + 1) % walls.Length] - from;
                var part = Math.Clamp((corner - from).Dot(way) / way.Dot(way), 0, 1);
                if ((from + (way * part) - corner).Length < metres)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static (Vec Least, Vec Most) Bounds(Vec[] ring)
    {
        var (east, north) = (Ring.Extent(ring, new Vec(1, 0)), Ring.Extent(ring, new Vec(0, 1)));
        return (new Vec(east.Least, north.Least), new Vec(east.Most, north.Most));
    }
}
