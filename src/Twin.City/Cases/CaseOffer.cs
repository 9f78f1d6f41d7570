namespace Twin.City.Cases;

/// <summary>What the log adds to a fact when it stores it.</summary>
public readonly record struct CaseStamp(
    DateTimeOffset At, long Version, long Position, string CommandId, string? Tag = null, string Account = "");

/// <summary>A task that was offered to a post, a department or both.</summary>
/// <param name="SeenAt">A phone of the seat has shown it.</param>
/// <param name="Over">Accepted by another, expired, done or ended with the case.</param>
public sealed record CaseOffer(
    string Offer, PostId? Post, DepartmentId? Department, TaskKind Kind, DateTimeOffset OfferedAt,
    DateTimeOffset? AcceptedAt = null, bool Over = false, DateTimeOffset? SeenAt = null)
{
    /// <summary>Neither accepted nor over.</summary>
    public bool IsOpen => AcceptedAt is null && !Over;

    /// <summary>A post is asked once for one thing: what is offered to it anew takes the place of this.</summary>
    public bool IsReplacedBy(PostId post, TaskKind kind) => IsOpen && Post == post && Kind == kind;

    public bool IsFor(Actor actor) =>
        (Post is { } post && actor.Post == post) || (Department is { } department && actor.Department == department);
}

/// <summary>A command that the case has carried out, and where it led.</summary>
/// <param name="Account">Who gave it: the author of its first fact.</param>
public readonly record struct KnownCommand(
    string CommandId, long Version, long Position, CaseStage Stage, string Account = "");

/// <summary>Who owns, handles or gives back: a post, a department or both.</summary>
public sealed record CaseUnit(PostId? Post, DepartmentId? Department)
{
    public bool IsOf(Actor actor) =>
        (Post is { } post && actor.Post == post) || (Department is { } department && actor.Department == department);
}

/// <summary>A report that was merged into a case.</summary>
/// <param name="Raised">With it the severity rose: the hour counts anew.</param>
public sealed record CaseDuplicate(CaseId Case, DateTimeOffset At, bool Raised);

/// <summary>How a part of one thing stands.</summary>
public enum PartWay { Open, Handled, Returned, Dropped }

/// <summary>A part as its whole knows it.</summary>
public sealed record PartState(CasePart Part, PartWay Way);
