using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Twin.Geo.Import;

namespace Twin.Geo;

/// <summary>Cuts outlines, puts them together and says whether parts fill a whole.</summary>
public static class Cutting
{
    /// <summary>Parts may miss or overlap this share of the whole: more than rounding can do.</summary>
    private const double ShareAllowed = 1e-4;

    /// <summary>How far beyond the outline a cutting line is drawn, in boxes of the outline.</summary>
    private const double Beyond = 4;

    /// <summary>The parts left and right of the straight line through two places; null where one is empty.</summary>
    public static (Outline Left, Outline Right)? ByLine(Outline whole, LngLat from, LngLat to)
    {
        if (from == to || !from.IsOnEarth || !to.IsOnEarth)
        {
            return null;
        }

        var shape = Shape.Of(whole);
        var side = LeftOf(whole.Bounds, from, to);
        var left = Shape.Outline(Overlay(shape, side, SpatialFunction.Intersection));
        var right = Shape.Outline(Overlay(shape, side, SpatialFunction.Difference));
        return left is null || right is null ? null : (left, right);
    }

    /// <summary>One outline around all of them; null when there is none.</summary>
    public static Outline? Union(IEnumerable<Outline> outlines) => Shape.Union(outlines);

    /// <summary>The centre of the surface if it lies inside, else a place that does.</summary>
    public static LngLat Inside(Outline outline) => Shape.Inside(outline);

    /// <summary>The share of the whole that the parts miss, overlap or exceed it by; 0 when they fill it.</summary>
    public static double Misfit(Outline whole, IReadOnlyCollection<Outline> parts)
    {
        var shape = Shape.Of(whole);
        var missed = Shape.Union(parts) is { } sum
            ? Overlay(shape, Shape.Of(sum), SpatialFunction.SymDifference).Area
            : shape.Area;
        var doubled = Math.Max(0, parts.Sum(part => Shape.Of(part).Area) - shape.Area);
        return (missed + doubled) / Math.Max(shape.Area, double.Epsilon);
    }

    /// <summary>True when the parts fill the whole and do not overlap, but for rounding.</summary>
    public static bool Fills(Outline whole, IReadOnlyCollection<Outline> parts) => Misfit(whole, parts) <= ShareAllowed;

    /// <summary>True when the two share ground, more than the width of a rounded edge.</summary>
    public static bool Overlaps(Outline one, Outline other)
    {
        var (first, second) = (Shape.Of(one), Shape.Of(other));
        return first.EnvelopeInternal.Intersects(second.EnvelopeInternal)
            && Overlay(first, second, SpatialFunction.Intersection).Area
                > ShareAllowed * Math.Min(first.Area, second.Area);
    }

    /// <summary>Also of what rounding has left with slivers: merged ground that is cut again.</summary>
    private static Geometry Overlay(Geometry one, Geometry other, SpatialFunction what) =>
        OverlayNGRobust.Overlay(one, other, what);

    private static Polygon LeftOf(Box bounds, LngLat from, LngLat to)
    {
        var reach = Beyond * (bounds.East - bounds.West + bounds.North - bounds.South
            + Math.Abs(from.Lng - bounds.West) + Math.Abs(from.Lat - bounds.South));
        double east = to.Lng - from.Lng, north = to.Lat - from.Lat;
        var length = Math.Sqrt((east * east) + (north * north));
        (east, north) = (east / length * reach, north / length * reach);
        Coordinate At(double along, double aside) => new(
            from.Lng + (along * east) - (aside * north), from.Lat + (along * north) + (aside * east));
        return new GeometryFactory().CreatePolygon([At(-1, 0), At(1, 0), At(1, 1), At(-1, 1), At(-1, 0)]);
    }
}
