namespace Twin.Contracts;

/// <summary>Mend what makes a matter come again; the case names place and class.</summary>
/// <param name="CaseId">One of the repeats.</param>
/// <param name="Owner">Key of the department that mends it; empty = the first of the class.</param>
/// <param name="Until">When it shall be done, at most half a year away.</param>
/// <param name="CommandId">The sender's own identity of the command; or the header Idempotency-Key.</param>
public sealed record SourceFixRequest(
    string? CaseId, string? Owner = null, DateTimeOffset? Until = null, string? CommandId = null);

/// <summary>What became of it.</summary>
/// <param name="Measure">done: Rebuilt, Replaced, Rescheduled, RuleChanged, OwnerBound or ProofDropped.</param>
/// <param name="Reason">drop: NoCommonSource, NotOurs or NotWorthIt.</param>
public sealed record SourceFixActRequest(string? Measure = null, string? Reason = null, string? CommandId = null);

/// <summary>What comes again in an area, and what is done about it.</summary>
/// <param name="Proposals">Places with repeats that nobody mends yet, of the cases that the asker may see.</param>
/// <param name="Fixes">The newest first.</param>
public sealed record SourceFixesView(RepeatsView[] Proposals, SourceFixView[] Fixes, long Position);

/// <summary>Reports of one class within 50 m and 30 days.</summary>
/// <param name="Owner">The department that would mend it.</param>
/// <param name="Latest">Id of the newest of them: open the item with it.</param>
public sealed record RepeatsView(
    string Class, string ClassZh, string ClassEn, string Home, string? HomeName, string Owner, string OwnerZh,
    string OwnerEn, int Count, string Latest, DateTimeOffset LatestAt);

/// <param name="Fix">Its number.</param>
/// <param name="Before">Repeats in the 30 days before it was opened.</param>
/// <param name="After">Repeats in the 30 days after it was done, as far as they have gone; empty = not done.</param>
/// <param name="AfterUntil">Until when they are counted.</param>
/// <param name="Due">Not done in time.</param>
public sealed record SourceFixView(
    long Fix, string Class, string ClassZh, string ClassEn, string Home, string? HomeName, string Owner, string OwnerZh,
    string OwnerEn, DateTimeOffset OpenedAt, DateTimeOffset Until, DateTimeOffset? EndedAt, string? Measure,
    string? Dropped, int Before, int? After, DateTimeOffset? AfterUntil, bool Due);
