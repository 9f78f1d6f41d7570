using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;
using Twin.Geo.Import.Reading;

namespace Twin.Geo.Import;

/// <summary>Makes a sound outline of what a source gives, and says what had to be mended.</summary>
internal static class Repair
{
    // A square millimetre: what is smaller is a line that came back on itself. Slivers that are sound stay in.
    private const double LeastSquareMetres = 1e-6;

    private static readonly GeometryFactory Shapes = new();

    /// <summary>The outline, what was repaired, or why there is none.</summary>
    public static (Outline? Outline, string? Repaired, string? Refused) Of(Feature feature)
    {
        if (feature.Fault is not null)
        {
            return (null, null, feature.Fault);
        }

        var repairs = new List<string>();
        var polygons = new List<Polygon>();
        foreach (var rings in feature.Polygons)
        {
            if (Closed(rings, repairs) is { } polygon)
            {
                polygons.Add(polygon);
            }
        }

        if (polygons.Count == 0)
        {
            return (null, null, "self-intersection: its exterior has fewer than three corners and lies on itself");
        }

        Geometry shape = polygons.Count == 1 ? polygons[0] : Shapes.CreateMultiPolygon([.. polygons]);
        var validity = new IsValidOp(shape).ValidationError;
        if (validity is not null)
        {
            repairs.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{validity.Message} at {validity.Coordinate.X:0.00000000}, {validity.Coordinate.Y:0.00000000}"));
            shape = GeometryFixer.Fix(shape);
        }

        var outline = Shape.Outline(shape);
        return outline is null || outline.SurfaceSquareMetres < LeastSquareMetres
            ? (null, null, "it has no surface" + (repairs.Count == 0 ? "" : $" ({string.Join("; ", repairs)})"))
            : (outline, repairs.Count == 0 ? null : string.Join("; ", repairs.Distinct()), null);
    }

    private static Polygon? Closed(List<List<LngLat>> rings, List<string> repairs)
    {
        if (rings.Count == 0 || Ring(rings[0], repairs) is not { } exterior)
        {
            repairs.Add("a part of fewer than three corners was left out");
            return null;
        }

        var holes = new List<LinearRing>();
        foreach (var hole in rings.Skip(1))
        {
            if (Ring(hole, repairs) is { } sound)
            {
                holes.Add(sound);
            }
            else
            {
                repairs.Add("a hole of fewer than three corners was left out");
            }
        }

        return Shapes.CreatePolygon(exterior, [.. holes]);
    }

    private static LinearRing? Ring(List<LngLat> ring, List<string> repairs)
    {
        var points = new List<Coordinate>(ring.Count + 1);
        foreach (var at in ring)
        {
            var point = new Coordinate(at.Lng, at.Lat);
            if (points.Count == 0 || !points[^1].Equals2D(point))
            {
                points.Add(point);
            }
        }

        if (points.Count >= 3 && !points[0].Equals2D(points[^1]))
        {
            points.Add(points[0].Copy());
            repairs.Add("a ring was not closed");
        }

        return points.Count < 4 ? null : Shapes.CreateLinearRing([.. points]);
    }
}
