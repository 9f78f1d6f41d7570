namespace Twin.City.Cases;

/// <content>From the review to the dispatch.</content>
public abstract partial record CaseEvent
{
    /// <param name="Parent">The open case that goes on for both.</param>
    public sealed record Merged(CaseId Parent, double Similarity, bool Confirmed) : CaseEvent;

    /// <param name="Parent">The case that it was merged into.</param>
    public sealed record Unmerged(CaseId Parent, Words Reason) : CaseEvent;

    /// <param name="Severity">Ten reports in an hour raise it; null = as it was.</param>
    /// <param name="Rule">The raising rule that did, by its key in raising-rules.csv.</param>
    /// <param name="Link">Version of the merge in the merged case; older facts have none.</param>
    public sealed record DuplicateAdded(
        CaseId Duplicate, Severity? Severity = null, string? Rule = null, long? Link = null) : CaseEvent;

    /// <param name="Link">Version of the undoing in the case that was merged; older facts have none.</param>
    public sealed record DuplicateRemoved(CaseId Duplicate, long? Link = null) : CaseEvent;

    /// <param name="Reason">InCourt, OutsidePower, Malicious, DuplicateClosed or EmergencyLine.</param>
    public sealed record NotAccepted(string Reason, Words? Sentence) : CaseEvent;

    /// <param name="Place">A better place, when one was given.</param>
    public sealed record Appealed(Words? Text, CaseSpot? Place) : CaseEvent;

    public sealed record SpotCheckOrdered(PostId? Post, string? Offer, Words? LookFor) : CaseEvent;

    public sealed record SpotConfirmed(PostId? Post, Words? Note, bool Photo, CaseSpot? Place) : CaseEvent;

    public sealed record NothingFound(PostId? Post, Words? Note) : CaseEvent;

    /// <summary>Post and department are the first receiver: it keeps the case for as long as it takes.</summary>
    public sealed record OwnershipDisputed(PostId? Post, DepartmentId? Department, Words? Reason) : CaseEvent;

    /// <param name="Part">In joint handling, the part that was ruled on.</param>
    public sealed record OwnerRuled(PostId? Post, DepartmentId? Department, Words Reason, CaseId? Part = null)
        : CaseEvent;

    /// <param name="Post">Of the unit that returned it.</param>
    /// <param name="Disputed">Another unit returned it before: a ruling is open.</param>
    public sealed record Returned(
        PostId? Post, DepartmentId? Department, string Reason, Words Evidence, bool Disputed) : CaseEvent;

    public sealed record Recalled(Words Reason) : CaseEvent;

    /// <param name="Body">Police, Fire, Ambulance, Court, Arbitration or Petition.</param>
    public sealed record ReferredOut(string Body, string? Reference, Words Reason) : CaseEvent;

    public sealed record ReferralReturned(string Reference, Words? Note) : CaseEvent;
}
