using Twin.City.Modes;

namespace Twin.City.Json;

/// <content>Facts of the command of an area.</content>
public static partial class CityJson
{
    public static EncodedFact Encode(ModeEvent happened) => happened switch
    {
        ModeEvent.SteppedUp e => Of("mode/SteppedUp", e, Facts.SteppedUp),
        ModeEvent.StepDownProposed e => Of("mode/StepDownProposed", e, Facts.StepDownProposed),
        ModeEvent.StepDownDeclined e => Of("mode/StepDownDeclined", e, Facts.StepDownDeclined),
        ModeEvent.SteppedDown e => Of("mode/SteppedDown", e, Facts.SteppedDown),
        ModeEvent.Reviewed e => Of("mode/Reviewed", e, Facts.Reviewed),
        ModeEvent.ReviewMissed e => Of("mode/ReviewMissed", e, Facts.ReviewMissed),
        ModeEvent.EndPassed e => Of("mode/EndPassed", e, Facts.EndPassed),
        ModeEvent.PlanOpened e => Of("mode/PlanOpened", e, Facts.PlanOpened),
        ModeEvent.TaskGiven e => Of("mode/TaskGiven", e, Facts.TaskGiven),
        ModeEvent.ResourceKept e => Of("mode/ResourceKept", e, Facts.ResourceKept),
        ModeEvent.PlanClosed e => Of("mode/PlanClosed", e, Facts.PlanClosed),
        ModeEvent.ResourceFreed e => Of("mode/ResourceFreed", e, Facts.ResourceFreed),
        ModeEvent.NoticePublished e => Of("mode/NoticePublished", e, Facts.NoticePublished),
        ModeEvent.NoticeWithdrawn e => Of("mode/NoticeWithdrawn", e, Facts.NoticeWithdrawn),
        _ => throw NoLine(happened),
    };

    public static ModeEvent DecodeMode(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        var json = fact.Payload.Span;
        return fact.Kind switch
        {
            "mode/SteppedUp" => Read(json, Facts.SteppedUp),
            "mode/StepDownProposed" => Read(json, Facts.StepDownProposed),
            "mode/StepDownDeclined" => Read(json, Facts.StepDownDeclined),
            "mode/SteppedDown" => Read(json, Facts.SteppedDown),
            "mode/Reviewed" => Read(json, Facts.Reviewed),
            "mode/ReviewMissed" => Read(json, Facts.ReviewMissed),
            "mode/EndPassed" => Read(json, Facts.EndPassed),
            "mode/PlanOpened" => Read(json, Facts.PlanOpened),
            "mode/TaskGiven" => Read(json, Facts.TaskGiven),
            "mode/ResourceKept" => Read(json, Facts.ResourceKept),
            "mode/PlanClosed" => Read(json, Facts.PlanClosed),
            "mode/ResourceFreed" => Read(json, Facts.ResourceFreed),
            "mode/NoticePublished" => Read(json, Facts.NoticePublished),
            "mode/NoticeWithdrawn" => Read(json, Facts.NoticeWithdrawn),
            _ => throw Unknown(fact.Kind),
        };
    }
}
