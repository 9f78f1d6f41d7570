namespace Twin.Contracts;

/// <summary>Turns to plan or to drop, all or none.</summary>
/// <param name="Shifts">1 to 500.</param>
/// <param name="CommandId">The sender's own identity of the command; or the header Idempotency-Key.</param>
public sealed record ShiftsRequest(ShiftRequest[]? Shifts, string? CommandId = null);

/// <param name="Post">A seat of the area.</param>
/// <param name="Kind">Day 08–16, Evening 16–24, Night 00–08, OnCall up to 24 hours, War12h.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
public sealed record ShiftRequest(string? Post, string? Kind, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Who keeps which turn, and where nobody does.</summary>
/// <param name="Shifts">Those that have not ended, by their beginning.</param>
/// <param name="Gaps">Grids for which turns are planned and nobody is on one.</param>
/// <param name="Position">True up to here.</param>
public sealed record DutyView(ShiftView[] Shifts, GapView[] Gaps, long Position);

/// <summary>One turn of one seat, never of a person.</summary>
/// <param name="Stage">Planned, SignedOn, Missed or SignedOff.</param>
public sealed record ShiftView(
    string Post, string PostName, string Home, string Kind, DateTimeOffset From, DateTimeOffset To, string Stage);

/// <summary>A grid without anybody on a turn.</summary>
/// <param name="Post">The seat that new matters go to meanwhile.</param>
public sealed record GapView(string Home, string? HomeName, string? Post, string? PostName);

/// <summary>What a shift signs when it hands over; what is open the server adds itself.</summary>
public sealed record HandoverRequest(PromiseRequest[]? Promises = null, string? CommandId = null);

/// <summary>What somebody was promised.</summary>
/// <param name="Text">Stored in the vault with the words of the case.</param>
public sealed record PromiseRequest(string? CaseId, string? Text, DateTimeOffset? Until = null);

/// <summary>The handover book of an area, the newest page first.</summary>
public sealed record HandoverBookView(string Area, HandoverView[] Pages, long Position);

/// <summary>One page: what was left, and who signed in which role.</summary>
/// <param name="Number">Of the page in its book.</param>
/// <param name="UpTo">Log position up to which it was so.</param>
/// <param name="Open">Open cases of the area then.</param>
/// <param name="Mine">The asker's own account handed it over: another one takes it over.</param>
public sealed record HandoverView(
    long Number, DateTimeOffset At, string Role, bool Mine, long UpTo, int Open, PressingView[] Pressing,
    PromiseView[] Promises, DateTimeOffset? TakenAt, string? TakenByRole);

/// <summary>A case that the next shift must look at, as it stands now.</summary>
public sealed record PressingView(
    string CaseId, string? CaseNo, string? Class, string? ClassZh, string? ClassEn, string? Severity, string? Stage,
    string? Home, string? HomeName, DateTimeOffset? DueAt);

/// <param name="Text">Left out where the words of the case may not be read, or were forgotten.</param>
public sealed record PromiseView(string CaseId, string? CaseNo, DateTimeOffset? Until, string? Text);
