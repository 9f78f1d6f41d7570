using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Asks the policy for the one who calls.</summary>
internal sealed class Rights(Places places)
{
    private static readonly ScopeSet OfHomes = ScopeSet.Of("sealedDisputes");

    /// <summary>Scopes by which something of a home can be watched.</summary>
    public static readonly ScopeSet Watching =
        ScopeSet.Of("publicCounts", "areaCounts", "areaCases", "areaPosts", "sealedDisputes");

    public static readonly ScopeSet OfSeats = ScopeSet.Of("areaPosts", "areaCases", "ownTasks");

    public static readonly ScopeSet OfAreaPosts = ScopeSet.Of("areaPosts");

    public static readonly ScopeSet OwnSeat = ScopeSet.Of("ownTasks");

    public static readonly ScopeSet Counting = ScopeSet.Of("publicCounts", "areaCounts", "areaCases");

    /// <summary>What a caller may see of a home; sealed disputes that lie in it are one of the scopes.</summary>
    public ScopeSet At(Caller caller, HomeId home)
    {
        var plain = SightPolicy.Of(caller.Subject, new Resource(home), places.Covers);
        var ofDisputes = SightPolicy.Of(caller.Subject, new Resource(home, Sealed: true), places.Covers);
        return plain.With(ofDisputes.And(OfHomes));
    }

    public ScopeSet Of(Caller caller, CaseSight sight) =>
        SightPolicy.Of(caller.Subject, ResourceOf(sight), places.Covers);

    /// <summary>What may be seen of a seat: its own account sees its tasks.</summary>
    public ScopeSet Of(Caller caller, PostId post, HomeId home) =>
        SightPolicy.Of(caller.Subject, new Resource(home, Seats: [post]), places.Covers);

    public RightVerdict Explain(Caller caller, string scope, Resource what) =>
        SightPolicy.Explain(caller.Subject, scope, what, places.Covers);

    public bool Sees(Caller caller, string scope, HomeId home) => Explain(caller, scope, new Resource(home)).Allowed;

    /// <summary>The scopes of one, or the answer that is the same for what does not exist.</summary>
    public ScopeSet MustReach(Caller caller, CaseSight? sight)
    {
        var scopes = sight is null ? ScopeSet.None : Of(caller, sight);
        return scopes.Meets(SightPolicy.Reach)
            ? scopes
            : throw new ProblemException(CaseUnknown());
    }

    public ScopeSet Must(Caller caller, HomeId home, ScopeSet oneOf)
    {
        var scopes = At(caller, home);
        return scopes.Meets(oneOf) ? scopes : throw new ProblemException(Problem.Of(Refusals.NotAllowed));
    }

    public bool Reaches(Caller caller, Resource what)
    {
        foreach (var scope in SightPolicy.ReachWords)
        {
            if (Explain(caller, scope, what).Allowed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a filed dispute is says whose it is: that is for mediators and the seat that has it.</summary>
    public bool SeesPlace(Caller caller, Resource what) =>
        !what.Sealed || what.HasSeat(caller.Post) || Explain(caller, "sealedDisputes", what).Allowed;

    /// <summary>The case without its place, where that is sealed.</summary>
    public CaseSight Seen(Caller caller, CaseSight sight) => SeesPlace(caller, ResourceOf(sight))
        ? sight
        : WithoutPlace(sight);

    public static CaseSight WithoutPlace(CaseSight sight) => sight with { At = null, Building = null, Site = null };

    public static Contracts.ProblemView CaseUnknown() =>
        Problem.Of(Refusals.Of("CaseUnknown")) with { Field = "caseId" };

    public static Resource ResourceOf(CaseSight sight) => new(
        sight.Home,
        sight.Department,
        Seats(sight),
        sight.CaseNo is not null && IsDispute(sight.Class),
        StepOf(sight.Stage),
        Owing: [.. sight.Obligations.Select(owed => owed.Obligation.Department)]);

    public static Resource ResourceOf(CaseEntry entry) => new(
        entry.Home,
        entry.Owner.Department,
        entry.Owner.Post is { } post ? [post] : [],
        entry.CaseNo is not null && IsDispute(entry.Class),
        StepOf(entry.Stage));

    public static bool IsDispute(string? code) => CaseClasses.All.Find(code) is { IsDispute: true };

    /// <summary>Whose step a stage is, where it is no unit's.</summary>
    public static string? StepOf(CaseStage stage) => stage switch
    {
        CaseStage.SpotChecking => "SpotChecker",
        CaseStage.Checking => "Checker",
        CaseStage.FollowingUp => "Caller",
        _ => null,
    };

    private static ImmutableArray<PostId> Seats(CaseSight sight)
    {
        var seats = sight.Tasks.Select(task => task.Post);
        return [.. sight.Post is { } owner ? seats.Append(owner) : seats];
    }
}
