using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>What somebody wants to happen to a case; the imperatives of commands.csv.</summary>
public abstract record CaseCommand
{
    private CaseCommand() { }

    public sealed record Report(
        CaseSource Source, HomeId Home, LngLat? At, bool DefaultPlace, BuildingId? Building, KeySiteId? Site,
        Words? Words, string? Class, Severity Severity, string ReceiptHash, LimitBy LimitBy, DateTimeOffset? DueAt,
        string? SourceRef, bool LifeDanger = false) : CaseCommand;

    public sealed record HandleOnSpot(
        HomeId Home, LngLat? At, BuildingId? Building, KeySiteId? Site, string Class, string CaseNo, Words? Result,
        bool BeforePhoto, bool AfterPhoto, string ReceiptHash) : CaseCommand;

    /// <summary>System only; rides in the commit of Reported.</summary>
    public sealed record OpenReview : CaseCommand;

    /// <summary>Class, severity and home that are not given stay as they are.</summary>
    /// <param name="CaseNo">For people and paper; the shell takes it from the numberer before it decides.</param>
    public sealed record File(string? Class, Severity Severity, HomeId? Home, string CaseNo) : CaseCommand;

    /// <summary>System only; rides in the commit of Filed.</summary>
    public sealed record OpenDispatch : CaseCommand;

    /// <summary>To a post, a department or both.</summary>
    public sealed record Dispatch(PostId? Post, DepartmentId? Department) : CaseCommand;

    public sealed record Offer(PostId Post, TaskKind Task) : CaseCommand;

    public sealed record ExpireOffer(string OfferId) : CaseCommand;

    /// <param name="OfferId">Null = the offer that is open to the acting post or department.</param>
    public sealed record Accept(string? OfferId) : CaseCommand;

    public sealed record Arrive : CaseCommand;

    public sealed record Handle(Words? Result, bool AfterPhoto) : CaseCommand;

    /// <summary>System only; rides in the commit of Handled.</summary>
    public sealed record OpenCheck : CaseCommand;

    public sealed record PassCheck(Words? Note, bool Photo) : CaseCommand;

    public sealed record Close : CaseCommand;

    public sealed record Void(string? Reason, bool SecondSignature) : CaseCommand;

    /// <param name="Level">1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
    public sealed record Supervise(int Level, string? Reason) : CaseCommand;

    /// <summary>System only; for a clock that runs and has not passed.</summary>
    /// <param name="Cause">Mode or Calendar.</param>
    public sealed record MoveDeadline(ClockId Clock, DateTimeOffset DueAt, string Cause) : CaseCommand;

    /// <summary>System only; a deadline's due time has passed.</summary>
    public sealed record PassDeadline(ClockId Clock, DateTimeOffset DueAt) : CaseCommand;
}

/// <summary>A command with who, when and its identity.</summary>
/// <param name="OccurredAt">Moment in the source's own record; only an Integration may set it.</param>
/// <param name="ExpectedVersion">What the sender last saw; null = whatever it is now.</param>
public sealed record CaseOrder(
    CaseCommand Command, string CommandId, Actor By, string Client, DateTimeOffset? OccurredAt = null,
    long? ExpectedVersion = null, string? Tag = null, string Correlation = "");

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
    ImmutableArray<CaseStep> Steps, ImmutableArray<CaseTask> Tasks);

/// <summary>One line of the journal.</summary>
public sealed record CaseStep(long Version, long Position, string Kind, DateTimeOffset At, CaseStage Stage);

/// <summary>A task that the case offered to a post.</summary>
public sealed record CaseTask(
    string Offer, PostId Post, TaskKind Kind, DateTimeOffset OfferedAt, DateTimeOffset? AcceptedAt, bool Over);
