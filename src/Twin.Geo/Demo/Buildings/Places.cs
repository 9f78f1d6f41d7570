using Twin.Geo.Reference;

namespace Twin.Geo.Demo.Buildings;

/// <summary>Schools, hospitals, markets, works and other places with a shape of their own.</summary>
internal static class Places
{
    public static void School(Lot lot)
    {
        var chance = lot.Chance;
        var along = Vec.Along(lot.LongAngle);
        var (length, depth) = lot.Size(lot.LongAngle);
        var size = Math.Clamp(Math.Min(depth - 8, (length - 10) * 0.42) / 56, 0.45, 1);
        foreach (var side in new[] { 1, -1 })
        {
            var track = Shapes.Placed(
                Shapes.Round(56 * size, 100 * size, 28), lot.Middle + (along * (side * 0.27 * length)), lot.LongAngle);
            if (lot.TryYard(GroundFeature.Green, "pitch", track, 0))
            {
                break;
            }
        }

        var halls = new (Vec[] Shape, int Floors)[]
        {
            (Shapes.You(54, 36, 10), chance.Whole(4, 5)), (Shapes.Ell(46, 30, 10), 4), (Shapes.Box(44, 11), 5),
            (Shapes.You(36, 26, 8), 3), (Shapes.Box(30, 20), 3), (Shapes.Box(26, 10), 4),
        };
        Scatter(lot, halls, "School", 3.6, 6, 4);
    }

    public static void Hospital(Lot lot) => Scatter(
        lot,
        [
            (Shapes.Tee(72, 44, 18), 15), (Shapes.Tee(54, 36, 15), 13), (Shapes.You(54, 38, 13), 6),
            (Shapes.Box(44, 16), 8), (Shapes.Ell(34, 26, 12), 4), (Shapes.Box(24, 14), 3),
        ],
        "Hospital", 3.7, 9, 5);

    public static void Market(Lot lot)
    {
        Scatter(lot, [(Shapes.Bevelled(74, 46, 6), 2), (Shapes.Bevelled(52, 34, 5), 2)], "Market", 5.2, 8, 1);
        Perimeter.Around(lot, "Shops", 10, (20, 40), chance => chance.Of(2, 3), homes: false);
    }

    public static void Civic(Lot lot)
    {
        Scatter(
            lot,
            [
                (Shapes.You(84, 46, 18), 11), (Shapes.You(60, 36, 14), 9), (Shapes.Box(52, 15), 6),
                (Shapes.Box(34, 14), 5),
            ],
            "Civic", 3.8, 10, 3);
        Perimeter.Around(lot, "Shops", 11, (20, 40), chance => chance.Whole(2, 4), homes: false);
    }

    public static void NursingHome(Lot lot) => Scatter(
        lot, [(Shapes.You(58, 34, 12), 5), (Shapes.Ell(42, 28, 12), 4), (Shapes.Box(34, 12), 4)],
        "NursingHome", 3.3, 8, 4);

    public static void Station(Lot lot)
    {
        Scatter(
            lot, [(Shapes.Bevelled(130, 46, 8), 2), (Shapes.Bevelled(96, 38, 6), 2), (Shapes.Bevelled(70, 30, 6), 2)],
            "Station", 11, 6, 1);
        Perimeter.Around(lot, "Shops", 12, (24, 44), chance => chance.Whole(2, 5), homes: false);
    }

    /// <summary>Long halls, an office in front, here and there a group of tanks.</summary>
    public static void Works(Lot lot)
    {
        var chance = lot.Chance;
        if (chance.In(0.22))
        {
            Tanks(lot);
        }

        foreach (var row in Rows.Of(lot, lot.LongAngle, chance.Between(30, 52), chance.Between(13, 18)))
        {
            var depth = chance.Between(26, 30) + (row.Count < 3 ? 8 : 0);
            Dwellings.Fill(row, chance.Between(46, 105), 14, 26, (at, metres) =>
            {
                var isOffice = chance.In(0.10);
                var floors = isOffice ? chance.Whole(4, 6) : chance.Of(1, 1, 2);
                var shape = chance.Whole(0, 4) switch
                {
                    0 => Shapes.Ell(metres, depth, depth * 0.6),
                    1 => Shapes.Stepped(metres, depth - 5, 3, 5),
                    _ => Shapes.Box(metres, depth),
                };
                lot.TryRaise(new Raised(
                    Shapes.Placed(isOffice ? Shapes.Box(Math.Min(metres, 44), 16) : shape, at, lot.LongAngle),
                    isOffice ? "Office" : "Factory", isOffice ? floors * 3.6 : chance.Between(7, 14), floors), 6);
            });
        }
    }

    /// <summary>Grass, a lake, and a few halls at the edge of it.</summary>
    public static void Park(Lot lot, bool hasStadium)
    {
        var chance = lot.Chance;
        var (length, depth) = lot.Size(lot.LongAngle);
        if (hasStadium && Stadium(lot, Math.Min(1, (Math.Min(length, depth) - 30) / 150)))
        {
            Scatter(lot, [(Shapes.Round(64, 50, 20), 2), (Shapes.Box(70, 40), 2)], "Stadium", 8, 12, 2);
        }
        else if (lot.Surface > 30_000 || chance.In(0.5))
        {
            var shore = Shapes.Round(length * 0.52, depth * 0.50, 11)
                .Select(at => at * chance.Between(0.72, 1.12)).ToArray();
            lot.TryYard(
                GroundFeature.Water, "lake", Ring.Smooth(Shapes.Placed(shore, lot.Middle, lot.LongAngle), 3), 0);
            Scatter(lot, [(Shapes.Round(58, 44, 20), 3), (Shapes.Ell(52, 34, 16), 3)], "Civic", 6.5, 14, 2);
        }

        for (var i = 0; i < (lot.Surface > 30_000 ? 14 : 5); i++)
        {
            var at = lot.Middle + (Vec.Along(chance.Between(0, 6.3)) * chance.Between(0.2, 0.62) * length);
            var shape = chance.Of(Shapes.Round(12, 12, 8), Shapes.Box(16, 9), Shapes.Ell(18, 14, 6));
            lot.TryRaise(
                new Raised(Shapes.Placed(shape, at, chance.Between(0, 3.1)), "Pavilion", chance.Between(4, 8), 1), 10);
        }
    }

    private static bool Stadium(Lot lot, double size)
    {
        var outer = Shapes.Placed(Shapes.Round(190 * size, 146 * size, 40), lot.Middle, lot.LongAngle);
        var pitch = Shapes.Placed(Shapes.Round(122 * size, 82 * size, 32), lot.Middle, lot.LongAngle);
        if (size < 0.5 || !lot.TryRaise(new Raised(outer, "Stadium", 34 * size, 4) { Courts = [pitch] }, 8))
        {
            return false;
        }

        lot.Yards.Add((GroundFeature.Green, "pitch", pitch));
        return true;
    }

    private static void Tanks(Lot lot)
    {
        var chance = lot.Chance;
        var at = lot.Middle + (Vec.Along(chance.Between(0, 6.3)) * 20);
        var metres = chance.Between(13, 19);
        for (var i = 0; i < 6; i++)
        {
            var place = at + (new Vec(i % 3 * (metres + 5), i / 3 * (metres + 5))).Turned(lot.LongAngle);
            var tank = Shapes.Placed(Shapes.Round(metres, metres, 16), place, 0);
            lot.TryRaise(new Raised(tank, "Tank", chance.Between(9, 14), 1), 4);
        }
    }

    /// <summary>Places each shape where it first fits, the greatest first, looking south or along the block.</summary>
    private static void Scatter(
        Lot lot, (Vec[] Shape, int Floors)[] halls, string kind, double floorMetres, double apart, int most)
    {
        var raised = 0;
        foreach (var (shape, floors) in halls)
        {
            if (raised < most && FirstPlace(lot, shape, apart) is { } footprint
                && lot.TryRaise(new Raised(footprint, kind, (floors * floorMetres) + 1, floors), apart))
            {
                raised++;
            }
        }
    }

    private static Vec[]? FirstPlace(Lot lot, Vec[] shape, double apart)
    {
        const int Steps = 9;
        var (length, depth) = lot.Size(lot.LongAngle);
        var along = Vec.Along(lot.LongAngle);
        foreach (var angle in new[] { lot.RowAngle, lot.RowAngle + (Math.PI / 2), lot.RowAngle + Math.PI })
        {
            for (var step = 0; step < Steps * Steps; step++)
            {
                // From the middle outwards along the block, then across it.
                double x = Outwards(step % Steps, Steps), y = Outwards(step / Steps, Steps);
                var at = lot.Middle + (along * (x * length * 0.45)) + (along.Left * (y * depth * 0.45));
                var placed = Shapes.Placed(shape, at, angle);
                if (lot.IsFree(placed, apart))
                {
                    return placed;
                }
            }
        }

        return null;
    }

    private static double Outwards(int step, int steps) => (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * 2.0 / steps;
}
