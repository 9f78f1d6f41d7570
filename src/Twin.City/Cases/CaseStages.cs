using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>Where a case stands after a fact, and the sets of stages that counts are made of.</summary>
public static class CaseStages
{
    /// <summary>Attempts to reach a reporter before the case is closed as Unreached.</summary>
    public const int AttemptsMost = 3;

    private static readonly ImmutableArray<StageRow> Rows = [.. CityTables.Stages.OrderBy(row => row.Stage)];

    public static StageRow Row(this CaseStage stage) => Rows[(int)stage];

    public static bool IsOpen(this CaseStage stage) => Rows[(int)stage].Open;

    public static bool IsBeforeHandled(this CaseStage stage) => Rows[(int)stage].BeforeHandled;

    /// <summary>No case yet, and what an end leaves behind, are not open.</summary>
    public static bool IsEnded(this CaseStage stage) => stage != CaseStage.Absent && !stage.IsOpen();

    /// <summary>The stage that follows from a fact alone; a test holds it against transitions.csv.</summary>
    public static CaseStage After(this CaseStage stage, CaseEvent happened) => happened switch
    {
        CaseEvent.Reported => CaseStage.Reported,
        CaseEvent.ReviewOpened or CaseEvent.Appealed or CaseEvent.Unmerged or CaseEvent.ReferralReturned =>
            CaseStage.UnderReview,
        CaseEvent.Filed => CaseStage.Filed,
        CaseEvent.DispatchOpened or CaseEvent.Returned or CaseEvent.Recalled => CaseStage.Dispatching,
        CaseEvent.Dispatched => CaseStage.AwaitAccept,
        CaseEvent.Accepted => stage == CaseStage.AwaitAccept ? CaseStage.Handling : stage,
        CaseEvent.Handled or CaseEvent.HandledOnSpot => CaseStage.Handled,
        CaseEvent.CheckOpened or CaseEvent.Objected => CaseStage.Checking,
        CaseEvent.CheckPassed { FollowUp: true } or CaseEvent.CheckLapsed { FollowUp: true } => CaseStage.FollowingUp,
        CaseEvent.CheckPassed or CaseEvent.CheckLapsed or CaseEvent.Closed or CaseEvent.Withdrawn
            or CaseEvent.ClosedByFinding => CaseStage.Closed,
        CaseEvent.CheckFailed => CaseStage.Rework,
        CaseEvent.Voided => CaseStage.Voided,
        CaseEvent.Merged => CaseStage.Merged,
        CaseEvent.NotAccepted or CaseEvent.NothingFound => CaseStage.NotAccepted,
        CaseEvent.SpotCheckOrdered => CaseStage.SpotChecking,
        CaseEvent.ReferredOut => CaseStage.ReferredOut,
        CaseEvent.ExtensionAsked => CaseStage.ExtensionAsked,
        CaseEvent.ExtensionGranted or CaseEvent.ExtensionDenied or CaseEvent.ExtensionLapsed or CaseEvent.Resumed
            or CaseEvent.Rejoined or CaseEvent.Reassigned => CaseStage.Handling,
        CaseEvent.Pended => CaseStage.Pending,
        CaseEvent.OneThingOpened => CaseStage.JointHandling,
        CaseEvent.PartHandled { IsLast: true } or CaseEvent.PartDropped { IsLast: true } => CaseStage.Handled,
        CaseEvent.FollowedUp e => AfterFollowUp(e),
        CaseEvent.Rated { Solved: false, Reason: not null } => CaseStage.Reopened,
        CaseEvent.Rated => CaseStage.Closed,
        CaseEvent.ReportedAgain or CaseEvent.ReopenedByOrder => CaseStage.Reopened,
        CaseEvent.Archived => CaseStage.Archived,
        _ when KeepsStage(happened) => stage,
        _ => throw new InvalidOperationException($"No stage follows from {happened.GetType().Name}; add a line."),
    };

    private static CaseStage AfterFollowUp(CaseEvent.FollowedUp e) => e switch
    {
        { Answered: true, Solved: not true } => CaseStage.Reopened,
        { Answered: false, Attempt: < AttemptsMost } => CaseStage.FollowingUp,
        _ => CaseStage.Closed,
    };

    private static bool KeepsStage(CaseEvent happened) => happened
        is CaseEvent.Offered or CaseEvent.OfferExpired or CaseEvent.Arrived or CaseEvent.Supervised
        or CaseEvent.DeadlineMoved or CaseEvent.DeadlinePassed or CaseEvent.Rehomed or CaseEvent.DuplicateAdded
        or CaseEvent.DuplicateRemoved or CaseEvent.SpotConfirmed or CaseEvent.OwnershipDisputed or CaseEvent.OwnerRuled
        or CaseEvent.Contacted or CaseEvent.ProgressNoted or CaseEvent.PendingRenewed or CaseEvent.PartHandled
        or CaseEvent.PartReturned or CaseEvent.PartDropped or CaseEvent.Escalated or CaseEvent.WhistleRaised
        or CaseEvent.Unfollowed or CaseEvent.Corrected or CaseEvent.LeaderNoticeSent or CaseEvent.ObligationMoved
        or CaseEvent.ObligationNoted or CaseEvent.ObligationRated or CaseEvent.ObligationSupervised
        or CaseEvent.OfferSeen or CaseEvent.BellAnswered or CaseEvent.DisputeRouted or CaseEvent.AgreementMade
        or CaseEvent.AgreementBroken;

    /// <summary>Which kind of task is offered in a stage; null where none is.</summary>
    public static TaskKind? TaskOf(this CaseStage stage) => stage switch
    {
        CaseStage.SpotChecking => TaskKind.SpotCheck,
        CaseStage.Checking => TaskKind.Check,
        CaseStage.AwaitAccept or CaseStage.Handling or CaseStage.ExtensionAsked or CaseStage.JointHandling
            or CaseStage.Rework => TaskKind.Handle,
        _ => null,
    };
}
