namespace Twin.Contracts;

/// <summary>The devices of an area with what they told last.</summary>
/// <param name="Until">Whether a device is stale is said of this moment.</param>
/// <param name="Readings">Number of the newest reading that is in it.</param>
/// <param name="Position">Alerts are true up to here.</param>
public sealed record DevicesView(string Area, DateTimeOffset Until, DeviceView[] Devices, long Readings, long Position);

/// <summary>A thing at a place that measures things, never people.</summary>
/// <param name="Type">Key of device-types.csv.</param>
/// <param name="Sign">The vital sign that it feeds.</param>
/// <param name="Department">Who keeps it going.</param>
/// <param name="Home">Grid or area that its place lies in now.</param>
/// <param name="AlertFrom">Where an alert begins.</param>
/// <param name="Value">What it told last, in its unit.</param>
/// <param name="At">When, by its own clock.</param>
/// <param name="Health">Unheard: it never told anything; Heard; Stale: not for three cadences.</param>
/// <param name="Alert">None, Raised, Confirmed, CaseOpened, Cleared or FalseAlarm.</param>
/// <param name="CaseId">The case of its alert while it warns, or of its silence while it is silent.</param>
/// <param name="Severity">Of the case that its alert opens; while it warns.</param>
/// <param name="RaisedAt">Moment of the reading that raised it; while it warns.</param>
/// <param name="Calls">Desk, NextDesk or ShiftLead: whom it calls now; null = nobody, as when acknowledged.</param>
/// <param name="AckDueAt">Until then somebody is to acknowledge it; null = no limit runs.</param>
/// <param name="AckedAt">Somebody has; while it warns.</param>
/// <param name="SilencedUntil">It calls nobody until then; what is measured counts as before.</param>
/// <param name="SilenceReason">Maintenance, Test, Fault or Blocked.</param>
public sealed record DeviceView(
    string Id, string Type, string Zh, string En, string? Sign, string Unit, int CadenceSeconds, string Department,
    string Home, double Lng, double Lat, double? AlertFrom, double? Value, DateTimeOffset? At, string Health,
    string Alert, string? CaseId = null, string? Severity = null, DateTimeOffset? RaisedAt = null, string? Calls = null,
    DateTimeOffset? AckDueAt = null, DateTimeOffset? AckedAt = null, DateTimeOffset? SilencedUntil = null,
    string? SilenceReason = null);

/// <summary>Alerts of an area: what warns or is silenced, the gravest and oldest first.</summary>
/// <param name="Until">What calls whom is said of this moment.</param>
public sealed record AlertsView(string Area, DateTimeOffset Until, AlertView[] Alerts, long Position);

/// <param name="HomeName">Name of the grid or area that its place lies in.</param>
/// <param name="Acts">What the asker may do now: Ack, FalseAlarm, Silence, EndSilence.</param>
public sealed record AlertView(DeviceView Device, string? HomeName, string[] Acts);

/// <summary>What a person does with an alert.</summary>
/// <param name="Reason">Of a false alarm or a silence: Maintenance, Test, Fault or Blocked.</param>
/// <param name="Until">Of a silence: two hours from now at most.</param>
public sealed record AlertActRequest(string? Reason = null, DateTimeOffset? Until = null, string? CommandId = null);

/// <param name="Again">It was done before; nothing changed.</param>
public sealed record AlertAnswer(AlertView Alert, bool Again, long Position);

/// <summary>One device with its readings of the last day.</summary>
public sealed record DeviceDayView(
    DeviceView Device, ReadingView[] Readings, DateTimeOffset From, DateTimeOffset Until, long Position);

public sealed record ReadingView(DateTimeOffset At, double Value);

/// <summary>One line of readings: which device measured what, and when by its own clock.</summary>
public sealed record ReadingLine(string Device, DateTimeOffset At, double Value);

/// <summary>One line of the answer, in the order of the lines.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Status">201 new, 200 known; else why it was refused.</param>
public sealed record ReadingLineAnswer(
    long Line, string? Device, int Status, ReadingAnswer? Answer, ProblemView? Problem);

/// <summary>The reading is durable.</summary>
/// <param name="Number">Its place among all readings.</param>
/// <param name="Again">It was there already; nothing changed.</param>
/// <param name="Alert">How far the device's alert has come by it.</param>
public sealed record ReadingAnswer(long Number, bool Again, string Alert);
