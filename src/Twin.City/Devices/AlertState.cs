namespace Twin.City.Devices;

/// <summary>The alert and the health of one device; a value.</summary>
/// <param name="RaisedAt">Moment of the reading that raised the alert.</param>
/// <param name="Alert">The case of the alert; null = none was needed yet.</param>
/// <param name="IsOffline">It has been silent for three cadences, and has not been heard since.</param>
/// <param name="Silence">The case of its silence; it stays after the device was heard again.</param>
public sealed record AlertState(
    AlertStage Stage, DateTimeOffset RaisedAt, double Value, AlertCase? Alert, bool IsOffline, AlertCase? Silence)
{
    public static AlertState None { get; } = new(AlertStage.None, default, 0, null, IsOffline: false, null);

    /// <summary>It warns now: raised, and not cleared.</summary>
    public bool IsWarning => Stage is AlertStage.Raised or AlertStage.Confirmed or AlertStage.CaseOpened;

    /// <param name="position">Of the fact in the log: what follows from it names it as its cause.</param>
    public AlertState After(AlertEvent happened, long position) => happened switch
    {
        AlertEvent.AlertRaised e => this with { Stage = AlertStage.Raised, RaisedAt = e.MeasuredAt, Value = e.Value },
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
