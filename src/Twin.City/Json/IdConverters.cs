using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.Geo;

namespace Twin.City.Json;

/// <summary>Ids are plain strings on paper.</summary>
/// <param name="again">The same few ids come again and again: in memory each is one string.</param>
internal abstract class IdConverter<TId>(Func<string, TId> make, Func<TId, string> text, bool again = false)
    : JsonConverter<TId>
    where TId : struct
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        make((again ? SharedWords.Read(ref reader) : reader.GetString())
            ?? throw new JsonException($"Found null; expected the text of a {typeof(TId).Name}."));

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(text(value));
}

internal sealed class CaseIdConverter() : IdConverter<CaseId>(text => new(text), id => id.Value);

internal sealed class HomeIdConverter() : IdConverter<HomeId>(text => new(text), id => id.Value, again: true);

internal sealed class BuildingIdConverter() : IdConverter<BuildingId>(text => new(text), id => id.Value, again: true);

internal sealed class HouseholdIdConverter() : IdConverter<HouseholdId>(text => new(text), id => id.Value);

internal sealed class KeySiteIdConverter() : IdConverter<KeySiteId>(text => new(text), id => id.Value, again: true);

internal sealed class PostIdConverter() : IdConverter<PostId>(text => new(text), id => id.Value, again: true);

internal sealed class ResourceIdConverter() : IdConverter<ResourceId>(text => new(text), id => id.Value);

internal sealed class DeviceIdConverter() : IdConverter<DeviceId>(text => new(text), id => id.Value);

internal sealed class DepartmentIdConverter()
    : IdConverter<DepartmentId>(text => new(text), id => id.Value, again: true);

internal sealed class ObligationIdConverter() : IdConverter<ObligationId>(text => new(text), id => id.Value);

/// <summary>A place is <c>{"lng":…,"lat":…}</c>; other fields are passed over.</summary>
internal sealed class LngLatConverter : JsonConverter<LngLat>
{
    public override LngLat Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double? lng = null, lat = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLng = reader.ValueTextEquals("lng"u8);
            var isLat = reader.ValueTextEquals("lat"u8);
            reader.Read();
            if (isLng) lng = reader.GetDouble();
            else if (isLat) lat = reader.GetDouble();
            else reader.Skip();
        }
        return lng is { } x && lat is { } y
            ? new LngLat(x, y)
            : throw new JsonException("Found a place without lng or lat; expected both, in degrees.");
    }

    public override void Write(Utf8JsonWriter writer, LngLat value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("lng"u8, value.Lng);
        writer.WriteNumber("lat"u8, value.Lat);
        writer.WriteEndObject();
    }
}
