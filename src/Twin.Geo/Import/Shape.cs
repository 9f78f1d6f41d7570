using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>Between outlines and the shapes of NetTopologySuite.</summary>
internal static class Shape
{
    private static readonly GeometryFactory Shapes = new();

    /// <summary>The polygons of a shape; null when it has none.</summary>
    public static Outline? Outline(Geometry shape)
    {
        var polygons = Polygons(shape).ToList();
        return polygons.Count == 0 ? null : Geo.Outline.FromPolygons(polygons.Select(Rings));
    }

    public static Geometry Of(Outline outline)
    {
        var polygons = new List<Polygon>();
        var ring = 0;
        foreach (var end in outline.PolygonEnds)
        {
            var rings = Enumerable.Range(ring, end - ring).Select(one => Ring(outline, one)).ToArray();
            polygons.Add(Shapes.CreatePolygon(rings[0], rings[1..]));
            ring = end;
        }

        return polygons.Count == 1 ? polygons[0] : Shapes.CreateMultiPolygon([.. polygons]);
    }

    public static Outline? Union(IEnumerable<Outline> outlines) =>
        Outline(UnaryUnionOp.Union(outlines.Select(Of)) ?? Shapes.CreatePolygon());

    /// <summary>The centre of the surface if it lies inside, else a place that does.</summary>
    public static LngLat Inside(Outline outline)
    {
        var shape = Of(outline);
        var middle = shape.Centroid;
        var at = Quantum.Round(new LngLat(middle.X, middle.Y));
        if (outline.Contains(at))
        {
            return at;
        }

        var inside = shape.InteriorPoint;
        return Quantum.Round(new LngLat(inside.X, inside.Y));
    }

    private static IEnumerable<Polygon> Polygons(Geometry shape) => shape switch
    {
        Polygon polygon => polygon.IsEmpty ? [] : [polygon],
        GeometryCollection parts => parts.Geometries.SelectMany(Polygons),
        _ => [],
    };

    private static IEnumerable<IReadOnlyList<LngLat>> Rings(Polygon polygon) =>
        polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => (IReadOnlyList<LngLat>)
            [.. ring.Coordinates.Select(at => Quantum.Round(new LngLat(at.X, at.Y)))]);

    private static LinearRing Ring(Outline outline, int ring) => Shapes.CreateLinearRing(
        [.. outline.RingPoints(ring).Select(at => new Coordinate(at.Lng, at.Lat))]);
}
