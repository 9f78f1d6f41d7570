namespace Twin.Contracts;

/// <summary>A plan as it is to be from now on; an id that is new makes a new plan.</summary>
/// <param name="Plan">A word of the city's own, such as RAIN-1.</param>
/// <param name="Opens">The mode that opening it switches to.</param>
/// <param name="Orders">No area in it may be lower while it is open; left out = nothing is ordered.</param>
/// <param name="Triggers">Reasons to open it: Forecast, Heat, Warning, Streets, Order, Drill or Calm.</param>
/// <param name="Lead">Key of the department whose command post leads.</param>
/// <param name="EndsAfterHours">Planned end: 1 to 336 hours after it is opened.</param>
/// <param name="Tasks">1 to 20; each becomes a case of its class that its department has to accept.</param>
/// <param name="Resources">At most 20; each is reserved for the case of its task.</param>
/// <param name="CommandId">Identity of the command; a resend has one effect. Or send Idempotency-Key.</param>
public sealed record PlanRequest(
    string? Plan, string? Hazard, string? Zh, string? En, string? Opens, string? Lead, int? EndsAfterHours,
    PlanTaskView[]? Tasks, string? Orders = null, string[]? Triggers = null, PlanResourceView[]? Resources = null,
    string? CommandId = null);

/// <param name="Version">1 is the first; what is open goes on by the version that it was opened with.</param>
public sealed record PlanView(
    string Plan, int Version, string Hazard, string HazardZh, string HazardEn, string Zh, string En, string Opens,
    string? Orders, string[] Triggers, string Lead, string LeadZh, string LeadEn, int EndsAfterHours,
    PlanTaskView[] Tasks, PlanResourceView[] Resources, DateTimeOffset WrittenAt, long Position);

/// <param name="Task">Its word within the plan.</param>
/// <param name="Class">Code of the class that the case of this task has.</param>
/// <param name="Department">Who has to accept it; the class must be within its authority.</param>
public sealed record PlanTaskView(string? Task, string? Zh, string? En, string? Class, string? Department);

/// <param name="Task">The task that they are for.</param>
/// <param name="Holder">Department, area or grid in whose stock they are.</param>
public sealed record PlanResourceView(string? Task, string? Holder, string? Kind, int? Count);

/// <summary>A plan that was opened in an area.</summary>
public sealed record IncidentLineView(
    string Incident, string Area, string AreaName, string Hazard, string HazardZh, string HazardEn, string Plan,
    int PlanVersion, string PlanZh, string PlanEn, DateTimeOffset OpenedAt, DateTimeOffset Until,
    DateTimeOffset? ClosedAt, string? Drill);

/// <summary>The board of an incident.</summary>
/// <param name="Mode">Of the area now, for this hazard.</param>
/// <param name="Lead">The department whose command post leads.</param>
/// <param name="S1">Open cases of that severity in the area, of the same drill or of none.</param>
/// <param name="Cases">The open ones of S1 and S2, due soonest first.</param>
public sealed record IncidentView(
    IncidentLineView Incident, string Mode, string ModeZh, string ModeEn, string Lead, string LeadZh, string LeadEn,
    IncidentTaskView[] Tasks, IncidentResourceView[] Resources, int S1, int S2, IncidentCaseView[] Cases,
    NoticeView[] Notices, TimelineView[] Timeline, long Position);

/// <summary>What one department does.</summary>
/// <param name="Refusal">Code of what stood in the way of giving it to the department.</param>
/// <param name="AcceptedAt">First time that somebody took it.</param>
public sealed record IncidentTaskView(
    string Task, string Zh, string En, string Department, string DepartmentZh, string DepartmentEn, string Class,
    string CaseId, string? Stage, DateTimeOffset? ReportedAt, DateTimeOffset? AcceptedAt, DateTimeOffset? ArrivedAt,
    DateTimeOffset? HandledAt, DateTimeOffset? DueAt, string? Refusal);

/// <param name="Reserved">Of them now.</param>
/// <param name="Committed">Of them now.</param>
/// <param name="Used">How many were committed to the task at some time.</param>
/// <param name="Refusal">Code of why they could not be reserved.</param>
/// <param name="Freed">Given back when the plan was closed.</param>
public sealed record IncidentResourceView(
    string Task, string Holder, string Kind, int Wanted, int Reserved, int Committed, int Used, string? Refusal,
    bool Freed);

public sealed record IncidentCaseView(
    string CaseId, string? CaseNo, string? Class, string Severity, string Stage, string Home, string HomeName,
    DateTimeOffset ReportedAt, DateTimeOffset? DueAt);

/// <summary>One thing that happened, in both languages.</summary>
/// <param name="Kind">Name of the fact.</param>
/// <param name="Role">In which it was done.</param>
public sealed record TimelineView(
    DateTimeOffset At, string Kind, string Zh, string En, string Role, string RoleZh, string RoleEn, long Position);

/// <summary>Open incidents first, then the closed ones, newest first.</summary>
public sealed record IncidentsView(IncidentLineView[] Incidents);

/// <summary>What an incident was, folded from the log.</summary>
/// <param name="From">First switch to a mode that led to it.</param>
/// <param name="To">When peace came, the plan was closed, or now.</param>
/// <param name="Reported">Cases of the area that were reported in between, of the same drill or of none.</param>
/// <param name="Ended">Of them, those that have ended since.</param>
/// <param name="OnTime">Of the tasks that were handled, those handled within their limit.</param>
/// <param name="Missed">Reviews that nobody answered in time.</param>
/// <param name="Switches">Of the mode.</param>
public sealed record AfterActionView(
    IncidentLineView Incident, DateTimeOffset From, DateTimeOffset To, bool Over, int Switches, int Missed,
    int Reported, int Ended, int S1, int S2, int TasksHandled, int OnTime, IncidentTaskView[] Tasks,
    IncidentResourceView[] Resources, NoticeView[] Notices, TimelineView[] Timeline, long Position);
