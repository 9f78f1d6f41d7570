using Twin.City.Admissions;
using Twin.City.Duty;
using Twin.City.Handovers;
using Twin.City.Points;

namespace Twin.City.Json;

/// <content>Facts about the people who work the cases: turns, the handover book, duties, points.</content>
public static partial class CityJson
{
    public static EncodedFact Encode(RosterEvent happened) => happened switch
    {
        RosterEvent.ShiftsPlanned e => Of("duty/ShiftsPlanned", e, Facts.ShiftsPlanned),
        RosterEvent.ShiftsDropped e => Of("duty/ShiftsDropped", e, Facts.ShiftsDropped),
        _ => throw NoLine(happened),
    };

    public static RosterEvent DecodeRoster(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "duty/ShiftsPlanned" => Read(fact.Payload.Span, Facts.ShiftsPlanned),
            "duty/ShiftsDropped" => Read(fact.Payload.Span, Facts.ShiftsDropped),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(AdmissionEvent happened) => happened switch
    {
        AdmissionEvent.DutyAsked e => Of("admission/DutyAsked", e, Facts.DutyAsked),
        AdmissionEvent.DutyAdmitted e => Of("admission/DutyAdmitted", e, Facts.DutyAdmitted),
        AdmissionEvent.DutyRefused e => Of("admission/DutyRefused", e, Facts.DutyRefused),
        AdmissionEvent.DutyEnded e => Of("admission/DutyEnded", e, Facts.DutyEnded),
        _ => throw NoLine(happened),
    };

    public static AdmissionEvent DecodeAdmission(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "admission/DutyAsked" => Read(fact.Payload.Span, Facts.DutyAsked),
            "admission/DutyAdmitted" => Read(fact.Payload.Span, Facts.DutyAdmitted),
            "admission/DutyRefused" => Read(fact.Payload.Span, Facts.DutyRefused),
            "admission/DutyEnded" => Read(fact.Payload.Span, Facts.DutyEnded),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(PointsEvent happened) => happened switch
    {
        PointsEvent.CardOpened e => Of("points/CardOpened", e, Facts.CardOpened),
        PointsEvent.Earned e => Of("points/Earned", e, Facts.Earned),
        PointsEvent.Redeemed e => Of("points/Redeemed", e, Facts.Redeemed),
        _ => throw NoLine(happened),
    };

    public static PointsEvent DecodePoints(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "points/CardOpened" => Read(fact.Payload.Span, Facts.CardOpened),
            "points/Earned" => Read(fact.Payload.Span, Facts.Earned),
            "points/Redeemed" => Read(fact.Payload.Span, Facts.Redeemed),
            _ => throw Unknown(fact.Kind),
        };
    }

    public static EncodedFact Encode(HandoverEvent happened) => happened switch
    {
        HandoverEvent.HandedOver e => Of("handover/HandedOver", e, Facts.HandedOver),
        HandoverEvent.TakenOver e => Of("handover/TakenOver", e, Facts.TakenOver),
        _ => throw NoLine(happened),
    };

    public static HandoverEvent DecodeHandover(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        return fact.Kind switch
        {
            "handover/HandedOver" => Read(fact.Payload.Span, Facts.HandedOver),
            "handover/TakenOver" => Read(fact.Payload.Span, Facts.TakenOver),
            _ => throw Unknown(fact.Kind),
        };
    }
}
