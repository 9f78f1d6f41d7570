namespace Twin.Contracts;

/// <summary>What a mediator notes of a dispute.</summary>
/// <param name="Route">route: Mediation, Arbitration, Court, Review or Aid.</param>
/// <param name="Reference">route: the number that it has with the other body.</param>
/// <param name="Text">agree: what was agreed; break: how it was broken. Stored in the vault.</param>
/// <param name="CommandId">The sender's own identity of the command; or the header Idempotency-Key.</param>
public sealed record DisputeRequest(
    string? Route = null, string? Reference = null, string? Text = null, string? CommandId = null);

/// <summary>A sealed dispute as its mediator sees it; each look is audited.</summary>
/// <param name="Report">What was reported.</param>
/// <param name="Agreement">What was agreed.</param>
/// <param name="Kept">Thirty days without a breach; empty while it is not known yet.</param>
/// <param name="Forgotten">Words there were are gone: by a wish, or a year after the end.</param>
public sealed record DisputeView(
    string CaseId, string? Route, string? Reference, DateTimeOffset? AgreedAt, DateTimeOffset? BrokenAt, bool? Kept,
    string? Report, string? Agreement, bool Forgotten);
