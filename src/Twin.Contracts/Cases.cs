namespace Twin.Contracts;

/// <summary>A command to a case. Which fields count depends on the command; the others stay empty.</summary>
/// <param name="CommandId">Identity of the command; a resend with the same id has one effect. Or send
/// Idempotency-Key.</param>
/// <param name="ExpectedVersion">What the sender last saw; another version is refused with StaleVersion.</param>
/// <param name="Class">File, Correct, ReportAgain: class code.</param>
/// <param name="Severity">File, Correct: S1 … S4.</param>
/// <param name="Home">File: grid or area id. With a place: only where no position is known.</param>
/// <param name="Post">Dispatch, Offer, OrderSpotCheck, RuleOwner: the post.</param>
/// <param name="Department">Dispatch, RuleOwner, RaiseWhistle: the department's key; OpenOneThing: the lead.</param>
/// <param name="Task">Offer: Handle, Check or SpotCheck.</param>
/// <param name="Offer">Accept: the offer's id; empty = the offer open to the acting post.</param>
/// <param name="Text">What was written: result, note, reason, evidence, finding or order. Stored in the vault.</param>
/// <param name="Photo">Handle, PassCheck, FailCheck, ConfirmSpot, FindNothing: a photo of the object was taken.</param>
/// <param name="Reason">A code. Void: Test, False, FiledTwice. NotAccept: InCourt, OutsidePower, Malicious,
/// DuplicateClosed, EmergencyLine. Return: MisDispatch, NotOwnPower, WrongPlace. Escalate: Power, Money, Technique,
/// CrossBorder. FailCheck: NotFixed, WrongPlace. Supervise: Overdue, Repeats, CrossBorder, Order.</param>
/// <param name="SecondSignature">Void: the second of filer and shift lead has signed.</param>
/// <param name="OccurredAt">Integration only: moment in the source's own record.</param>
/// <param name="Lng">Correct, Appeal, ConfirmSpot, ReportAgain: where it is; longitude, degrees.</param>
/// <param name="Lat">Latitude, degrees.</param>
/// <param name="Building">Building id beside or instead of the position.</param>
/// <param name="Site">Key site id beside or instead of the position.</param>
/// <param name="MergeInto">Merge: the open case that goes on for both.</param>
/// <param name="Similarity">Merge: 0 to 1; below 0.9 it must be confirmed.</param>
/// <param name="Confirmed">Merge: the receiver has looked and agrees.</param>
/// <param name="ReferTo">ReferOut: Police, Fire, Ambulance, Court, Arbitration or Petition.</param>
/// <param name="Reference">ReferOut, ReturnReferral: number of the outside body.</param>
/// <param name="Channel">Contact, FollowUp: App, Call, Message, Visit or Letter.</param>
/// <param name="Step">NoteProgress: the step of the class that is done with it.</param>
/// <param name="DueAt">AskExtension: limit asked for; GrantExtension: limit granted, empty = as asked.</param>
/// <param name="Interim">AskExtension, Pend: what is done meanwhile. Stored in the vault.</param>
/// <param name="Cause">Pend: Engineering, Season, Legal, Funding. AskExtension: Engineering, if it is such.</param>
/// <param name="ReviewAt">Pend, RenewPending: when somebody looks again.</param>
/// <param name="Template">OpenOneThing: word of the template.</param>
/// <param name="Departments">OpenOneThing: one part each; empty = those of the class.</param>
/// <param name="Part">RuleOwner: the part that waits for the ruling.</param>
/// <param name="Whistle">RaiseWhistle: Daily, Key or Emergency.</param>
/// <param name="Answered">FollowUp: somebody answered.</param>
/// <param name="Solved">FollowUp, Rate: what the reporter says.</param>
/// <param name="Attitude">FollowUp, Rate: 1 to 5.</param>
/// <param name="Supervision">Supervise: 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
/// <param name="Receipt">Appeal, Rate, Object, Withdraw, Unfollow, ReportAgain: shows that it is an own case.</param>
public sealed record CommandRequest(
    string? CommandId = null, long? ExpectedVersion = null, string? Class = null, string? Severity = null,
    string? Home = null, string? Post = null, string? Department = null, string? Task = null, string? Offer = null,
    string? Text = null, bool? Photo = null, string? Reason = null, bool? SecondSignature = null,
    DateTimeOffset? OccurredAt = null, double? Lng = null, double? Lat = null, string? Building = null,
    string? Site = null, string? MergeInto = null, double? Similarity = null, bool? Confirmed = null,
    string? ReferTo = null, string? Reference = null, string? Channel = null, string? Step = null,
    DateTimeOffset? DueAt = null, string? Interim = null, string? Cause = null, DateTimeOffset? ReviewAt = null,
    string? Template = null, string[]? Departments = null, string? Part = null, string? Whistle = null,
    bool? Answered = null, bool? Solved = null, int? Attitude = null, int? Supervision = null,
    string? Receipt = null);

/// <summary>The command's facts are durable.</summary>
public sealed record CommandAnswer(string CaseId, string Stage, long Version, long Position, bool Again);

/// <summary>One line of a batch of commands; lines of one case are carried out in their order.</summary>
public sealed record CommandLine(string CaseId, string Command, CommandRequest Body);

public sealed record CommandLineAnswer(
    long Line, string? CaseId, int Status, CommandAnswer? Answer, ProblemView? Problem);

/// <summary>A case for whoever may see it. Words are read apart, with a purpose.</summary>
/// <param name="Parent">The case that it was merged into.</param>
/// <param name="Obligations">What departments owe it, in the order in which they were called.</param>
/// <param name="MergedFrom">Reports that were merged into it.</param>
/// <param name="DuplicateOf">In review: open cases that it may be a duplicate of, the likeliest first.</param>
/// <param name="Triage">In review, for whoever may read its words: what it seems to be.</param>
public sealed record CaseView(
    string CaseId, string? CaseNo, string Stage, bool Open, long Version, long Position, string Source, string Home,
    double? Lng, double? Lat, bool DefaultPlace, string? Building, string? Site, string? Class, string? ClassZh,
    string? ClassEn, string Severity, string? Post, string? Department, DateTimeOffset ReportedAt,
    DateTimeOffset? DueAt, DateTimeOffset? HandledAt, DateTimeOffset? EndedAt, string? Drill, bool HasText,
    StepView[] Steps, TaskView[] Tasks, string? Parent = null, ObligationView[]? Obligations = null,
    string[]? MergedFrom = null, OriginalView[]? DuplicateOf = null, TriageView? Triage = null);

/// <summary>An open case that the one in review may be a duplicate of.</summary>
/// <param name="Confidence">0 to 1; a merge that the rule does by itself needs 0.9.</param>
/// <param name="Zh">Why, in words.</param>
public sealed record OriginalView(
    string CaseId, string? Class, DateTimeOffset ReportedAt, double Confidence, string Zh, string En);

/// <summary>What a report in review seems to be; a proposal, no fact.</summary>
/// <param name="Severity">S1 … S4, with what the raising rules make of it.</param>
/// <param name="Owner">Key of the department that would own it.</param>
/// <param name="MustConfirm">Below 0.8, and always for S1 and S2.</param>
/// <param name="Rules">Keys of the raising rules that fired.</param>
/// <param name="Zh">Why, in words.</param>
public sealed record TriageView(
    string Class, string ClassZh, string ClassEn, string Severity, string Owner, double Confidence, bool MustConfirm,
    string[] Rules, string Zh, string En);

public sealed record StepView(long Version, long Position, string Kind, DateTimeOffset At, string Stage);

/// <summary>A row of the list of cases.</summary>
/// <param name="NextClock">The deadline that is due first, also when it has passed.</param>
public sealed record CaseRow(
    string CaseId, string? CaseNo, string Stage, bool Open, string Source, string Home, string? HomeName, double? Lng,
    double? Lat, bool DefaultPlace, string? Building, string? Class, string? ClassZh, string? ClassEn,
    string Severity, DateTimeOffset ReportedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, string? Drill,
    long Position, string? Post = null, string? Department = null, string? NextClock = null,
    DateTimeOffset? NextDueAt = null);

/// <summary>One page of the list, newest report first.</summary>
/// <param name="Position">The list is true up to here.</param>
/// <param name="Total">Rows that fit the question, on all pages.</param>
public sealed record CasePage(CaseRow[] Rows, int Page, int PageSize, long Total, long Position);

/// <summary>The words of a case are gone for ever, here and in all later backups; facts stay as they are.</summary>
/// <param name="Erased">False when there was nothing left to erase.</param>
public sealed record EraseAnswer(string CaseId, bool Erased);

/// <summary>The words of a case, read by role and purpose; the read is audited.</summary>
public sealed record WordsView(string CaseId, string? Report, string? Result, bool Forgotten);

/// <summary>How the reporter is reached; each look is audited.</summary>
/// <param name="Contact">Null when nobody left one, or it was forgotten.</param>
/// <param name="ShowUntil">A screen takes it away then.</param>
public sealed record ContactView(string CaseId, string? Contact, DateTimeOffset ShowUntil);
