using Twin.City.Bells;
using Twin.City.Disputes;
using Twin.City.Obligations;

namespace Twin.City.Cases;

/// <content>While it is handled: what a handler, those who help, and those who lead want.</content>
public abstract partial record CaseCommand
{
    /// <summary>A talk with the reporter; an attempt that nobody answers is progress, not contact.</summary>
    public sealed record Contact(Channel Channel, Words? Outcome) : CaseCommand;

    /// <param name="Step">The step of the class that is done with it; null = none.</param>
    public sealed record NoteProgress(string? Step, Words? Text) : CaseCommand;

    /// <param name="DueAt">The limit that is asked for.</param>
    /// <param name="Engineering">Works that by their kind take long: the centre head decides.</param>
    public sealed record AskExtension(DateTimeOffset DueAt, Words? Reason, Words? Interim, bool Engineering)
        : CaseCommand;

    /// <param name="DueAt">Null = as asked.</param>
    public sealed record GrantExtension(DateTimeOffset? DueAt) : CaseCommand;

    public sealed record DenyExtension(Words? Reason) : CaseCommand;

    /// <summary>System only; nobody decided in time.</summary>
    public sealed record LapseExtension : CaseCommand;

    /// <param name="Cause">Engineering, Season, Legal or Funding.</param>
    /// <param name="ReviewAt">When somebody looks again.</param>
    /// <param name="Interim">What keeps people safe until then.</param>
    public sealed record Pend(string? Cause, DateTimeOffset? ReviewAt, Words? Interim) : CaseCommand;

    public sealed record RenewPending(DateTimeOffset ReviewAt, Words? Finding) : CaseCommand;

    public sealed record Resume : CaseCommand;

    /// <param name="Template">Word of a template; null = the departments are named one by one.</param>
    /// <param name="Departments">A part for each; empty = those of the class.</param>
    /// <param name="Lead">Null = the first.</param>
    public sealed record OpenOneThing(string? Template, FactList<DepartmentId> Departments, DepartmentId? Lead)
        : CaseCommand;

    /// <summary>System only; the part itself says that it is handled.</summary>
    public sealed record HandlePart(CaseId Part) : CaseCommand;

    /// <summary>System only.</summary>
    public sealed record ReturnPart(CaseId Part) : CaseCommand;

    /// <summary>System only; the part was voided or withdrawn.</summary>
    public sealed record DropPart(CaseId Part) : CaseCommand;

    /// <summary>System only; no part is left.</summary>
    public sealed record Rejoin : CaseCommand;

    /// <param name="Reason">Power, Money, Technique or CrossBorder.</param>
    public sealed record Escalate(string? Reason, Words? Note) : CaseCommand;

    public sealed record RaiseWhistle(WhistleKind Whistle, DepartmentId Department, Words? Reason) : CaseCommand;

    /// <summary>To one obligation of the case. No command of the table of cases: whistle.csv decides it.</summary>
    public sealed record Oblige(ObligationId Obligation, ObligationCommand Wish) : CaseCommand;

    /// <summary>An offer was seen, or a bell is answered. No command of the table of cases either.</summary>
    public sealed record Ring(BellCommand Wish) : CaseCommand;

    /// <summary>What only a mediator does with a dispute. No command of the table of cases either.</summary>
    public sealed record Mediate(DisputeCommand Wish) : CaseCommand;
}
