namespace Twin.Contracts;

/// <summary>What every desk knows of the rules: words, forms of commands, who waits for what.</summary>
/// <param name="Acts">What may be done with one obligation, as forms; roles and stages are in each case's own answer.
/// </param>
public sealed record DeskBookView(
    StageWordView[] Stages, RoleWordView[] Roles, DepartmentView[] Departments, CommandFormView[] Commands,
    CommandFormView[] Acts);

public sealed record StageWordView(string Stage, string Zh, string En, bool Open);

/// <param name="Waits">Stages whose cases wait for this role.</param>
public sealed record RoleWordView(string Role, string Zh, string En, string[] Waits);

public sealed record DepartmentView(string Department, string Zh, string En, string Level, string Kind);

/// <summary>A command as a form: who gives it, in which stages it can lead anywhere, what it asks for.</summary>
/// <param name="Bulk">Makes sense for many cases at once.</param>
public sealed record CommandFormView(
    string Command, string Zh, string En, string[] Who, string[] Stages, bool Bulk, FormFieldView[] Fields);

/// <summary>A field of <see cref="CommandRequest"/> as a desk asks for it.</summary>
/// <param name="Kind">Text, Line, Choice, Whole, Department, Departments, Class, Home, Post, Case, Moment, YesOrNo
/// or Yes: a tick.</param>
/// <param name="Needed">Yes, No, or Either: one of those with this word.</param>
public sealed record FormFieldView(
    string Field, string Kind, string Needed, string Zh, string En, FormOptionView[]? Options = null);

public sealed record FormOptionView(string Code, string Zh, string En);

/// <summary>Cases in the scope of the asker, due soonest first.</summary>
/// <param name="Total">Rows that fit, on all pages.</param>
/// <param name="Mine">Open cases that wait for one of the asker's roles.</param>
/// <param name="Position">True up to here.</param>
public sealed record QueueView(
    CaseRow[] Rows, int Page, int PageSize, long Total, long Mine, long Overdue, StageCountView[] Stages,
    long Position);

public sealed record StageCountView(string Stage, long Count, long Overdue);

/// <summary>A case as a desk has it before it.</summary>
/// <param name="Supervision">0 none, 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
/// <param name="Duplicates">Reports that were merged into it.</param>
/// <param name="Acts">What the asker may do now with what departments owe.</param>
public sealed record CaseDeskView(
    CaseView Case, ClockView[] Clocks, int Supervision, int Reworks, int Reopenings, int Duplicates,
    HappenedView[] History, ChoiceView[] Choices, ActView[] Acts);

/// <summary>An act on one obligation that the asker's role may give now.</summary>
/// <param name="Act">Last word of its path.</param>
public sealed record ActView(string Obligation, string Act);

/// <param name="PausedAt">Since when it stands still; it goes on with what was left.</param>
public sealed record ClockView(
    string Clock, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool Passed, DateTimeOffset? PausedAt = null);

/// <summary>One fact of the case without its words: what, in which role, and why.</summary>
/// <param name="Reason">A code of the command, or the clock whose due time it was.</param>
/// <param name="Cause">Log position of the fact that led to it, when it was another's.</param>
public sealed record HappenedView(
    long Version, DateTimeOffset At, string Kind, string Stage, string Role, string? Reason = null,
    string? Department = null, string? Post = null, long? Cause = null);

/// <summary>A command that the asker's role may give, and the sentence why not now.</summary>
public sealed record ChoiceView(string Command, string? Refusal = null, string? Zh = null, string? En = null);
