using Twin.Geo;

namespace Twin.City.Cases;

/// <content>From the review to the dispatch: what a receiver, a spot checker, a dispatcher and a ruler want.</content>
public abstract partial record CaseCommand
{
    /// <param name="Parent">As the shell sees the parent right before; what it does not know is not open.</param>
    /// <param name="Similarity">0 to 1.</param>
    /// <param name="Confirmed">A receiver has looked and agrees.</param>
    public sealed record Merge(CaseKin Parent, double Similarity, bool Confirmed) : CaseCommand;

    public sealed record Unmerge(Words? Reason) : CaseCommand;

    /// <summary>System only; to the parent of a merge.</summary>
    /// <param name="Link">Version of the merge in the merged case.</param>
    public sealed record AddDuplicate(CaseId Duplicate, long? Link = null) : CaseCommand;

    /// <summary>System only; to the parent of a merge that was undone.</summary>
    /// <param name="Link">Version of the undoing in the case that was merged.</param>
    public sealed record RemoveDuplicate(CaseId Duplicate, long? Link = null) : CaseCommand;

    /// <param name="Reason">InCourt, OutsidePower, Malicious, DuplicateClosed or EmergencyLine.</param>
    /// <param name="Sentence">For the reporter.</param>
    public sealed record NotAccept(string? Reason, Words? Sentence) : CaseCommand;

    /// <param name="Place">A better place; needed when nothing was found.</param>
    public sealed record Appeal(Words? Text, CaseSpot? Place) : CaseCommand;

    /// <param name="Post">Null = the seat of the home.</param>
    /// <param name="LookFor">What to look for.</param>
    public sealed record OrderSpotCheck(PostId? Post, Words? LookFor) : CaseCommand;

    /// <param name="Place">Where it is exactly; null = as reported.</param>
    public sealed record ConfirmSpot(Words? Note, bool Photo, CaseSpot? Place) : CaseCommand;

    public sealed record FindNothing(Words? Note, bool Photo) : CaseCommand;

    public sealed record DisputeOwnership(Words? Reason) : CaseCommand;

    /// <summary>To a post, a department or both.</summary>
    /// <param name="Part">In joint handling, the part that waits for the ruling.</param>
    public sealed record RuleOwner(PostId? Post, DepartmentId? Department, Words? Reason, CaseId? Part) : CaseCommand;

    /// <param name="Reason">MisDispatch, NotOwnPower or WrongPlace.</param>
    public sealed record Return(string? Reason, Words? Evidence) : CaseCommand;

    public sealed record Recall(Words? Reason) : CaseCommand;

    /// <param name="Body">Police, Fire, Ambulance, Court, Arbitration or Petition.</param>
    /// <param name="Reference">Number of the outside body.</param>
    public sealed record ReferOut(string Body, string? Reference, Words? Reason) : CaseCommand;

    public sealed record ReturnReferral(string Reference, Words? Note) : CaseCommand;
}

/// <summary>A place that was found out later: a better one of the same matter.</summary>
/// <param name="Home">Grid of the place, or the lowest known area.</param>
public sealed record CaseSpot(HomeId Home, LngLat? At, BuildingId? Building, KeySiteId? Site);

/// <summary>What a merge needs to know of the case that it leads to.</summary>
public sealed record CaseKin(
    CaseId Case, bool IsOpen, string? Class, LngLat? At, BuildingId? Building, KeySiteId? Site,
    DateTimeOffset ReportedAt)
{
    /// <summary>Of a case that can be seen; one that nobody has seen is not open.</summary>
    public static CaseKin Of(CaseId id, CaseSight? sight) => sight is null
        ? new CaseKin(id, IsOpen: false, null, null, null, null, default)
        : new CaseKin(
            id, sight.Stage.IsOpen(), sight.Class, sight.DefaultPlace ? null : sight.At, sight.Building, sight.Site,
            sight.ReportedAt);
}
