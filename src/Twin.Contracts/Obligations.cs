namespace Twin.Contracts;

/// <summary>A command to one obligation of a case. Which fields count depends on the command.</summary>
/// <param name="CommandId">Identity of the command; a resend with the same id has one effect. Or send
/// Idempotency-Key.</param>
/// <param name="ExpectedVersion">Version of the case that the sender last saw.</param>
/// <param name="Department">redirect, reinforce: the other department's key.</param>
/// <param name="Text">What was written: reason, plan, weekly note or result. Stored in the vault.</param>
/// <param name="ArrivedOnTime">rate: the department came in time.</param>
/// <param name="Solved">rate: the matter is solved.</param>
/// <param name="Attitude">rate: 1 to 5.</param>
/// <param name="Supervision">supervise: 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
public sealed record ObligationRequest(
    string? CommandId = null, long? ExpectedVersion = null, string? Department = null, string? Text = null,
    bool? ArrivedOnTime = null, bool? Solved = null, int? Attitude = null, int? Supervision = null);

/// <summary>What one department owes a case: a whistle that was raised, or its part of one thing.</summary>
/// <param name="Obligation">Its id within the case.</param>
/// <param name="Kind">Daily, Key, Emergency or Part.</param>
/// <param name="Stage">Stage of whistle.csv.</param>
/// <param name="Owed">The department still has something to do.</param>
/// <param name="Required">The case waits for it.</param>
/// <param name="DueAt">The next moment at which something is due of it.</param>
/// <param name="Supervision">0 none, 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed: of this department alone.</param>
/// <param name="PartZh">Of a part that a template made: what is to be done.</param>
/// <param name="DoneWhen">What must be true when it is signed off.</param>
/// <param name="Steps">Its own journal: how each change came about.</param>
/// <param name="Hash">SHA-256 of all that is known of it; the same as long as nothing of it changes.</param>
public sealed record ObligationView(
    string CaseId, string Obligation, string Kind, string Department, string DepartmentZh, string DepartmentEn,
    string Stage, string StageZh, bool Owed, bool Required, DateTimeOffset Since, DateTimeOffset? DueAt,
    int Supervision, int NoShows, int Redirects, bool HasResult, bool? ArrivedOnTime, bool? Solved, int? Attitude,
    string? PartZh, string? PartEn, string? DoneWhen, ObligationClockView[] Clocks, ObligationStepView[] Steps,
    string Hash);

/// <summary>A clock of an obligation that runs, or has passed.</summary>
/// <param name="Clock">Such as WhistleAccept.24; a last word such as remind is a moment before or after it.</param>
/// <param name="Limit">As in the tables, such as PT4H/W; empty where it is a share of another.</param>
public sealed record ObligationClockView(
    string Clock, DateTimeOffset StartedAt, DateTimeOffset DueAt, string? Limit, bool Passed);

/// <param name="Version">Of the case's fact.</param>
/// <param name="Kind">The stage it came to, or Noted, Result, Passed, or a level of supervision.</param>
/// <param name="Why">The clock that passed, the order, or the department that it went to.</param>
public sealed record ObligationStepView(long Version, DateTimeOffset At, string Kind, string? Why);

/// <summary>What a department owes, the highest level of supervision and the next due first.</summary>
/// <param name="Position">The list is true up to here.</param>
/// <param name="Total">On all pages.</param>
public sealed record ObligationPage(ObligationView[] Rows, int Page, int PageSize, int Total, long Position);

/// <summary>A template of one thing: what each department does.</summary>
/// <param name="Lead">Key of the department that leads.</param>
public sealed record OneThingView(string Template, string Lead, OneThingPartView[] Parts);

/// <param name="Within">Its limit, such as P2D/D.</param>
/// <param name="After">Words of the parts that must be done before; empty = beside them.</param>
public sealed record OneThingPartView(
    string Part, string Zh, string En, string Department, string Within, bool Required, string[] After,
    string DoneWhen);
