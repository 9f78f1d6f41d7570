using Twin.City.Campaigns;
using Twin.City.Ratings;
using Twin.City.SourceFixes;
using Twin.City.Topics;

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

    public static EncodedFact Encode(TopicEvent happened) => happened switch
    {
        TopicEvent.TopicProposed e => Of("topic/TopicProposed", e, Facts.TopicProposed),
        TopicEvent.TopicSeconded e => Of("topic/TopicSeconded", e, Facts.TopicSeconded),
        TopicEvent.TopicOpened e => Of("topic/TopicOpened", e, Facts.TopicOpened),
        TopicEvent.DeliberationHeld e => Of("topic/DeliberationHeld", e, Facts.DeliberationHeld),
        TopicEvent.BallotOpened e => Of("topic/BallotOpened", e, Facts.BallotOpened),
        TopicEvent.SlipsPrinted e => Of("topic/SlipsPrinted", e, Facts.SlipsPrinted),
        TopicEvent.BallotCast e => Of("topic/BallotCast", e, Facts.BallotCast),
        TopicEvent.BallotCounted e => Of("topic/BallotCounted", e, Facts.BallotCounted),
        TopicEvent.ExecutionBegun e => Of("topic/ExecutionBegun", e, Facts.ExecutionBegun),
        TopicEvent.TopicReported e => Of("topic/TopicReported", e, Facts.TopicReported),
        _ => throw NoLine(happened),
    };

    public static TopicEvent DecodeTopic(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "topic/TopicProposed" => Read(fact.Payload.Span, Facts.TopicProposed),
            "topic/TopicSeconded" => Read(fact.Payload.Span, Facts.TopicSeconded),
            "topic/TopicOpened" => Read(fact.Payload.Span, Facts.TopicOpened),
            "topic/DeliberationHeld" => Read(fact.Payload.Span, Facts.DeliberationHeld),
            "topic/BallotOpened" => Read(fact.Payload.Span, Facts.BallotOpened),
            "topic/SlipsPrinted" => Read(fact.Payload.Span, Facts.SlipsPrinted),
            "topic/BallotCast" => Read(fact.Payload.Span, Facts.BallotCast),
            "topic/BallotCounted" => Read(fact.Payload.Span, Facts.BallotCounted),
            "topic/ExecutionBegun" => Read(fact.Payload.Span, Facts.ExecutionBegun),
            "topic/TopicReported" => Read(fact.Payload.Span, Facts.TopicReported),
            _ => throw Unknown(fact.Kind),
        };
    }
}
