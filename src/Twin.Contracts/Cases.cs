namespace Twin.Contracts;

/// <summary>A command to a case. Which fields count depends on the command; the others stay empty.</summary>
/// <param name="CommandId">Identity of the command; a resend with the same id has one effect. Or send
/// Idempotency-Key.</param>
/// <param name="ExpectedVersion">What the sender last saw; another version is refused with StaleVersion.</param>
/// <param name="Class">File: class code.</param>
/// <param name="Severity">File: S1 … S4.</param>
/// <param name="Home">File: grid or area id.</param>
/// <param name="Post">Dispatch, Offer: the post.</param>
/// <param name="Department">Dispatch: the department's key.</param>
/// <param name="Task">Offer: Handle, Check or SpotCheck.</param>
/// <param name="Offer">Accept: the offer's id; empty = the offer open to the acting post.</param>
/// <param name="Text">Handle: result (needed); PassCheck: note. Stored in the vault.</param>
/// <param name="Photo">Handle, PassCheck: a photo of the object was taken.</param>
/// <param name="Reason">Void: Test, False or FiledTwice.</param>
/// <param name="SecondSignature">Void: the second of filer and shift lead has signed.</param>
/// <param name="OccurredAt">Integration only: moment in the source's own record.</param>
public sealed record CommandRequest(
    string? CommandId = null, long? ExpectedVersion = null, string? Class = null, string? Severity = null,
    string? Home = null, string? Post = null, string? Department = null, string? Task = null, string? Offer = null,
    string? Text = null, bool? Photo = null, string? Reason = null, bool? SecondSignature = null,
    DateTimeOffset? OccurredAt = null);

/// <summary>The command's facts are durable.</summary>
public sealed record CommandAnswer(string CaseId, string Stage, long Version, long Position, bool Again);

/// <summary>One line of a batch of commands; lines of one case are carried out in their order.</summary>
public sealed record CommandLine(string CaseId, string Command, CommandRequest Body);

public sealed record CommandLineAnswer(
    long Line, string? CaseId, int Status, CommandAnswer? Answer, ProblemView? Problem);

/// <summary>A case for whoever may see it. Words are read apart, with a purpose.</summary>
public sealed record CaseView(
    string CaseId, string? CaseNo, string Stage, bool Open, long Version, long Position, string Source, string Home,
    double? Lng, double? Lat, bool DefaultPlace, string? Building, string? Site, string? Class, string? ClassZh,
    string? ClassEn, string Severity, string? Post, string? Department, DateTimeOffset ReportedAt,
    DateTimeOffset? DueAt, DateTimeOffset? HandledAt, DateTimeOffset? EndedAt, string? Drill, bool HasText,
    StepView[] Steps, TaskView[] Tasks);

public sealed record StepView(long Version, long Position, string Kind, DateTimeOffset At, string Stage);

/// <summary>A row of the list of cases.</summary>
public sealed record CaseRow(
    string CaseId, string? CaseNo, string Stage, bool Open, string Source, string Home, string? HomeName, double? Lng,
    double? Lat, bool DefaultPlace, string? Building, string? Class, string? ClassZh, string? ClassEn,
    string Severity, DateTimeOffset ReportedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, string? Drill,
    long Position);

/// <summary>One page of the list, newest report first.</summary>
/// <param name="Position">The list is true up to here.</param>
/// <param name="Total">Rows that fit the question, on all pages.</param>
public sealed record CasePage(CaseRow[] Rows, int Page, int PageSize, long Total, long Position);

/// <summary>The words of a case, read by role and purpose; the read is audited.</summary>
public sealed record WordsView(string CaseId, string? Report, string? Result, bool Forgotten);
