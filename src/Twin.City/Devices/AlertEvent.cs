using System.Text.Json.Serialization;
using Twin.City.Cases;

namespace Twin.City.Devices;

/// <summary>A fact about the alerts and the health of one device. Stored for ever: add fields, never rename.</summary>
/// <remarks>
/// Kind words: <c>device/AlertRaised</c>, <c>device/AlertConfirmed</c>, <c>device/AlertCleared</c>,
/// <c>device/WentOffline</c>, <c>device/CameOnline</c>, <c>device/CaseOpened</c>, <c>device/AlertAcked</c>,
/// <c>device/AlertCalled</c>, <c>device/FalseAlarm</c>, <c>device/AlertSilenced</c>, <c>device/SilenceEnded</c>.
/// Readings are no facts.
/// </remarks>
public abstract record AlertEvent
{
    private AlertEvent() { }

    /// <param name="Limit">Where an alert began for this kind of device.</param>
    /// <param name="Severity">Of the case that it would open; older facts know none.</param>
    /// <param name="AckDueAt">Until then somebody is to acknowledge it; null = nobody is called.</param>
    public sealed record AlertRaised(
        DateTimeOffset MeasuredAt, double Value, double Limit,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Severity Severity = Severity.Unset,
        DateTimeOffset? AckDueAt = null) : AlertEvent;

    /// <param name="Neighbour">The device that bore it out; null otherwise.</param>
    /// <param name="Case">The case that it opens, or that is open for it still.</param>
    /// <param name="ReceiptHash">Of the receipt of the case that it opens; null = the case is there already.</param>
    public sealed record AlertConfirmed(
        AlertGround By, DateTimeOffset MeasuredAt, double Value, DeviceId? Neighbour, CaseId Case, string? ReceiptHash)
        : AlertEvent;

    public sealed record AlertCleared(DateTimeOffset MeasuredAt, double Value) : AlertEvent;

    /// <param name="HeardAt">Moment of its last reading.</param>
    /// <param name="Case">As of a confirmed alert.</param>
    public sealed record WentOffline(DateTimeOffset HeardAt, CaseId Case, string? ReceiptHash) : AlertEvent;

    public sealed record CameOnline(DateTimeOffset MeasuredAt) : AlertEvent;

    /// <summary>The case is reported, or was open already; the alert or the silence is its cause.</summary>
    /// <param name="Refusal">Code of what stood in the way; null = it is there.</param>
    public sealed record CaseOpened(CaseId Case, string? Refusal = null) : AlertEvent;

    /// <summary>Somebody at a desk has taken notice of it.</summary>
    public sealed record AlertAcked : AlertEvent;

    /// <summary>Nobody did in time: it calls another desk.</summary>
    /// <param name="DueAt">Until then somebody is to acknowledge it; null = it calls there until somebody does.</param>
    public sealed record AlertCalled(AlertDesk Desk, DateTimeOffset? DueAt) : AlertEvent;

    /// <summary>A person says that there is nothing, before a second reading bore it out.</summary>
    /// <param name="Reason">A code of <see cref="AlertCalls.Reasons"/>.</param>
    /// <param name="BelievedUntil">Whatever is still over the limit then is raised anew.</param>
    public sealed record FalseAlarm(string Reason, DateTimeOffset BelievedUntil) : AlertEvent;

    /// <summary>It calls nobody until then. What is measured counts as before, and opens its case.</summary>
    public sealed record AlertSilenced(string Reason, DateTimeOffset Until) : AlertEvent;

    public sealed record SilenceEnded : AlertEvent;
}

/// <summary>Whose desk an alert calls: each follows when the one before has not acknowledged it.</summary>
public enum AlertDesk { Desk, NextDesk, ShiftLead }

/// <summary>What makes an alert sure.</summary>
public enum AlertGround
{
    /// <summary>One reading is enough for this kind, such as gas.</summary>
    AtOnce,

    /// <summary>A later reading was over the limit as well.</summary>
    SecondReading,

    /// <summary>Another device near by is over its limit, too.</summary>
    Neighbour,
}

/// <summary>How far an alert has come.</summary>
public enum AlertStage { None, Raised, Confirmed, CaseOpened, Cleared, FalseAlarm }
