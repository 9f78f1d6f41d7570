using Twin.City.Cases;

namespace Twin.City.Devices;

/// <summary>The alert and the health of one device; a value.</summary>
/// <param name="RaisedAt">Moment of the reading that raised the alert.</param>
/// <param name="Alert">The case of the alert; null = none was needed yet.</param>
/// <param name="IsOffline">It has been silent for three cadences, and has not been heard since.</param>
/// <param name="Silence">The case of its silence; it stays after the device was heard again.</param>
public sealed record AlertState(
    AlertStage Stage, DateTimeOffset RaisedAt, double Value, AlertCase? Alert, bool IsOffline, AlertCase? Silence)
{
    /// <summary>Whose desk it calls, and since when nobody need be called.</summary>
    public AlertCall Call { get; init; } = AlertCall.Nobody;

    /// <summary>The last silence; it may be over.</summary>
    public AlertSilence? Silenced { get; init; }

    /// <summary>A false alarm is believed until then.</summary>
    public DateTimeOffset BelievedUntil { get; init; }

    public static AlertState None { get; } = new(AlertStage.None, default, 0, null, IsOffline: false, null);

    /// <summary>It warns now: raised, and not cleared.</summary>
    public bool IsWarning => Stage is AlertStage.Raised or AlertStage.Confirmed or AlertStage.CaseOpened;

    public bool IsSilenced(DateTimeOffset now) => Silenced is { } silence && now < silence.Until;

    /// <param name="position">Of the fact in the log: what follows from it names it as its cause.</param>
    /// <param name="at">When it became a fact.</param>
    public AlertState After(AlertEvent happened, long position, DateTimeOffset at) => happened switch
    {
        AlertEvent.AlertRaised e => this with
        {
            Stage = AlertStage.Raised,
            RaisedAt = e.MeasuredAt,
            Value = e.Value,
            Call = new AlertCall(e.Severity, AlertDesk.Desk, e.AckDueAt, null),
        },
        AlertEvent.AlertConfirmed e => this with
        {
            Stage = AlertStage.Confirmed,
            Value = e.Value,
            Alert = new AlertCase(e.Case, e.ReceiptHash, position),
        },
        AlertEvent.AlertCleared e => this with { Stage = AlertStage.Cleared, Value = e.Value },
        AlertEvent.WentOffline e => this with
        {
            IsOffline = true,
            Silence = new AlertCase(e.Case, e.ReceiptHash, position),
        },
        AlertEvent.CameOnline => this with { IsOffline = false },
        AlertEvent.CaseOpened e => Opened(e.Case),
        AlertEvent.AlertAcked => this with { Call = Call with { AckedAt = at } },
        AlertEvent.AlertCalled e => this with { Call = Call with { Desk = e.Desk, DueAt = e.DueAt } },
        AlertEvent.FalseAlarm e => this with
        {
            Stage = AlertStage.FalseAlarm,
            BelievedUntil = e.BelievedUntil,
            Call = Call with { AckedAt = Call.AckedAt ?? at },
        },
        AlertEvent.AlertSilenced e => this with { Silenced = new AlertSilence(e.Reason, e.Until) },
        AlertEvent.SilenceEnded when Silenced is { } silence => this with { Silenced = silence with { Until = at } },
        AlertEvent.SilenceEnded => this,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of AlertEvent."),
    };

    private AlertState Opened(CaseId opened) => this with
    {
        Stage = Stage == AlertStage.Confirmed && Alert?.Id == opened ? AlertStage.CaseOpened : Stage,
        Alert = Alert?.Id == opened ? Alert with { IsOpened = true } : Alert,
        Silence = Silence?.Id == opened ? Silence with { IsOpened = true } : Silence,
    };
}

/// <summary>A case that a device is the cause of.</summary>
/// <param name="ReceiptHash">Null = the case was there before.</param>
/// <param name="Cause">Position of the fact that it follows from.</param>
/// <param name="IsOpened">It was reported, or refused for good.</param>
public sealed record AlertCase(CaseId Id, string? ReceiptHash, long Cause, bool IsOpened = false);

/// <summary>Whom an alert calls.</summary>
/// <param name="Severity">Of the case that it would open.</param>
/// <param name="DueAt">Until then somebody is to acknowledge it; null = no limit runs.</param>
/// <param name="AckedAt">Somebody has; null = nobody yet.</param>
public sealed record AlertCall(Severity Severity, AlertDesk Desk, DateTimeOffset? DueAt, DateTimeOffset? AckedAt)
{
    /// <summary>As of an alert that was never raised, or before alerts called anybody.</summary>
    public static AlertCall Nobody { get; } = new(Severity.Unset, AlertDesk.Desk, null, null);
}

/// <summary>An alert that calls nobody for a while.</summary>
public sealed record AlertSilence(string Reason, DateTimeOffset Until);
