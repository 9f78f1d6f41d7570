namespace Twin.Geo.Demo.Buildings;

/// <summary>Where people live: rows of slabs, towers, courtyards, villages and villas.</summary>
internal static class Dwellings
{
    private const double FloorMetres = 2.95;
    private const double ParapetMetres = 1.2;
    private const double EntranceMetres = 17;

    /// <summary>Rows of slabs that look south, as far apart as they are high allows, around a garden.</summary>
    public static void Slabs(Lot lot, int leastFloors, int mostFloors)
    {
        var chance = lot.Chance;
        var floors = chance.Whole(leastFloors, mostFloors);
        var height = (floors * FloorMetres) + ParapetMetres;
        var depth = chance.Between(11.5, 14);
        var (length, deep) = lot.Size(lot.RowAngle);
        if (deep > 120 && length > 110 && chance.In(0.7))
        {
            lot.TryYard(GreenKind, "garden", Shapes.Placed(
                Shapes.Round(chance.Between(30, 52), chance.Between(24, 36), 20), lot.Middle, lot.RowAngle), 0);
        }

        if (chance.In(0.45))
        {
            ShopFront(lot);
        }

        var usual = chance.Between(32, 56);
        var isStepped = chance.In(0.5);
        foreach (var row in Rows.Of(lot, lot.RowAngle, depth, Math.Clamp(height * 0.78, 13, 38)))
        {
            Fill(row, usual, chance.Between(8, 13), 22, (at, metres) =>
            {
                var entrances = Math.Max(1, (int)Math.Round(metres / EntranceMetres));
                var own = floors + (chance.In(0.12) ? chance.Of(-2, -1, 1) : 0);
                var shape = isStepped && entrances > 1
                    ? Shapes.Stepped(metres, depth - 1.6, entrances, 1.6)
                    : Shapes.Box(metres, depth);
                lot.TryRaise(Home(shape, at, lot.RowAngle, "Apartment", own, new Homes(entrances, 2, 1, own)));
            });
        }
    }

    /// <summary>Point towers in a staggered pattern, some with shops along the street.</summary>
    public static void Towers(Lot lot)
    {
        var chance = lot.Chance;
        var floors = chance.Whole(18, 24) + (int)(lot.Pull * 14);
        double length = chance.Between(24, 31), depth = chance.Between(17, 22);
        var pattern = chance.Whole(0, 3);
        if (chance.In(0.6))
        {
            ShopFront(lot);
        }

        var (_, deep) = lot.Size(lot.RowAngle);
        var gap = deep > 110 ? chance.Between(28, 38) : 24;
        foreach (var row in Rows.Of(lot, lot.RowAngle, depth, gap))
        {
            var shift = row.Number % 2 * 0.5;
            var step = length + chance.Between(19, 27);
            for (var x = (length / 2) + (shift * step); x < row.Length - (length / 2); x += step)
            {
                var own = floors + chance.Whole(-2, 2);
                var shape = pattern switch
                {
                    0 => Shapes.Cross(length, depth, depth * 0.5),
                    1 => Shapes.Bevelled(length * 0.9, depth, 4),
                    2 => Shapes.Tee(length, depth, depth * 0.55),
                    _ => Shapes.Stepped(length, depth - 2.4, 2, 2.4),
                };
                lot.TryRaise(
                    Home(shape, row.At(x), lot.RowAngle, "Apartment", own, new Homes(1, 4, 1, own)), 9);
            }
        }
    }

    /// <summary>Low houses around small courts, lanes a cart wide between them.</summary>
    public static void OldTown(Lot lot)
    {
        var chance = lot.Chance;
        if (chance.In(0.35))
        {
            ShopFront(lot);
        }

        foreach (var row in Rows.Of(lot, lot.LongAngle, chance.Between(13, 16), 4.2))
        {
            var depth = chance.Between(11.5, 13.5);
            Fill(row, chance.Between(13, 19), 2.8, 9, (at, metres) =>
            {
                var floors = chance.Of(1, 2, 2, 2, 3);
                var turn = lot.LongAngle + (chance.In(0.5) ? Math.PI : 0);
                var shape = chance.Whole(0, 3) switch
                {
                    0 => Shapes.You(metres, depth, 4.2),
                    1 => Shapes.Ell(metres, depth, 5),
                    2 => Shapes.Box(metres, depth),
                    _ => Shapes.Box(metres, depth * 0.7),
                };
                lot.TryRaise(
                    Home(shape, at, turn, "House", floors, new Homes(1, chance.Of(1, 2, 2), 1, floors)), 2);
            });
        }
    }

    /// <summary>Villagers' own houses, wall to wall and never quite in line.</summary>
    public static void Village(Lot lot)
    {
        var chance = lot.Chance;
        var angle = lot.RowAngle + chance.Between(-0.08, 0.08);
        foreach (var row in Rows.Of(lot, angle, 13.5, chance.Between(5, 8)))
        {
            Fill(row, chance.Between(12.5, 16), 3.6, 9, (at, metres) =>
            {
                if (chance.In(0.12))
                {
                    return;
                }

                var floors = chance.Whole(3, 5);
                var depth = chance.Between(10.5, 13);
                var shape = chance.In(0.3) ? Shapes.Ell(metres, depth, 6) : Shapes.Box(metres, depth);
                var place = at + new Vec(chance.Between(-0.5, 0.5), chance.Between(-0.5, 0.5));
                lot.TryRaise(
                    Home(shape, place, angle + chance.Between(-0.05, 0.05), "House", floors,
                        new Homes(1, 1, 1, chance.Whole(1, 3))), 1.2);
            });
        }
    }

    /// <summary>Detached houses in gardens.</summary>
    public static void Villas(Lot lot)
    {
        var chance = lot.Chance;
        lot.TryYard(WaterKind, "pond", Shapes.Placed(
            Ring.Smooth(Shapes.Round(chance.Between(34, 48), chance.Between(18, 26), 9), 1), lot.Middle,
            lot.RowAngle), 0);
        foreach (var row in Rows.Of(lot, lot.RowAngle, 15, chance.Between(15, 20)))
        {
            Fill(row, chance.Between(15, 19), chance.Between(10, 14), 12, (at, metres) =>
            {
                var floors = chance.Of(2, 2, 3);
                var shape = chance.In(0.6) ? Shapes.Ell(metres, 13.5, 7) : Shapes.Tee(metres, 13.5, 7);
                var turn = lot.RowAngle + (chance.In(0.5) ? Math.PI : 0);
                lot.TryRaise(Home(shape, at, turn, "Villa", floors, new Homes(1, 1, 1, 1)), 5);
            });
        }
    }

    /// <summary>A low row of shops along the longest side of the lot.</summary>
    public static void ShopFront(Lot lot)
    {
        var longest = Enumerable.Range(0, lot.Buildable.Length)
            .MaxBy(i => (lot.Buildable[(i + 1) % lot.Buildable.Length] - lot.Buildable[i]).Length);
        Perimeter.AlongEdge(lot, longest, "Shops", 10, (24, 46), chance => chance.Of(2, 2, 3), homes: false);
    }

    /// <summary>Spreads units along a row so that they fill it evenly.</summary>
    public static void Fill(Row row, double usual, double gap, double least, Action<Vec, double> raise)
    {
        var count = (int)Math.Round((row.Length + gap) / (usual + gap));
        if (count == 0 && row.Length >= least)
        {
            count = 1;
        }

        var metres = ((row.Length + gap) / Math.Max(count, 1)) - gap;
        if (metres > usual * 1.25)
        {
            metres = usual * 1.25;
        }

        var spare = count <= 1 ? 0 : (row.Length - (count * metres)) / (count - 1);
        for (var i = 0; i < count && metres >= least; i++)
        {
            var middle = count == 1 ? row.Length / 2 : (metres / 2) + (i * (metres + spare));
            raise(row.At(middle), metres);
        }
    }

    public static Raised Home(Vec[] shape, Vec at, double angle, string kind, int floors, Homes homes) =>
        new(Shapes.Placed(shape, at, angle), kind, (floors * FloorMetres) + ParapetMetres, floors) { Homes = homes };

    private const string GreenKind = Geo.Reference.GroundFeature.Green;
    private const string WaterKind = Geo.Reference.GroundFeature.Water;
}
