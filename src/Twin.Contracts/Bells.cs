namespace Twin.Contracts;

/// <summary>An offer is on the visible screen of the seat's phone.</summary>
public sealed record SeenRequest(string? CaseId, string? Offer);

/// <summary>Somebody at the desk has heard a bell and sees to it.</summary>
/// <param name="Bell">As the list of bells names it.</param>
public sealed record BellRequest(string? CaseId, string? Bell);

/// <summary>A bell that rings: an offer, a danger to life or a leader notice has waited too long.</summary>
/// <param name="Bell">Its identity within the case: the name of its clock, a slash, a number.</param>
/// <param name="Post">The seat that the offer was made to, if it rings for one.</param>
/// <param name="Since">It rings since then.</param>
public sealed record BellView(
    string CaseId, string Bell, string? CaseNo, string? Class, string? ClassZh, string? ClassEn, string Severity,
    string Stage, string Home, string? HomeName, string? Post, string? PostName, DateTimeOffset Since, bool Drill);

/// <summary>The bells that ring at the asker's desk, the longest first.</summary>
/// <param name="Position">True up to here.</param>
public sealed record BellsView(BellView[] Bells, long Position);
