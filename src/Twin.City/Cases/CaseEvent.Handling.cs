namespace Twin.City.Cases;

/// <content>While it is handled.</content>
public abstract partial record CaseEvent
{
    public sealed record Contacted(Channel Channel, Words? Outcome) : CaseEvent;

    /// <param name="Step">The step of the class that was done with it.</param>
    public sealed record ProgressNoted(string? Step, Words Text) : CaseEvent;

    public sealed record ExtensionAsked(DateTimeOffset DueAt, Words? Reason, Words Interim, bool Engineering)
        : CaseEvent;

    /// <param name="DueAt">T5 from now on.</param>
    public sealed record ExtensionGranted(DateTimeOffset DueAt) : CaseEvent;

    public sealed record ExtensionDenied(Words Reason) : CaseEvent;

    public sealed record ExtensionLapsed : CaseEvent;

    /// <param name="Cause">Engineering, Season, Legal or Funding.</param>
    public sealed record Pended(string Cause, DateTimeOffset ReviewAt, Words Interim) : CaseEvent;

    public sealed record PendingRenewed(DateTimeOffset ReviewAt, Words? Finding) : CaseEvent;

    /// <param name="DueAt">T5 with what was left of it; null when it did not run.</param>
    public sealed record Resumed(DateTimeOffset? DueAt) : CaseEvent;

    public sealed record OneThingOpened(string? Template, DepartmentId Lead, FactList<CasePart> Parts) : CaseEvent;

    /// <param name="IsLast">All that must be done is done: so is the whole.</param>
    public sealed record PartHandled(CaseId Part, bool IsLast) : CaseEvent;

    public sealed record PartReturned(CaseId Part) : CaseEvent;

    /// <param name="IsLast">All that must be done of the rest is done: so is the whole.</param>
    public sealed record PartDropped(CaseId Part, bool IsLast) : CaseEvent;

    public sealed record Rejoined : CaseEvent;

    /// <summary>Post and department are the new owner, who has yet to accept.</summary>
    /// <param name="Reason">Power, Money, Technique or CrossBorder.</param>
    public sealed record Escalated(string Reason, CaseLevel Level, DepartmentId Department, Words? Note) : CaseEvent;

    public sealed record WhistleRaised(WhistleKind Whistle, DepartmentId Department, Words Reason) : CaseEvent;
}

/// <summary>A department's part of one thing; a case of its own whose parent is this one.</summary>
/// <param name="Required">The whole waits for it.</param>
public sealed record CasePart(CaseId Case, DepartmentId Department, bool Required = true);
