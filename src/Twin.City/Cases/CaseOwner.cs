namespace Twin.City.Cases;

/// <summary>Who owns a case, as lists need it: the same fold as the case's own, without the rest of its past.</summary>
/// <param name="FirstPost">Whoever got it first, for when owners are at odds; or the next one.</param>
public readonly record struct CaseOwner(
    PostId? Post, DepartmentId? Department, PostId? FirstPost = null, DepartmentId? FirstDepartment = null)
{
    /// <param name="before">The stage before the fact.</param>
    public CaseOwner After(CaseStage before, CaseEvent happened) => happened switch
    {
        CaseEvent.HandledOnSpot e => Of(e.Post, null),
        CaseEvent.Dispatched e => (FirstPost is null && FirstDepartment is null
            ? this with { FirstPost = e.Post, FirstDepartment = e.Department }
            : this).Of(e.Post, e.Department),
        CaseEvent.Accepted e when before == CaseStage.AwaitAccept => Of(e.Post, e.Department),
        CaseEvent.Accepted { Offer: null } e => Of(e.Post ?? Post, e.Department ?? Department),
        CaseEvent.Returned { Disputed: true } => Of(FirstPost, FirstDepartment),
        CaseEvent.Returned or CaseEvent.Recalled => Of(null, null),
        CaseEvent.OwnershipDisputed e => Of(e.Post, e.Department),
        CaseEvent.OwnerRuled { Part: null } e => Of(e.Post, e.Department),
        CaseEvent.Escalated e => Of(null, e.Department),
        CaseEvent.Reassigned e => Of(e.Post, e.Department),
        _ => this,
    };

    private CaseOwner Of(PostId? post, DepartmentId? department) =>
        this with { Post = post, Department = department };
}
