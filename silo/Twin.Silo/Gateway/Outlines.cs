using Twin.City.Areas;
using Twin.Contracts;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.Silo.Gateway;

/// <summary>Outlines and lines as the wire has them: GeoJSON coordinates, WGS 84, longitude first.</summary>
internal static class Outlines
{
    private static readonly Say Expected = new(
        "polygons of closed rings of [lng, lat], at least 4 points a ring",
        "由 [经度, 纬度] 组成的闭合边界");

    public static ProblemView? Read(string field, double[][][][]? given, out Outline? outline)
    {
        outline = null;
        if (given is null)
        {
            return null;
        }

        var polygons = new List<List<List<LngLat>>>();
        foreach (var polygon in given)
        {
            var rings = new List<List<LngLat>>();
            foreach (var ring in polygon ?? [])
            {
                var places = (ring ?? []).Select(Place).ToList();
                if (places.Count < 4 || places.Contains(null))
                {
                    return Problem.Field(field, $"a ring of {places.Count} places", Expected);
                }

                rings.Add([.. places.Select(place => place!.Value)]);
            }

            polygons.Add(rings);
        }

        if (polygons.Count == 0 || polygons.Exists(rings => rings.Count == 0))
        {
            return Problem.Field(field, "no ring", Expected);
        }

        outline = Outline.FromPolygons(polygons);
        return null;
    }

    public static ProblemView? ReadLine(string field, double[][]? given, out CutLine? line)
    {
        line = null;
        if (given is null)
        {
            return null;
        }

        if (given.Length != 2 || Place(given[0]) is not { } from || Place(given[1]) is not { } to)
        {
            return Problem.Field(
                field, $"{given.Length} places", new Say("two places [lng, lat]", "两个 [经度, 纬度] 点"));
        }

        line = new CutLine(from, to);
        return null;
    }

    private static LngLat? Place(double[]? pair) =>
        pair is [var lng, var lat] && new LngLat(lng, lat) is { IsOnEarth: true } at ? Quantum.Round(at) : null;
}
