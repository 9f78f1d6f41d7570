using Twin.City.Clocks;
using Twin.City.Disputes;
using Twin.City.Obligations;

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

    /// <summary>It is an obligation of the department from now on; its id is the version of this fact.</summary>
    /// <param name="By">How high it was raised: who raises it from there need not approve it as well.</param>
    public sealed record WhistleRaised(
        WhistleKind Whistle, DepartmentId Department, Words Reason, CaseLevel By = CaseLevel.Grid) : CaseEvent;

    /// <summary>An obligation has come to a stage of whistle.csv. No command of the table of cases.</summary>
    /// <param name="Department">Redirected: who owes it now; null where a ruling decides.</param>
    /// <param name="Reason">Why it was rejected, redirected, reinforced or cancelled.</param>
    public sealed record ObligationMoved(
        ObligationId Obligation, ObligationStage Stage, DepartmentId? Department = null, Words? Reason = null,
        PostId? Post = null) : CaseEvent;

    /// <summary>Progress, a plan, a weekly note, or what came out of it.</summary>
    /// <param name="IsResult">It is the result of this part of the matter.</param>
    public sealed record ObligationNoted(ObligationId Obligation, Words Text, bool IsResult) : CaseEvent;

    /// <summary>The grid rates the department (下考上).</summary>
    /// <param name="Attitude">1 to 5.</param>
    public sealed record ObligationRated(
        ObligationId Obligation, bool ArrivedOnTime, bool Solved, int? Attitude, Words? Note) : CaseEvent;

    /// <summary>The phone of the seat has shown the offer. No command of the table of cases.</summary>
    public sealed record OfferSeen(string Offer, PostId Post) : CaseEvent;

    /// <summary>Somebody at the desk has heard the bell and sees to it. No command of the table of cases.</summary>
    public sealed record BellAnswered(ClockId Bell) : CaseEvent;

    /// <summary>Where a dispute is settled. No command of the table of cases.</summary>
    /// <param name="Reference">The other body's own number.</param>
    public sealed record DisputeRouted(DisputeRoute Route, string? Reference) : CaseEvent;

    /// <summary>The parties have agreed; the words are the vault's.</summary>
    public sealed record AgreementMade(Words Text) : CaseEvent;

    /// <summary>Within thirty days it was not kept.</summary>
    public sealed record AgreementBroken(Words? How) : CaseEvent;

    /// <summary>One department alone is supervised, not the case.</summary>
    /// <param name="Level">1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
    /// <param name="Reason">The clock that passed, or Order.</param>
    public sealed record ObligationSupervised(ObligationId Obligation, int Level, string Reason) : CaseEvent;
}

/// <summary>A department's part of one thing; a case of its own whose parent is this one.</summary>
/// <param name="Required">The whole waits for it.</param>
/// <param name="Word">Template and part that it was made from, such as <c>MUCK.road</c>.</param>
/// <param name="After">Numbers, from 1, of the parts that must be done before it is called, such as <c>1;3</c>.</param>
/// <param name="Within">Its limit; null = that of the class.</param>
public sealed record CasePart(
    CaseId Case, DepartmentId Department, bool Required = true, string? Word = null, string? After = null,
    Limit? Within = null);
