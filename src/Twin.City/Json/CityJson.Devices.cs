using Twin.City.Devices;

namespace Twin.City.Json;

/// <content>Facts about alerts and the health of devices.</content>
public static partial class CityJson
{
    public static EncodedFact Encode(AlertEvent happened) => happened switch
    {
        AlertEvent.AlertRaised e => Of("device/AlertRaised", e, Facts.AlertRaised),
        AlertEvent.AlertConfirmed e => Of("device/AlertConfirmed", e, Facts.AlertConfirmed),
        AlertEvent.AlertCleared e => Of("device/AlertCleared", e, Facts.AlertCleared),
        AlertEvent.WentOffline e => Of("device/WentOffline", e, Facts.WentOffline),
        AlertEvent.CameOnline e => Of("device/CameOnline", e, Facts.CameOnline),
        AlertEvent.CaseOpened e => Of("device/CaseOpened", e, Facts.CaseOpened),
        AlertEvent.AlertAcked e => Of("device/AlertAcked", e, Facts.AlertAcked),
        AlertEvent.AlertCalled e => Of("device/AlertCalled", e, Facts.AlertCalled),
        AlertEvent.FalseAlarm e => Of("device/FalseAlarm", e, Facts.FalseAlarm),
        AlertEvent.AlertSilenced e => Of("device/AlertSilenced", e, Facts.AlertSilenced),
        AlertEvent.SilenceEnded e => Of("device/SilenceEnded", e, Facts.SilenceEnded),
        _ => throw NoLine(happened),
    };

    public static AlertEvent DecodeAlert(string kind, int schema, ReadOnlyMemory<byte> payload)
    {
        var fact = FirstShape.Lift(kind, schema, payload);
        var json = fact.Payload.Span;
        return fact.Kind switch
        {
            "device/AlertRaised" => Read(json, Facts.AlertRaised),
            "device/AlertConfirmed" => Read(json, Facts.AlertConfirmed),
            "device/AlertCleared" => Read(json, Facts.AlertCleared),
            "device/WentOffline" => Read(json, Facts.WentOffline),
            "device/CameOnline" => Read(json, Facts.CameOnline),
            "device/CaseOpened" => Read(json, Facts.CaseOpened),
            "device/AlertAcked" => Read(json, Facts.AlertAcked),
            "device/AlertCalled" => Read(json, Facts.AlertCalled),
            "device/FalseAlarm" => Read(json, Facts.FalseAlarm),
            "device/AlertSilenced" => Read(json, Facts.AlertSilenced),
            "device/SilenceEnded" => Read(json, Facts.SilenceEnded),
            _ => throw Unknown(fact.Kind),
        };
    }
}
