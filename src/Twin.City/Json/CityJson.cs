using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Households;
using Twin.City.Obligations;
using Twin.City.Posts;

namespace Twin.City.Json;

/// <summary>A fact as the log keeps it: the word of its family and UTF-8 JSON.</summary>
public readonly record struct EncodedFact(string Kind, ReadOnlyMemory<byte> Payload);

/// <summary>Facts to JSON and back. Chinese stays readable, ids are plain strings, unknown fields do no harm.</summary>
public static partial class CityJson
{
    /// <summary>Shape of the payloads as written today; older shapes are lifted when read.</summary>
    public const int Schema = 1;

    private static readonly FactContext Facts = new(new JsonSerializerOptions(FactContext.Default.Options)
    {
        // Facts are read by programs, never pasted into HTML; the default would grow Chinese by a third.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static EncodedFact Encode(PostEvent happened) => happened switch
    {
        PostEvent.SignedOn e => Of("post/SignedOn", e, Facts.SignedOn),
        PostEvent.SignedOff e => Of("post/SignedOff", e, Facts.SignedOff),
        _ => throw NoLine(happened),
    };

    public static PostEvent DecodePost(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "post/SignedOn" => Read(fact.Payload.Span, Facts.SignedOn),
            "post/SignedOff" => Read(fact.Payload.Span, Facts.SignedOff),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(HouseholdEvent happened) => happened switch
    {
        HouseholdEvent.OccupancyDeclared e => Of("household/OccupancyDeclared", e, Facts.OccupancyDeclared),
        _ => throw NoLine(happened),
    };

    public static HouseholdEvent DecodeHousehold(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "household/OccupancyDeclared" => Read(fact.Payload.Span, Facts.OccupancyDeclared),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(CityEvent happened) => happened switch
    {
        CityEvent.Imported e => Of("city/Imported", e, Facts.Imported),
        CityEvent.CalendarChanged e => Of("city/CalendarChanged", e, Facts.CalendarChanged),
        CityEvent.ClassChanged e => Of("city/ClassChanged", e, Facts.ClassChanged),
        CityEvent.PlanWritten e => Of("city/PlanWritten", e, Facts.PlanWritten),
        _ => throw NoLine(happened),
    };

    public static CityEvent DecodeCity(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "city/Imported" => Read(fact.Payload.Span, Facts.Imported),
            "city/CalendarChanged" => Read(fact.Payload.Span, Facts.CalendarChanged),
            "city/ClassChanged" => Read(fact.Payload.Span, Facts.ClassChanged),
            "city/PlanWritten" => Read(fact.Payload.Span, Facts.PlanWritten),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(NumberEvent happened) => happened switch
    {
        NumberEvent.NumbersReserved e => Of("number/NumbersReserved", e, Facts.NumbersReserved),
        _ => throw NoLine(happened),
    };

    public static NumberEvent DecodeNumber(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "number/NumbersReserved" => Read(fact.Payload.Span, Facts.NumbersReserved),
            _ => throw Unknown(fact.Kind),
        };
    }

    /// <summary>A board's memory for a snapshot.</summary>
    public static ReadOnlyMemory<byte> Encode(BoardMemory memory) =>
        JsonSerializer.SerializeToUtf8Bytes(memory, Facts.BoardMemory);

    /// <summary>The running clocks of a home for a snapshot.</summary>
    public static ReadOnlyMemory<byte> Encode(ClockMemory memory) =>
        JsonSerializer.SerializeToUtf8Bytes(memory, Facts.ClockMemory);

    /// <summary>All of one obligation, to be hashed.</summary>
    public static ReadOnlyMemory<byte> Encode(ObligationMemory memory) =>
        JsonSerializer.SerializeToUtf8Bytes(memory, Facts.ObligationMemory);

    public static ClockMemory DecodeClocks(ReadOnlyMemory<byte> payload) => Read(payload.Span, Facts.ClockMemory);

    public static BoardMemory DecodeBoard(ReadOnlyMemory<byte> payload) => Read(payload.Span, Facts.BoardMemory);

    private static EncodedFact Of<TFact>(string kind, TFact happened, JsonTypeInfo<TFact> shape) =>
        new(kind, JsonSerializer.SerializeToUtf8Bytes(happened, shape));

    private static TFact Read<TFact>(ReadOnlySpan<byte> payload, JsonTypeInfo<TFact> shape) =>
        JsonSerializer.Deserialize(payload, shape)
        ?? throw new JsonException($"Found null; expected a {typeof(TFact).Name}.");

    private static InvalidOperationException NoLine(object happened) =>
        new($"No kind word for {happened.GetType().Name}; add a line to CityJson.");

    private static FormatException Unknown(string kind) =>
        new($"Found fact kind '{kind}'; this program does not know it. Start a newer one.");
}
