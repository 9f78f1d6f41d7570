using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>Where a case stands after a fact, and the sets of stages that counts are made of.</summary>
public static class CaseStages
{
    private static readonly ImmutableArray<StageRow> Rows = [.. CityTables.Stages.OrderBy(row => row.Stage)];

    public static StageRow Row(this CaseStage stage) => Rows[(int)stage];

    public static bool IsOpen(this CaseStage stage) => Rows[(int)stage].Open;

    public static bool IsBeforeHandled(this CaseStage stage) => Rows[(int)stage].BeforeHandled;

    /// <summary>The stage that follows from a fact alone; a test holds it against transitions.csv.</summary>
    /// <param name="reachable">A reporter can be asked whether it is solved.</param>
    public static CaseStage After(this CaseStage stage, CaseEvent happened, bool reachable) => happened switch
    {
        CaseEvent.Reported => CaseStage.Reported,
        CaseEvent.ReviewOpened => CaseStage.UnderReview,
        CaseEvent.Filed => CaseStage.Filed,
        CaseEvent.DispatchOpened => CaseStage.Dispatching,
        CaseEvent.Dispatched => CaseStage.AwaitAccept,
        CaseEvent.Offered => stage,
        CaseEvent.OfferExpired => stage,
        CaseEvent.Accepted => stage == CaseStage.AwaitAccept ? CaseStage.Handling : stage,
        CaseEvent.Arrived => stage,
        CaseEvent.Handled => CaseStage.Handled,
        CaseEvent.CheckOpened => CaseStage.Checking,
        CaseEvent.CheckPassed => reachable ? CaseStage.FollowingUp : CaseStage.Closed,
        CaseEvent.Closed => CaseStage.Closed,
        CaseEvent.HandledOnSpot => CaseStage.Handled,
        CaseEvent.Voided => CaseStage.Voided,
        CaseEvent.Supervised or CaseEvent.DeadlineMoved or CaseEvent.DeadlinePassed => stage,
        CaseEvent.Rehomed => stage,
        _ => throw new InvalidOperationException($"No stage follows from {happened.GetType().Name}; add a line."),
    };

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
