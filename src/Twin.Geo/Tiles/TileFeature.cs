using System.Collections.Immutable;

namespace Twin.Geo.Tiles;

/// <summary>The three geometry kinds of a vector tile, by their numbers there.</summary>
internal enum TileShape
{
    Point = 1,
    Line = 2,
    Polygon = 3,
}

/// <summary>One property: a key with a text, a number or a yes.</summary>
internal readonly record struct TileTag(string Key, string? Text, double Number, bool IsYesNo)
{
    public TileTag(string key, string text)
        : this(key, text, 0, false)
    {
    }

    public TileTag(string key, double number)
        : this(key, null, number, false)
    {
    }

    public TileTag(string key, bool yes)
        : this(key, null, yes ? 1 : 0, true)
    {
    }
}

/// <summary>One thing to draw, in world coordinates, with the zooms at which it shows.</summary>
/// <remarks>
/// Whole: lies unclipped in the one tile that holds its box centre, so that one id is one feature.
/// Paths: of a polygon closed rings, an exterior before its holes; of a line one path.
/// </remarks>
internal sealed record TileFeature(
    string Layer,
    TileShape Shape,
    int LeastZoom,
    bool Whole,
    ImmutableArray<double[]> Paths,
    ImmutableArray<TileTag> Tags,
    ulong Id)
{
    /// <summary>The last zoom at which it shows.</summary>
    public int MostZoom { get; init; } = TileSet.MostZoom;

    /// <summary>Bounds in world coordinates; South holds the lesser y.</summary>
    public Box Bounds { get; } = Paths.Aggregate(Box.Nothing, (box, path) => box.With(Measure.Bounds(path)));
}
