using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>Who may see how a reporter is reached: whoever has the case in hand, while it is in hand.</summary>
public static class ContactRules
{
    /// <summary>How long a screen may show it (domain: the call).</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(60);

    /// <summary>Whether a case at this stage is in the hands of this role.</summary>
    public static bool IsInHand(string role, CaseStage stage, string? classCode) => role switch
    {
        "Receiver" => stage is CaseStage.Reported or CaseStage.UnderReview or CaseStage.SpotChecking,
        "Handler" => IsBeingHandled(stage),
        "Mediator" => IsBeingHandled(stage) && CaseClasses.All.Find(classCode) is { IsDispute: true },
        "Caller" => stage == CaseStage.FollowingUp,
        _ => false,
    };

    private static bool IsBeingHandled(CaseStage stage) => stage is CaseStage.Handling or CaseStage.ExtensionAsked
        or CaseStage.Pending or CaseStage.JointHandling or CaseStage.Rework;
}
