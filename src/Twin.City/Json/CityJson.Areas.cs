using Twin.City.Areas;

namespace Twin.City.Json;

/// <content>Facts about the map of areas.</content>
public static partial class CityJson
{
    public static EncodedFact Encode(AreaEvent happened) => happened switch
    {
        AreaEvent.AreaDrawn e => Of("area/AreaDrawn", e, Facts.AreaDrawn),
        AreaEvent.AreaRecoded e => Of("area/AreaRecoded", e, Facts.AreaRecoded),
        AreaEvent.AreaMoved e => Of("area/AreaMoved", e, Facts.AreaMoved),
        AreaEvent.AreaSplit e => Of("area/AreaSplit", e, Facts.AreaSplit),
        AreaEvent.AreaMerged e => Of("area/AreaMerged", e, Facts.AreaMerged),
        AreaEvent.AreaClosed e => Of("area/AreaClosed", e, Facts.AreaClosed),
        AreaEvent.PostRehomed e => Of("area/PostRehomed", e, Facts.PostRehomed),
        AreaEvent.PostOpened e => Of("area/PostOpened", e, Facts.PostOpened),
        AreaEvent.HouseholdsRehomed e => Of("area/HouseholdsRehomed", e, Facts.HouseholdsRehomed),
        AreaEvent.AreasImported e => Of("area/AreasImported", e, Facts.AreasImported),
        _ => throw NoLine(happened),
    };

    public static AreaEvent DecodeArea(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        var json = fact.Payload.Span;
        return fact.Kind switch
        {
            "area/AreaDrawn" => Read(json, Facts.AreaDrawn),
            "area/AreaRecoded" => Read(json, Facts.AreaRecoded),
            "area/AreaMoved" => Read(json, Facts.AreaMoved),
            "area/AreaSplit" => Read(json, Facts.AreaSplit),
            "area/AreaMerged" => Read(json, Facts.AreaMerged),
            "area/AreaClosed" => Read(json, Facts.AreaClosed),
            "area/PostRehomed" => Read(json, Facts.PostRehomed),
            "area/PostOpened" => Read(json, Facts.PostOpened),
            "area/HouseholdsRehomed" => Read(json, Facts.HouseholdsRehomed),
            "area/AreasImported" => Read(json, Facts.AreasImported),
            _ => throw Unknown(fact.Kind),
        };
    }
}
