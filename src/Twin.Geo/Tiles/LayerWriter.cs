namespace Twin.Geo.Tiles;

/// <summary>Writes one layer of a Mapbox Vector Tile, version 2.1 of the specification.</summary>
internal sealed class LayerWriter
{
    private const int MoveTo = 1;
    private const int LineTo = 2;
    private const int ClosePath = 7;

    private readonly ProtoWriter layer = new();
    private readonly ProtoWriter feature = new();
    private readonly ProtoWriter tags = new();
    private readonly ProtoWriter geometry = new();
    private readonly ProtoWriter value = new();
    private readonly Dictionary<string, int> keys = [];
    private readonly Dictionary<(string? Text, double Number, bool IsYesNo), int> values = [];
    private readonly List<(int X, int Y)> path = [];
    private (int X, int Y) pen;

    public LayerWriter(string name)
    {
        layer.Varint(15, 2);
        layer.Text(1, name);
    }

    public int Count { get; private set; }

    /// <summary>Adds the feature as this tile sees it, unless nothing of it is left.</summary>
    public void Add(TileFeature drawn, TileFrame frame)
    {
        geometry.Clear();
        pen = default;
        var clip = drawn.Whole ? null : (Box?)frame.Buffered;
        if (drawn.Shape == TileShape.Polygon)
        {
            Polygons(drawn, frame, clip);
        }
        else
        {
            Lines(drawn, frame, clip);
        }

        if (geometry.Length > 0)
        {
            Finish(drawn);
        }
    }

    /// <summary>Puts the finished layer into the tile.</summary>
    public void CopyTo(ProtoWriter tile)
    {
        foreach (var key in keys.Keys)
        {
            layer.Text(3, key);
        }

        foreach (var (text, number, isYesNo) in values.Keys)
        {
            value.Clear();
            if (text is not null)
            {
                value.Text(1, text);
            }
            else if (isYesNo)
            {
                value.Varint(7, number > 0 ? 1ul : 0ul);
            }
            else if (number >= 0 && number == Math.Floor(number))
            {
                value.Varint(5, (ulong)number);
            }
            else
            {
                value.Float(2, (float)number);
            }

            layer.Nested(4, value);
        }

        layer.Varint(5, TileFrame.Extent);
        tile.Nested(3, layer);
    }

    private void Finish(TileFeature drawn)
    {
        tags.Clear();
        foreach (var tag in drawn.Tags)
        {
            tags.Varint((ulong)NumberOf(keys, tag.Key));
            tags.Varint((ulong)NumberOf(values, (tag.Text, tag.Number, tag.IsYesNo)));
        }

        feature.Clear();
        if (drawn.Id > 0)
        {
            feature.Varint(1, drawn.Id);
        }

        feature.Nested(2, tags);
        feature.Varint(3, (ulong)drawn.Shape);
        feature.Nested(4, geometry);
        layer.Nested(2, feature);
        Count++;
    }

    // A hole whose exterior vanished in the cut must not become an exterior of its own.
    private void Polygons(TileFeature drawn, TileFrame frame, Box? clip)
    {
        var exteriorKept = false;
        foreach (var ring in drawn.Paths)
        {
            var isHole = TileFrame.DoubledSurface(ring) < 0;
            if (isHole && !exteriorKept)
            {
                continue;
            }

            frame.Quantise(clip is { } box ? Clip.Ring(ring, box) : TileFrame.Open(ring), path, closed: true);
            var kept = path.Count >= 3 && TileFrame.DoubledSurface(path) is var surface && surface != 0
                && surface < 0 == isHole;
            exteriorKept = isHole ? exteriorKept : kept;
            if (kept)
            {
                Draw(close: true);
            }
        }
    }

    private void Lines(TileFeature drawn, TileFrame frame, Box? clip)
    {
        foreach (var line in drawn.Paths)
        {
            foreach (var piece in clip is { } box && drawn.Shape == TileShape.Line
                ? Clip.Line(line, box)
                : [TileFrame.All(line)])
            {
                frame.Quantise(piece, path, closed: false);
                if (path.Count >= 2 || (path.Count == 1 && drawn.Shape == TileShape.Point))
                {
                    Draw(close: false);
                }
            }
        }
    }

    private void Draw(bool close)
    {
        geometry.Varint(MoveTo | (1 << 3));
        Step(path[0]);
        if (path.Count > 1)
        {
            geometry.Varint((ulong)(LineTo | ((path.Count - 1) << 3)));
            for (var i = 1; i < path.Count; i++)
            {
                Step(path[i]);
            }
        }

        if (close)
        {
            geometry.Varint(ClosePath | (1 << 3));
        }
    }

    private void Step((int X, int Y) to)
    {
        geometry.ZigZag(to.X - pen.X);
        geometry.ZigZag(to.Y - pen.Y);
        pen = to;
    }

    private static int NumberOf<T>(Dictionary<T, int> known, T word)
        where T : notnull
    {
        if (!known.TryGetValue(word, out var number))
        {
            known.Add(word, number = known.Count);
        }

        return number;
    }
}
