using System.Collections.Immutable;
using Twin.City.Disputes;
using Twin.City.Obligations;
using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>A command with who, when and its identity.</summary>
/// <param name="OccurredAt">Moment in the source's own record; only an Integration may set it.</param>
/// <param name="ExpectedVersion">What the sender last saw; null = whatever it is now.</param>
public sealed record CaseOrder(
    CaseCommand Command, string CommandId, Actor By, string Client, DateTimeOffset? OccurredAt = null,
    long? ExpectedVersion = null, string? Tag = null, string Correlation = "")
{
    /// <summary>Position of the fact elsewhere that it follows from; null = somebody wants it.</summary>
    public long? Cause { get; init; }
}

/// <summary>What the case answers: the facts are durable, or a refusal that stored nothing.</summary>
/// <param name="Again">The command was known; this is the first answer once more.</param>
public sealed record CaseAnswer(
    CaseId Case, CaseStage Stage, long Version, long Position, Refusal? Refusal, bool Again);

/// <summary>What may be seen of a case; words stay in the vault.</summary>
public sealed record CaseSight(
    CaseId Case, CaseStage Stage, long Version, long Position, CaseSource Source, HomeId Home, LngLat? At,
    bool DefaultPlace, BuildingId? Building, KeySiteId? Site, string? Class, Severity Severity, string? CaseNo,
    PostId? Post, DepartmentId? Department, DateTimeOffset ReportedAt, DateTimeOffset? DueAt,
    DateTimeOffset? HandledAt, DateTimeOffset? EndedAt, Words? Words, Words? Result, string? Tag,
    ImmutableArray<CaseStep> Steps, ImmutableArray<CaseTask> Tasks, CaseId? Parent,
    ImmutableArray<ObligationMemory> Obligations)
{
    /// <summary>Reports that were merged into it, in the order of their merges.</summary>
    public ImmutableArray<CaseId> MergedFrom { get; init; } = [];

    /// <summary>The case that it was taken out of again.</summary>
    public CaseId? UnmergedFrom { get; init; }

    /// <summary>What a mediator has noted of a dispute.</summary>
    public DisputeState? Dispute { get; init; }
}

/// <summary>One line of the journal.</summary>
public readonly record struct CaseStep(long Version, long Position, string Kind, DateTimeOffset At, CaseStage Stage);

/// <summary>A task that the case offered to a post.</summary>
public sealed record CaseTask(
    string Offer, PostId Post, TaskKind Kind, DateTimeOffset OfferedAt, DateTimeOffset? AcceptedAt, bool Over,
    DateTimeOffset? SeenAt = null);
