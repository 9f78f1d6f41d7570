namespace Twin.Contracts;

/// <summary>A command to the command of an area. Which fields count depends on the command.</summary>
/// <param name="Hazard">A word of hazards.csv; of a plan or an incident it is known.</param>
/// <param name="To">step-up, step-down: the mode that is wanted.</param>
/// <param name="Until">Planned end, at most 14 days away; of open-plan it may be left to the plan.</param>
/// <param name="Reason">Forecast, Heat, Warning, Streets, Order, Drill or Calm.</param>
/// <param name="Drill">Tag of a drill: it goes on beside what is real, and every fact of it bears the tag.</param>
/// <param name="Plan">open-plan: its id.</param>
/// <param name="Incident">close-plan: its id.</param>
/// <param name="Zh">publish: the text in Chinese.</param>
/// <param name="En">publish: the text in English.</param>
/// <param name="CommandId">Identity of the command; a resend has one effect. Or send Idempotency-Key.</param>
public sealed record ModeRequest(
    string? Hazard = null, string? To = null, DateTimeOffset? Until = null, string? Reason = null,
    string? Drill = null, string? Plan = null, string? Incident = null, string? Zh = null, string? En = null,
    string? CommandId = null);

/// <summary>The table of modes, and where one is held now.</summary>
/// <param name="Version">As frames tell it in <c>modes</c>; when theirs is higher, ask again.</param>
public sealed record ModesView(ModeRowView[] Table, HazardView[] Hazards, ModeView[] Held, long Version);

/// <param name="Height">0 peace, 1 recovery, 2 watch, 3 to 6 war.</param>
public sealed record ModeRowView(
    string Mode, string Zh, string En, int Height, string[] Next, string Trigger, string Effect, string? StepUpBy,
    string? StepDownBy, string? ReviewEvery);

public sealed record HazardView(string Hazard, string Zh, string En);

/// <summary>A mode that an area is in because of a hazard.</summary>
/// <param name="Until">Planned end.</param>
/// <param name="ReviewDueAt">By when an office has to say that it goes on.</param>
/// <param name="Missed">Reviews in a row that nobody answered.</param>
/// <param name="RaisedTo">The area whose office has to look since one was missed.</param>
/// <param name="EndPassed">The planned end has come and the mode still holds.</param>
/// <param name="Orders">What open plans order for the areas in it.</param>
/// <param name="Drill">Tag of the drill that it is of.</param>
public sealed record ModeView(
    string Area, string AreaName, string Hazard, string HazardZh, string HazardEn, string Mode, string Zh, string En,
    int Height, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? ReviewDueAt, int Missed,
    string? RaisedTo, string? RaisedToName, bool EndPassed, StepDownView? Proposed, string? Orders, string? Drill);

/// <summary>A step down that waits for a second office.</summary>
public sealed record StepDownView(
    string To, string Zh, string En, DateTimeOffset Until, string Reason, string Role, string RoleZh, string RoleEn,
    DateTimeOffset At);

/// <summary>The command of one area.</summary>
/// <param name="Held">By the area itself.</param>
/// <param name="Above">By areas that it lies in: they hold here too.</param>
/// <param name="Below">By areas in it.</param>
/// <param name="Incidents">Its plans that are open, and those that were closed, newest first.</param>
/// <param name="Notices">Its own that hold now.</param>
/// <param name="Position">Of the area's newest fact; 0 when there is none.</param>
public sealed record AreaModesView(
    string Area, string AreaName, ModeView[] Held, ModeView[] Above, ModeView[] Below, IncidentLineView[] Incidents,
    NoticeView[] Notices, long Version, long Position);

/// <summary>The one authoritative text of an area about a hazard.</summary>
/// <param name="Version">Each new text takes the place of the one before.</param>
/// <param name="EndedAt">When another took its place, or it was withdrawn.</param>
/// <param name="Source">Role of the office whose word it is.</param>
public sealed record NoticeView(
    string Area, string AreaName, string Hazard, string HazardZh, string HazardEn, int Version, string Zh, string En,
    DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? EndedAt, string Source, string SourceZh,
    string SourceEn, string? Drill);

/// <summary>Notices to the residents of an area.</summary>
/// <param name="Notices">That hold now, of the area and of those that it lies in.</param>
/// <param name="Earlier">The area's own that hold no more, newest first.</param>
public sealed record NoticesView(string Area, string AreaName, NoticeView[] Notices, NoticeView[] Earlier);
