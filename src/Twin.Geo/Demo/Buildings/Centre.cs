using Twin.Geo.Demo.Ground;

namespace Twin.Geo.Demo.Buildings;

/// <summary>The middle of town: towers on podiums, offices, malls.</summary>
internal static class Centre
{
    private const double OfficeFloorMetres = 3.9;
    private const double MostMetres = 182;

    /// <summary>A podium as wide as the block, with one or two towers rising out of it.</summary>
    public static void Core(Lot lot)
    {
        var chance = lot.Chance;
        var (length, depth) = lot.Size(lot.LongAngle);
        if (length > 135 || depth < 42 || chance.In(0.22))
        {
            Plaza(lot);
            return;
        }

        var podium = Inset.Of(lot.Buildable, chance.Between(1.5, 6));
        if (podium is null || Ring.Surface(podium) < 1_300)
        {
            Plaza(lot);
            return;
        }

        var floors = chance.Whole(3, 5);
        var towers = TowersOn(lot, podium, length);
        if (towers.Count == 0)
        {
            Plaza(lot);
            return;
        }

        if (lot.TryRaise(new Raised(podium, "Mall", (floors * 5.0) + 1, floors)
        {
            Courts = [.. towers.Select(tower => Grown(tower.Footprint, 0.4))],
        }))
        {
            towers.ForEach(lot.RaiseInside);
        }
    }

    private static List<Raised> TowersOn(Lot lot, Vec[] podium, double length)
    {
        var along = Vec.Along(lot.LongAngle);
        var towers = new List<Raised>();
        var isPair = length > 84 && lot.Chance.In(0.55);
        foreach (var step in isPair ? new[] { -0.25, 0.25 } : [lot.Chance.Between(-0.1, 0.1)])
        {
            var tower = Tower(lot, Ring.Centroid(podium) + (along * (step * length)), 0.92);
            if (Inset.Of(podium, 4) is { } inner && Array.TrueForAll(tower.Footprint, at => Ring.Holds(inner, at)))
            {
                towers.Add(tower);
            }
        }

        return towers;
    }

    /// <summary>Free towers over open ground with low houses around.</summary>
    public static void Plaza(Lot lot)
    {
        var chance = lot.Chance;
        foreach (var row in Rows.Of(lot, lot.LongAngle, 34, 16))
        {
            Dwellings.Fill(row, 40, 18, 30, (at, metres) => lot.TryRaise(Tower(lot, at, 0.78), 8));
        }

        Perimeter.Around(lot, "Shops", 12, (20, 38), one => one.Whole(3, 5), homes: false);
    }

    /// <summary>Offices along the streets, a slab behind.</summary>
    public static void Offices(Lot lot)
    {
        var chance = lot.Chance;
        var most = 7 + (int)(lot.Pull * 14);
        foreach (var row in Rows.Of(lot, lot.LongAngle, 21, 24))
        {
            Dwellings.Fill(row, chance.Between(36, 54), 16, 24, (at, metres) =>
            {
                var floors = chance.Whole(6, most);
                var shape = chance.Whole(0, 3) switch
                {
                    0 => Shapes.Ell(metres, 20, 13),
                    1 => Shapes.Bevelled(metres, 18, 4),
                    _ => Shapes.Box(metres, 18),
                };
                lot.TryRaise(new Raised(
                    Shapes.Placed(shape, at, lot.LongAngle), "Office", floors * OfficeFloorMetres, floors), 6);
            });
        }

        Perimeter.Around(lot, "Shops", 13, (18, 34), one => one.Whole(3, 6), homes: false);
    }

    /// <summary>One great house around an atrium.</summary>
    public static bool Mall(Lot lot)
    {
        var chance = lot.Chance;
        var outer = Inset.Of(lot.Buildable, 4);
        var (length, depth) = lot.Size(lot.LongAngle);
        if (outer is null || depth < 44 || length > 150)
        {
            return false;
        }

        var floors = chance.Whole(4, 6);
        var atrium = Shapes.Placed(
            Shapes.Round(length * 0.34, depth * 0.26, 16), Ring.Centroid(outer), lot.LongAngle);
        var isInside = chance.In(0.6) && Inset.Of(outer, 8) is { } inner
            && Array.TrueForAll(atrium, at => Ring.Holds(inner, at));
        var mall = new Raised(outer, "Mall", (floors * 5.2) + 2, floors) { Courts = isInside ? [atrium] : [] };
        return lot.TryRaise(mall);
    }

    private static Raised Tower(Lot lot, Vec at, double size)
    {
        var chance = lot.Chance;
        var length = chance.Between(36, 48) * size;
        var depth = chance.Between(30, 40) * size;
        var isLandmark = lot.Pull > 0.94 && chance.In(0.4);
        var usual = (58 + (104 * Math.Pow(lot.Pull, 2))) * chance.Between(0.74, 1.2);
        var height = isLandmark ? chance.Between(150, MostMetres) : Math.Min(MostMetres, usual);
        var shape = chance.Whole(0, 9) switch
        {
            0 => Shapes.Round(depth, depth, 20),
            1 => Shapes.Round(length * 1.1, depth * 0.85, 16),
            2 or 3 => Shapes.Cross(length, depth, depth * 0.66),
            4 or 5 => Shapes.Stepped(length, depth * 0.84, 2, depth * 0.16),
            6 or 7 => Shapes.Bevelled(length, depth, depth * 0.2),
            _ => Shapes.Box(length, depth),
        };
        return new Raised(
            Shapes.Placed(shape, at, lot.LongAngle), "Office", height, (int)(height / OfficeFloorMetres));
    }

    private static Vec[] Grown(Vec[] ring, double metres)
    {
        var middle = Ring.Centroid(ring);
        return [.. ring.Select(at => at + ((at - middle).Unit * metres))];
    }
}
