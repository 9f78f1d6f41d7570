namespace Twin.Geo.Demo.Buildings;

/// <summary>Runs rows across a lot: where they begin and end between its edges.</summary>
internal static class Rows
{
    /// <summary>Rows of this depth and gap along an angle, centred in the lot; each with its reach along it.</summary>
    public static IEnumerable<Row> Of(Lot lot, double angle, double depth, double gap)
    {
        Vec along = Vec.Along(angle), across = along.Left;
        var (least, most) = Ring.Extent(lot.Buildable, across);
        var count = (int)Math.Floor((most - least + gap) / (depth + gap));
        var start = least + ((most - least - ((count * (depth + gap)) - gap)) / 2);
        for (var row = 0; row < count; row++)
        {
            var front = start + (row * (depth + gap));
            if (Between(lot.Buildable, along, across, front, front + depth) is var (from, to))
            {
                yield return new Row(row, count, angle, (along * from) + (across * (front + (depth / 2))), to - from);
            }
        }
    }

    // The stretch that is inside at the front, the middle and the back of the row.
    private static (double From, double To)? Between(Vec[] land, Vec along, Vec across, double front, double back)
    {
        double from = double.NegativeInfinity, to = double.PositiveInfinity;
        foreach (var line in new[] { front + 0.05, (front + back) / 2, back - 0.05 })
        {
            var hits = new List<double>();
            for (var i = 0; i < land.Length; i++)
            {
                Vec a = land[i], b = land[(i + 1) % land.Length];
                double x = a.Dot(across) - line, y = b.Dot(across) - line;
                if (x < 0 != y < 0)
                {
                    hits.Add((a + ((b - a) * (x / (x - y)))).Dot(along));
                }
            }

            if (hits.Count < 2)
            {
                return null;
            }

            from = Math.Max(from, hits.Min());
            to = Math.Min(to, hits.Max());
        }

        return to - from > 0 ? (from + 0.1, to - 0.1) : null;
    }
}

/// <summary>One row: its beginning on its middle line, and its length.</summary>
internal readonly record struct Row(int Number, int Count, double Angle, Vec Start, double Length)
{
    public Vec At(double metres) => Start + (Vec.Along(Angle) * metres);
}
