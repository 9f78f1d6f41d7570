using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json.Serialization;
using System.Text.Json;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Duty;
using Twin.City.Handovers;
using Twin.City.Modes;
using Twin.City.Topics;

namespace Twin.City.Json;

internal sealed class ClockIdConverter() : IdConverter<ClockId>(text => new(text), id => id.Value);

/// <summary>A limit is written as in the tables, such as <c>PT4H/W</c>.</summary>
internal sealed class LimitConverter() : IdConverter<Limit>(Limit.Parse, limit => limit.ToString());

/// <summary>A list in a fact is a plain array on paper.</summary>
internal abstract class FactListConverter<T> : JsonConverter<FactList<T>>
{
    public override FactList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize(ref reader, Items(options)));

    public override void Write(Utf8JsonWriter writer, FactList<T> value, JsonSerializerOptions options)
    {
        // Item by item: the list as a whole would ask for a stack of its own each time.
        var shape = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value.Items) JsonSerializer.Serialize(writer, item, shape);
        writer.WriteEndArray();
    }

    private static JsonTypeInfo<ImmutableArray<T>> Items(JsonSerializerOptions options) =>
        (JsonTypeInfo<ImmutableArray<T>>)options.GetTypeInfo(typeof(ImmutableArray<T>));
}

internal sealed class ClockStartsConverter : FactListConverter<ClockStart>;

internal sealed class CaseClocksConverter : FactListConverter<CaseClock>;

internal sealed class CalendarDaysConverter : FactListConverter<CalendarDay>;

internal sealed class ResourceIdsConverter : FactListConverter<ResourceId>;

internal sealed class ShiftsConverter : FactListConverter<Shift>;

internal sealed class PromisesConverter : FactListConverter<Promise>;

internal sealed class CaseIdsConverter : FactListConverter<CaseId>;

internal sealed class BallotMarksConverter : FactListConverter<BallotMark>;

internal sealed class CasePartsConverter : FactListConverter<CasePart>;

internal sealed class PlanTasksConverter : FactListConverter<PlanTask>;

internal sealed class PlanResourcesConverter : FactListConverter<PlanResource>;

internal sealed class IncidentTasksConverter : FactListConverter<IncidentTask>;

internal sealed class ModeReasonsConverter : FactListConverter<ModeReason>;
