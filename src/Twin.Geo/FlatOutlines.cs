namespace Twin.Geo;

/// <summary>Many outlines in one array, so that asking one of them touches few lines of memory.</summary>
/// <remarks>
/// An outline is its box (west, south, east, north) and then one line through all its rings: between two rings the
/// line goes by way of the first point of all, there and back, and two equal edges cancel out in an even-odd cast.
/// </remarks>
internal sealed class FlatOutlines
{
    private const int BoxNumbers = 4;

    private readonly double[] _flat;
    private readonly int[] _starts;

    public FlatOutlines(IReadOnlyList<Outline> outlines)
    {
        var flat = new List<double>();
        _starts = new int[outlines.Count + 1];
        for (var number = 0; number < outlines.Count; number++)
        {
            _starts[number] = flat.Count;
            var (west, south, east, north) = outlines[number].Bounds;
            flat.AddRange([west, south, east, north]);
            AddLine(flat, outlines[number]);
        }

        _starts[^1] = flat.Count;
        _flat = [.. flat];
    }

    /// <summary>True when the place lies inside; the same answer as <see cref="Outline.Contains"/>.</summary>
    public bool Contains(int number, double lng, double lat)
    {
        var outline = _flat.AsSpan(_starts[number].._starts[number + 1]);
        return lng >= outline[0] && lat >= outline[1] && lng <= outline[2] && lat <= outline[3]
            && RayCast.InsideRing(outline[BoxNumbers..], lng, lat);
    }

    private static void AddLine(List<double> flat, Outline outline)
    {
        var first = outline.Ring(0)[..2];
        for (var ring = 0; ring < outline.RingCount; ring++)
        {
            flat.AddRange(outline.Ring(ring));
            if (ring > 0)
            {
                flat.AddRange(first);
            }
        }
    }
}
