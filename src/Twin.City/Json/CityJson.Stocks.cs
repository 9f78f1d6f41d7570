using Twin.City.Resources;

namespace Twin.City.Json;

/// <content>Facts about the resources of a holder.</content>
public static partial class CityJson
{
    public static EncodedFact Encode(StockEvent happened) => happened switch
    {
        StockEvent.Added e => Of("stock/Added", e, Facts.Added),
        StockEvent.Retired e => Of("stock/Retired", e, Facts.Retired),
        StockEvent.Reserved e => Of("stock/Reserved", e, Facts.Reserved),
        StockEvent.Committed e => Of("stock/Committed", e, Facts.Committed),
        StockEvent.Released e => Of("stock/Released", e, Facts.Released),
        _ => throw NoLine(happened),
    };

    public static StockEvent DecodeStock(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        var json = fact.Payload.Span;
        return fact.Kind switch
        {
            "stock/Added" => Read(json, Facts.Added),
            "stock/Retired" => Read(json, Facts.Retired),
            "stock/Reserved" => Read(json, Facts.Reserved),
            "stock/Committed" => Read(json, Facts.Committed),
            "stock/Released" => Read(json, Facts.Released),
            _ => throw Unknown(fact.Kind),
        };
    }
}
