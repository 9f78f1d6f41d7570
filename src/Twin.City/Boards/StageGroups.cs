using Twin.City.Cases;

namespace Twin.City.Boards;

/// <summary>The four heaps that a board sorts open cases into.</summary>
public enum StageGroup { None, Unassigned, Awaiting, Handling, Checking }

/// <summary>Which heap a stage belongs to.</summary>
public static class StageGroups
{
    public static StageGroup Of(CaseStage stage) => stage switch
    {
        CaseStage.Reported or CaseStage.UnderReview or CaseStage.SpotChecking or CaseStage.Filed
            or CaseStage.Dispatching or CaseStage.Reopened => StageGroup.Unassigned,
        CaseStage.AwaitAccept => StageGroup.Awaiting,
        CaseStage.Handling or CaseStage.ExtensionAsked or CaseStage.Pending or CaseStage.JointHandling
            or CaseStage.Rework => StageGroup.Handling,
        CaseStage.Handled or CaseStage.Checking or CaseStage.FollowingUp => StageGroup.Checking,
        _ => StageGroup.None,
    };
}
