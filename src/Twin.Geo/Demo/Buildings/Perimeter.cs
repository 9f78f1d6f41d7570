namespace Twin.Geo.Demo.Buildings;

/// <summary>Buildings wall to wall along the streets of a lot.</summary>
internal static class Perimeter
{
    private const double FloorMetres = 3.3;

    public static void Around(
        Lot lot, string kind, double depth, (double Least, double Most) length, Func<Chance, int> floors, bool homes)
    {
        for (var edge = 0; edge < lot.Buildable.Length; edge++)
        {
            AlongEdge(lot, edge, kind, depth, length, floors, homes);
        }
    }

    public static void AlongEdge(
        Lot lot, int edge, string kind, double depth, (double Least, double Most) length, Func<Chance, int> floors,
        bool homes)
    {
        var chance = lot.Chance;
        var from = lot.Buildable[edge];
        var way = lot.Buildable[(edge + 1) % lot.Buildable.Length] - from;
        var along = way.Unit;
        for (var x = 0.3; x < way.Length - (length.Least * 0.6);)
        {
            var metres = Math.Min(chance.Between(length.Least, length.Most), way.Length - x - 0.3);
            var count = floors(chance);
            var shape = Shapes.Box(metres, depth);
            var at = from + (along * (x + (metres / 2))) + (along.Left * ((depth / 2) + 0.15));
            var entrances = Math.Max(1, (int)(metres / 16));
            lot.TryRaise(
                new Raised(Shapes.Placed(shape, at, along.Angle), kind, (count * FloorMetres) + 1, count)
                {
                    Homes = homes && count > 1 ? new Homes(entrances, 2, 2, count) : null,
                },
                0.5);
            x += metres + (chance.In(0.3) ? chance.Between(5, 9) : 0.8);
        }
    }
}
