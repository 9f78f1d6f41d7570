using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.Geo;

namespace Twin.City.Json;

/// <summary>An outline is polygons of rings, each ring longitude and latitude in turn, closed.</summary>
/// <remarks>Doubles are written in their shortest form that reads back as the same bits.</remarks>
internal sealed class OutlineConverter : JsonConverter<Outline>
{
    public override Outline Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var flat = ImmutableArray.CreateBuilder<double>();
        var (rings, polygons) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        for (var depth = 1; depth > 0;)
        {
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    depth++;
                    break;
                case JsonTokenType.EndArray:
                    depth--;
                    if (depth == 2) rings.Add(flat.Count / 2);
                    else if (depth == 1) polygons.Add(rings.Count);
                    break;
                default:
                    flat.Add(reader.GetDouble());
                    break;
            }
        }

        return Outline.FromFlat(flat.DrainToImmutable(), rings.DrainToImmutable(), polygons.DrainToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, Outline value, JsonSerializerOptions options)
    {
        var ring = 0;
        writer.WriteStartArray();
        foreach (var end in value.PolygonEnds)
        {
            writer.WriteStartArray();
            for (; ring < end; ring++)
            {
                writer.WriteStartArray();
                foreach (var degrees in value.Ring(ring))
                {
                    writer.WriteNumberValue(degrees);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
