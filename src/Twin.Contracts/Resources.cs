namespace Twin.Contracts;

/// <summary>What is wanted of one holder's resources.</summary>
/// <param name="Kind">A word of the city's own, such as Pump.</param>
/// <param name="Count">1 to 1,000; default 1. Of a case: what it has then, not what it gets more.</param>
/// <param name="CaseId">The open case that they are for; not with add and retire.</param>
/// <param name="Until">End of a reservation, at most 7 days away; only with reserve.</param>
/// <param name="CommandId">The sender's own identity of the command; or the header Idempotency-Key.</param>
public sealed record ResourceRequest(
    string? Kind, int? Count = null, string? CaseId = null, DateTimeOffset? Until = null, string? CommandId = null);

/// <param name="Id">Unlike within its holder, such as Pump-7.</param>
/// <param name="Use">Free, Reserved, Committed or Retired.</param>
/// <param name="CaseId">The case that has it.</param>
public sealed record ResourceView(
    string Id, string Kind, string Use, string? CaseId = null, DateTimeOffset? Until = null);

/// <summary>One holder's resources.</summary>
/// <param name="Taken">Those that the command did something to; empty when it changed nothing.</param>
/// <param name="Position">Log position of the holder's newest fact; 0 when there is none.</param>
public sealed record ResourcesView(string Holder, string[] Taken, ResourceView[] Resources, long Position);

/// <summary>What an open case has of a holder.</summary>
/// <param name="Committed">At work there; else reserved for it.</param>
public sealed record HeldResourceView(string CaseId, string Holder, string Kind, bool Committed, int Count);
