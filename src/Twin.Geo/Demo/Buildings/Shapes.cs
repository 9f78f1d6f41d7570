namespace Twin.Geo.Demo.Buildings;

/// <summary>Footprints around their own middle, length along x; rings against the clock.</summary>
internal static class Shapes
{
    public static Vec[] Box(double length, double depth) =>
    [
        new(-length / 2, -depth / 2), new(length / 2, -depth / 2),
        new(length / 2, depth / 2), new(-length / 2, depth / 2),
    ];

    public static Vec[] Bevelled(double length, double depth, double bevel)
    {
        double x = length / 2, y = depth / 2, b = bevel;
        return
        [
            new(-x + b, -y), new(x - b, -y), new(x, -y + b), new(x, y - b),
            new(x - b, y), new(-x + b, y), new(-x, y - b), new(-x, -y + b),
        ];
    }

    /// <summary>One wing along x at the front, one behind it on the left.</summary>
    public static Vec[] Ell(double length, double depth, double wing)
    {
        double x = length / 2, y = depth / 2;
        return [new(-x, -y), new(x, -y), new(x, -y + wing), new(-x + wing, -y + wing), new(-x + wing, y), new(-x, y)];
    }

    /// <summary>Three wings around a court that is open behind.</summary>
    public static Vec[] You(double length, double depth, double wing)
    {
        double x = length / 2, y = depth / 2;
        return
        [
            new(-x, -y), new(x, -y), new(x, y), new(x - wing, y), new(x - wing, -y + wing),
            new(-x + wing, -y + wing), new(-x + wing, y), new(-x, y),
        ];
    }

    public static Vec[] Tee(double length, double depth, double wing)
    {
        double x = length / 2, y = depth / 2, w = wing / 2;
        return
        [
            new(-x, -y), new(x, -y), new(x, -y + wing), new(w, -y + wing),
            new(w, y), new(-w, y), new(-w, -y + wing), new(-x, -y + wing),
        ];
    }

    /// <summary>A tower of dwellings: a cross with four arms.</summary>
    public static Vec[] Cross(double length, double depth, double arm)
    {
        double x = length / 2, y = depth / 2, a = arm / 2;
        return
        [
            new(-a, -y), new(a, -y), new(a, -a), new(x, -a), new(x, a), new(a, a),
            new(a, y), new(-a, y), new(-a, a), new(-x, a), new(-x, -a), new(-a, -a),
        ];
    }

    /// <summary>A row house in stepped pieces, each set back from the one before.</summary>
    public static Vec[] Stepped(double length, double depth, int pieces, double step)
    {
        var front = new List<Vec>();
        var back = new List<Vec>();
        var piece = length / pieces;
        for (var i = 0; i < pieces; i++)
        {
            double x = (-length / 2) + (i * piece), shift = (i % 2 * step) - (step / 2);
            front.Add(new Vec(x, (-depth / 2) + shift));
            front.Add(new Vec(x + piece, (-depth / 2) + shift));
            back.Add(new Vec(x, (depth / 2) + shift));
            back.Add(new Vec(x + piece, (depth / 2) + shift));
        }

        back.Reverse();
        return [.. front, .. back];
    }

    public static Vec[] Round(double length, double depth, int corners) =>
    [
        .. Enumerable.Range(0, corners).Select(i => Vec.Along(2 * Math.PI * i / corners))
            .Select(way => new Vec(way.X * length / 2, way.Y * depth / 2)),
    ];

    public static Vec[] Placed(Vec[] shape, Vec at, double angle) =>
        [.. shape.Select(point => at + point.Turned(angle))];
}
