namespace Twin.Contracts;

/// <summary>Why a case is as it is and who was late: its facts in order, each with what it follows from.</summary>
/// <param name="Running">Deadlines that still run, also those that have passed.</param>
/// <param name="Until">Moment by which what runs is judged.</param>
/// <param name="Position">The chain ends with this fact of the log.</param>
public sealed record CaseChainView(
    string CaseId, string Stage, ChainLinkView[] Links, ChainClockView[] Running, DateTimeOffset Until,
    long Position);

/// <summary>One fact of the case. Roles and departments only: who it was is nobody's business here.</summary>
/// <param name="RoleZh">The role in words.</param>
/// <param name="Department">The one that it names, such as the one it was dispatched to.</param>
/// <param name="Reason">A code of the command, the clock that passed, or the stage an obligation came to.</param>
/// <param name="Other">The case that it joins to this one, or takes off it.</param>
/// <param name="After">Version of the link that it follows from.</param>
/// <param name="Cause">Log position of the fact elsewhere that led to it.</param>
/// <param name="Main">Tells the story; the others are steps in between.</param>
/// <param name="Clocks">Deadlines that it ended.</param>
public sealed record ChainLinkView(
    long Version, long Position, DateTimeOffset At, string Fact, string Stage, string Role, string RoleZh,
    string RoleEn, bool Main, ChainClockView[] Clocks, string? Department = null, string? DepartmentZh = null,
    string? DepartmentEn = null, string? Reason = null, string? Obligation = null, string? Other = null,
    long? After = null, long? Cause = null);

/// <summary>One run of a deadline.</summary>
/// <param name="Clock">Its name, such as T5 or WhistleAccept.</param>
/// <param name="StartedBy">Version of the link that started it.</param>
/// <param name="EndedAt">Null while it runs.</param>
/// <param name="LateSeconds">0 when it was met in time.</param>
/// <param name="Role">Whose step it was.</param>
/// <param name="Zh">Who was awaited, in words: the department, or else the role.</param>
public sealed record ChainClockView(
    string Clock, long StartedBy, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? EndedAt,
    double LateSeconds, string Role, string Zh, string En, string? Department = null);
