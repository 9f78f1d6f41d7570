using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Devices;

/// <summary>What a person does with an alert.</summary>
public abstract record AlertAct
{
    private AlertAct() { }

    public sealed record Ack : AlertAct;

    /// <summary>There is nothing.</summary>
    public sealed record Deny(string Reason) : AlertAct;

    public sealed record Silence(string Reason, DateTimeOffset Until) : AlertAct;

    public sealed record EndSilence : AlertAct;
}

/// <summary>Whom an alert calls, and what people may do with it. Pure.</summary>
/// <remarks>
/// A silence keeps it from calling people, as shelving does in ISA 18.2; it changes nothing of what is measured, and
/// what a second reading bears out opens its case all the same. Limits are those of clocks.csv.
/// </remarks>
public static class AlertCalls
{
    /// <summary>Why there is nothing, or why it is to be silent.</summary>
    public static readonly ImmutableArray<string> Reasons = ["Maintenance", "Test", "Fault", "Blocked"];

    /// <summary>A silence is no longer, and a false alarm believed no longer.</summary>
    public static readonly TimeSpan SilenceMost = CityTables.ClockOf["AlertSilence"].For(Severity.S1)!.Value.Length;

    private static readonly ClockRow AckClock = CityTables.ClockOf["AlertAck"];

    private static readonly Refusal NoAlert = new("NoAlert", "该设备没有待处理的预警。", "The device does not warn now.");

    private static readonly Refusal Acked = new("AlertAcked", "预警已被签收。", "Somebody has acknowledged it before.");

    private static readonly Refusal BorneOut = new(
        "AlertConfirmed", "预警已经核实，不能再判为误报；请在案件中处理。",
        "The alert is confirmed and cannot be denied any more; see to its case.");

    private static readonly Refusal NotSilenced = new("NotSilenced", "该设备没有处于静默。", "The device is not silenced.");

    /// <summary>Who may do it; place and hour are looked at by whoever asks.</summary>
    public static ImmutableArray<string> RolesFor(AlertAct act) => act switch
    {
        AlertAct.Ack => ["Receiver", "Dispatcher", "ShiftLead", "CentreHead"],
        AlertAct.Deny => ["Dispatcher", "ShiftLead", "CentreHead"],
        _ => ["ShiftLead", "CentreHead"],
    };

    /// <summary>The alert with its limit for an answer, which is the shorter the graver it is.</summary>
    public static AlertEvent.AlertRaised Calling(
        AlertEvent.AlertRaised raised, Severity severity, DateTimeOffset now) =>
        raised with { Severity = severity, AckDueAt = now + AnswerWithin(severity) };

    public static Decision<AlertEvent> Decide(AlertState state, AlertAct act, DateTimeOffset now) => act switch
    {
        AlertAct.Ack when !state.IsWarning => No(NoAlert),
        AlertAct.Ack when state.Call.AckedAt is not null => No(Acked),
        AlertAct.Ack => Yes(new AlertEvent.AlertAcked()),
        AlertAct.Deny e when !Reasons.Contains(e.Reason) => No(Refusals.FieldInvalid("reason")),
        AlertAct.Deny when state.Stage is AlertStage.Confirmed or AlertStage.CaseOpened => No(BorneOut),
        AlertAct.Deny when state.Stage != AlertStage.Raised => No(NoAlert),
        AlertAct.Deny e => Yes(new AlertEvent.FalseAlarm(e.Reason, now + SilenceMost)),
        AlertAct.Silence e when !Reasons.Contains(e.Reason) => No(Refusals.FieldInvalid("reason")),
        AlertAct.Silence e when e.Until <= now || e.Until > now + SilenceMost => No(Refusals.FieldInvalid("until")),
        AlertAct.Silence e => Yes(new AlertEvent.AlertSilenced(e.Reason, e.Until)),
        AlertAct.EndSilence when !state.IsSilenced(now) => No(NotSilenced),
        AlertAct.EndSilence => Yes(new AlertEvent.SilenceEnded()),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Expected an act of AlertAct."),
    };

    /// <summary>Until when somebody is to acknowledge it; null = nobody is awaited.</summary>
    /// <remarks>After a silence whoever is called has as long as at first.</remarks>
    public static DateTimeOffset? AwaitedUntil(AlertState state, DateTimeOffset now) =>
        !state.IsWarning || state.Call is not { AckedAt: null, DueAt: { } due } || state.IsSilenced(now) ? null
        : state.Silenced is { } over && over.Until > due - AnswerWithin(state.Call.Severity)
            ? over.Until + AnswerWithin(state.Call.Severity)
            : due;

    /// <summary>The desk that it calls now; null = none.</summary>
    public static AlertDesk? CallsAt(AlertState state, DateTimeOffset now) =>
        state.IsWarning && state.Call is { AckedAt: null, Severity: not Severity.Unset } && !state.IsSilenced(now)
            ? state.Call.Desk
            : null;

    /// <summary>Nobody has acknowledged it in time: the next desk is called, the last one without a limit.</summary>
    public static AlertEvent.AlertCalled? CallOn(AlertState state, DateTimeOffset now) =>
        AwaitedUntil(state, now) is not { } due || now < due ? null
        : state.Call.Desk == AlertDesk.Desk
            ? new AlertEvent.AlertCalled(AlertDesk.NextDesk, now + AnswerWithin(state.Call.Severity))
            : new AlertEvent.AlertCalled(AlertDesk.ShiftLead, null);

    private static TimeSpan AnswerWithin(Severity severity) => AckClock.For(severity)!.Value.Length;

    private static Decision<AlertEvent> Yes(AlertEvent happened) => Decision.Of(happened);

    private static Decision<AlertEvent> No(Refusal refusal) => Decision.No<AlertEvent>(refusal);
}
