using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Twin.Geo.Import.Reading;

/// <summary>Reads one GeoJSON feature from its bytes, turning its positions into WGS 84 on the way.</summary>
internal sealed class FeatureReader(SourceDatum datum)
{
    public Feature Read(ReadOnlySpan<byte> bytes)
    {
        var feature = new Feature();
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            feature.Fault = "it is no object";
            return feature;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                feature.Id = Text(ref reader);
            }
            else if (reader.ValueTextEquals("properties"u8))
            {
                reader.Read();
                Properties(ref reader, feature);
            }
            else if (reader.ValueTextEquals("geometry"u8))
            {
                reader.Read();
                Geometry(ref reader, feature);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        feature.Fault ??= feature.Polygons.Count == 0 ? "it has no geometry" : null;
        return feature;
    }

    private static void Properties(ref Utf8JsonReader reader, Feature feature)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            feature.Properties[name] = Text(ref reader) ?? "";
        }
    }

    // Nested values are kept as their JSON text.
    private static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    return document.RootElement.GetRawText();
                }

            default:
                return null;
        }
    }

    private void Geometry(ref Utf8JsonReader reader, Feature feature)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        // The type may stand after the coordinates: they are read by depth and judged at the end.
        string? type = null;
        var rings = new List<List<LngLat>>();
        var polygons = new List<List<List<LngLat>>>();
        var depth = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isCoordinates = reader.ValueTextEquals("coordinates"u8);
            reader.Read();
            if (isType)
            {
                type = Text(ref reader);
            }
            else if (isCoordinates && reader.TokenType == JsonTokenType.StartArray)
            {
                depth = Coordinates(ref reader, rings, polygons, feature);
            }
            else
            {
                reader.Skip();
            }
        }

        feature.Fault ??= Fault(type, depth);
        feature.Polygons = polygons;
    }

    private static string? Fault(string? type, int depth) => (type, depth) switch
    {
        ("Polygon", 3) or ("MultiPolygon", 4) => null,
        ("Polygon" or "MultiPolygon", _) => string.Create(
            CultureInfo.InvariantCulture, $"its coordinates are {depth} lists deep, which no {type} is"),
        (null, _) => "its geometry has no type",
        _ => $"it is a {type}; expected a Polygon or MultiPolygon",
    };

    // Lists of numbers are positions, lists of those rings, lists of those polygons; the greatest depth is the answer.
    private int Coordinates(
        ref Utf8JsonReader reader, List<List<LngLat>> rings, List<List<List<LngLat>>> polygons, Feature feature)
    {
        int depth = 1, deepest = 1, numbers = 0;
        Span<double> position = stackalloc double[2];
        var ring = new List<LngLat>();
        while (depth > 0 && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    deepest = Math.Max(deepest, ++depth);
                    numbers = 0;
                    break;
                case JsonTokenType.Number when numbers < 2:
                    position[numbers++] = reader.GetDouble();
                    break;
                case JsonTokenType.Number:
                    break;
                case JsonTokenType.EndArray:
                    End(deepest - depth, numbers, position, ref ring, ref rings, polygons, feature);
                    numbers = 0;
                    depth--;
                    break;
                default:
                    feature.Fault ??= "its coordinates hold something that is no number";
                    break;
            }
        }

        if (rings.Count > 0)
        {
            polygons.Add(rings);
        }

        return deepest;
    }

    private void End(
        int above, int numbers, ReadOnlySpan<double> position, ref List<LngLat> ring, ref List<List<LngLat>> rings,
        List<List<List<LngLat>>> polygons, Feature feature)
    {
        switch (above)
        {
            case 0 when numbers < 2:
                feature.Fault ??= "a position has fewer than two numbers";
                break;
            case 0:
                ring.Add(Place(position[0], position[1], feature));
                break;
            case 1:
                rings.Add(ring);
                ring = [];
                break;
            case 2:
                polygons.Add(rings);
                rings = [];
                break;
        }
    }

    private LngLat Place(double lng, double lat, Feature feature)
    {
        var at = new LngLat(lng, lat);
        if (!at.IsOnEarth)
        {
            feature.Fault ??= string.Create(
                CultureInfo.InvariantCulture, $"the position {lng}, {lat} is not in degrees of longitude and latitude");
            return default;
        }

        return ToWgs84(at, datum);
    }

    public static LngLat ToWgs84(LngLat at, SourceDatum datum) => Reference.Quantum.Round(datum switch
    {
        SourceDatum.Gcj02 => Datum.Wgs84FromGcj02(at),
        SourceDatum.Bd09 => Datum.Wgs84FromBd09(at),
        _ => at,
    });
}
