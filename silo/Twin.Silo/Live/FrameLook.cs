using Twin.City.Cases;
using Twin.City.Rights;
using Twin.Grains;
using Twin.Silo.Gateway;

namespace Twin.Silo.Live;

/// <summary>What a watcher sees of a home's frames; watchers with the same look share each frame's bytes.</summary>
/// <param name="Scopes">Only what makes a difference in a frame.</param>
internal readonly record struct FrameLook(ScopeSet Scopes)
{
    private static readonly ScopeSet Always = ScopeSet.Of(ScopeSet.Public, ScopeSet.SignedIn);
    private static readonly ScopeSet AllCounts = ScopeSet.Of("areaCounts");
    private static readonly ScopeSet SomeCounts = ScopeSet.Of("publicCounts");
    private static readonly ScopeSet OfCases = ScopeSet.Of("areaCases");
    private static readonly ScopeSet OfDisputes = ScopeSet.Of("sealedDisputes");
    private static readonly ScopeSet OfPosts = ScopeSet.Of("areaPosts");

    /// <summary>That of staff: all but where disputes are. Frames are kept in it also while nobody watches.</summary>
    public static FrameLook Usual { get; } = Of(OfCases);

    /// <summary>Whoever sees the cases of a home can count them and knows the seats that have them.</summary>
    public static FrameLook Of(ScopeSet scopes)
    {
        var look = Always;
        look = scopes.Meets(AllCounts.With(OfCases)) ? look.With(AllCounts) : look.With(scopes.And(SomeCounts));
        look = look.With(scopes.And(OfCases)).With(scopes.And(OfDisputes));
        return new FrameLook(scopes.Meets(OfPosts.With(OfCases)) ? look.With(OfPosts) : look);
    }

    public bool Counts => Scopes.Meets(AllCounts.With(SomeCounts));

    /// <summary>Also where sealed disputes are.</summary>
    public bool Disputes => Scopes.Meets(OfDisputes);

    public bool Posts => Scopes.Meets(OfPosts);

    public bool Shows(CaseMark mark) => Scopes.Meets(OfCases) || (Scopes.Meets(OfDisputes) && IsSealed(mark));

    /// <summary>Where a dispute is says whose it is: that is for mediators.</summary>
    public bool Places(CaseMark mark) => Scopes.Meets(OfDisputes) || !IsSealed(mark);

    private static bool IsSealed(CaseMark mark) => Rights.IsDispute(mark.Class)
        && mark.Stage is not (CaseStage.Reported or CaseStage.UnderReview or CaseStage.SpotChecking);
}
