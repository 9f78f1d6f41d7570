namespace Twin.Geo.Demo.Ground;

/// <summary>The lie of the land: a river that winds through, and how streets bend along it.</summary>
/// <remarks>
/// Streets are laid out in river coordinates: u metres across from the middle of the river, v metres along it. Near the
/// river they follow its bends, farther away they calm down; swirls turn whole quarters, so that it is no checkerboard.
/// </remarks>
internal sealed class Terrain
{
    private readonly DemoPlan plan;
    private readonly double heading;
    private readonly double[] phases;
    private readonly (Vec At, double Turn, double Reach)[] swirls;

    public Terrain(DemoPlan plan, Chance chance)
    {
        this.plan = plan;
        heading = chance.Between(-0.52, -0.38);
        phases = [.. Enumerable.Range(0, 10).Select(_ => chance.Between(0, 2 * Math.PI))];
        var radius = plan.RadiusMetres;
        swirls =
        [
            (Vec.Along(0.55) * (0.62 * radius), 0.30, 0.42 * radius),
            (Vec.Along(2.65) * (0.58 * radius), -0.27, 0.45 * radius),
            (Vec.Along(4.55) * (0.60 * radius), 0.24, 0.40 * radius),
            (Vec.Along(5.75) * (0.66 * radius), -0.20, 0.36 * radius),
        ];
        Centre = At(HalfRiver(0) + (0.16 * radius), 0.02 * radius);
        OldTown = At(-HalfRiver(0) - (0.14 * radius), -0.16 * radius);
        SubCentres =
        [
            At(-0.52 * radius, 0.42 * radius),
            At(0.50 * radius, -0.56 * radius),
        ];
    }

    public Vec Centre { get; }

    public Vec OldTown { get; }

    public double OldTownMetres => 0.15 * plan.RadiusMetres;

    public Vec[] SubCentres { get; }

    /// <summary>From river coordinates to the plane, x to the east and y to the north.</summary>
    public Vec At(double u, double v)
    {
        var radius = plan.RadiusMetres;
        var calm = Math.Exp(-Math.Pow(u / (0.55 * radius), 2));
        var square = Math.Exp(-Math.Pow(u / (0.26 * radius), 2));
        var x = u + (Bend(v) * calm) + (0.022 * radius * Math.Sin((v / (0.42 * radius)) + (u / radius) + phases[2]));
        var y = v - (Slope(v) * u * square) + (0.02 * radius * Math.Sin((u / (0.37 * radius)) + phases[3]));
        var at = new Vec(x, y);
        foreach (var (middle, turn, reach) in swirls)
        {
            var away = at - middle;
            at = middle + away.Turned(turn * Math.Exp(-away.Dot(away) / (reach * reach)));
        }

        return at.Turned(heading);
    }

    /// <summary>Half the width of the water.</summary>
    public double HalfRiver(double v) => plan.RiverMetres / 2
        * (1 + (0.22 * Math.Sin((v / (0.31 * plan.RadiusMetres)) + phases[4]))
            + (0.12 * Math.Sin((v / (0.13 * plan.RadiusMetres)) + phases[5])));

    /// <summary>Width of the green between water and riverside road.</summary>
    public double Bank(int side, double v) =>
        42 + (14 * Math.Sin((v / (0.19 * plan.RadiusMetres)) + phases[side < 0 ? 6 : 7]));

    /// <summary>How far the city reaches in a direction.</summary>
    public double Reach(Vec at)
    {
        var angle = at.Angle;
        return plan.RadiusMetres * (1 + (0.10 * Math.Sin((2 * angle) + phases[8]))
            + (0.07 * Math.Sin((3 * angle) + phases[9])));
    }

    /// <summary>From 0 in the fields to 1 in the middle of town.</summary>
    public double Pull(Vec at)
    {
        var radius = plan.RadiusMetres;
        double Hill(Vec middle, double reach) => Math.Exp(-Math.Pow((at - middle).Length / reach, 2));
        return Math.Max(
            Hill(Centre, 0.36 * radius),
            Math.Max(0.60 * Hill(SubCentres[0], 0.27 * radius), 0.52 * Hill(SubCentres[1], 0.25 * radius)));
    }

    /// <summary>The quarter of the works: a sector at the edge.</summary>
    public bool IsWorks(Vec at) =>
        at.Length > 0.60 * plan.RadiusMetres && Math.Abs(Math.IEEERemainder(at.Angle - 2.35, 2 * Math.PI)) < 0.62;

    /// <summary>The banks of the water as one ring, far beyond the city.</summary>
    public Vec[] River(double reach, double step)
    {
        var count = (int)(2 * reach / step);
        var right = Enumerable.Range(0, count + 1).Select(i => -reach + (i * step));
        var left = right.Reverse();
        return [.. right.Select(v => At(HalfRiver(v), v)), .. left.Select(v => At(-HalfRiver(v), v))];
    }

    private double Bend(double v)
    {
        var radius = plan.RadiusMetres;
        return (0.155 * radius * Math.Sin((v / (0.31 * radius)) + phases[0]))
            + (0.055 * radius * Math.Sin((v / (0.17 * radius)) + phases[1]));
    }

    private double Slope(double v)
    {
        var radius = plan.RadiusMetres;
        return (0.155 / 0.31 * Math.Cos((v / (0.31 * radius)) + phases[0]))
            + (0.055 / 0.17 * Math.Cos((v / (0.17 * radius)) + phases[1]));
    }
}
