namespace Twin.Contracts;

/// <summary>A new duty that a department wants posts to take on; without each of these it is not asked.</summary>
/// <param name="Owner">Key of the department that answers for it.</param>
/// <param name="Area">Whose posts shall do it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Minutes">Of one post in a week, 1 to 300.</param>
/// <param name="Basis">The legal basis.</param>
/// <param name="Until">When it ends by itself, at most half a year away.</param>
/// <param name="CommandId">The sender's own identity of the command; or the header Idempotency-Key.</param>
public sealed record AdmissionRequest(
    string? Owner, string? Area, string? Name, int? Minutes, string? Basis, DateTimeOffset? Until,
    string? CommandId = null);

/// <summary>What an area says to a duty.</summary>
/// <param name="Area">admit: the street; refuse: the street or the community.</param>
/// <param name="Reason">refuse: NoBasis, NotOurs, TooMuch, Doubled, AsksProof or WatchesPeople.</param>
public sealed record AdmissionAnswerRequest(string? Area = null, string? Reason = null, string? CommandId = null);

/// <summary>Duties that were asked of posts, the newest first.</summary>
/// <param name="Minutes">Of one post of the asked area in a week, all duties in force together.</param>
public sealed record AdmissionsView(AdmissionView[] Duties, int Minutes, long Position);

/// <param name="Duty">Its number.</param>
/// <param name="InForce">The posts of the asked area do it now.</param>
/// <param name="Over">Its end has come, or its owner took it back.</param>
public sealed record AdmissionView(
    long Duty, string Owner, string? OwnerZh, string? OwnerEn, string Area, string? AreaName, string Name, int Minutes,
    string Basis, DateTimeOffset AskedAt, DateTimeOffset Until, bool InForce, bool Over,
    AdmissionAnswerView[] Answers);

/// <param name="Refused">Why not; empty = admitted.</param>
public sealed record AdmissionAnswerView(string Area, string? AreaName, string? Refused, DateTimeOffset At);
