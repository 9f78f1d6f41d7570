using Twin.City.Campaigns;
using Twin.City.Ratings;
using Twin.City.SourceFixes;

namespace Twin.City.Json;

/// <content>Facts about what people and departments do together: sources, campaigns, ratings, topics.</content>
public static partial class CityJson
{
    public static EncodedFact Encode(SourceFixEvent happened) => happened switch
    {
        SourceFixEvent.FixOpened e => Of("source/FixOpened", e, Facts.FixOpened),
        SourceFixEvent.FixDone e => Of("source/FixDone", e, Facts.FixDone),
        SourceFixEvent.FixDropped e => Of("source/FixDropped", e, Facts.FixDropped),
        _ => throw NoLine(happened),
    };

    public static SourceFixEvent DecodeSourceFix(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "source/FixOpened" => Read(fact.Payload.Span, Facts.FixOpened),
            "source/FixDone" => Read(fact.Payload.Span, Facts.FixDone),
            "source/FixDropped" => Read(fact.Payload.Span, Facts.FixDropped),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(CampaignEvent happened) => happened switch
    {
        CampaignEvent.CampaignStarted e => Of("campaign/CampaignStarted", e, Facts.CampaignStarted),
        CampaignEvent.CampaignEnded e => Of("campaign/CampaignEnded", e, Facts.CampaignEnded),
        _ => throw NoLine(happened),
    };

    public static CampaignEvent DecodeCampaign(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "campaign/CampaignStarted" => Read(fact.Payload.Span, Facts.CampaignStarted),
            "campaign/CampaignEnded" => Read(fact.Payload.Span, Facts.CampaignEnded),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(RatingEvent happened) => happened switch
    {
        RatingEvent.RatingAppealed e => Of("rating/RatingAppealed", e, Facts.RatingAppealed),
        RatingEvent.AppealSettled e => Of("rating/AppealSettled", e, Facts.AppealSettled),
        _ => throw NoLine(happened),
    };

    public static RatingEvent DecodeRating(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "rating/RatingAppealed" => Read(fact.Payload.Span, Facts.RatingAppealed),
            "rating/AppealSettled" => Read(fact.Payload.Span, Facts.AppealSettled),
            _ => throw Unknown(fact.Kind),
        };
    }
}
