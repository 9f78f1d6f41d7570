using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Rights;

/// <summary>Who may see what, and by which rule. Pure.</summary>
/// <remarks>No scope is implied by another, and no role lends its reach to another role's words.</remarks>
public static class SightPolicy
{
    /// <summary>Scopes by which a case can be looked at.</summary>
    public static ImmutableArray<string> ReachWords { get; } =
        ["areaCases", "departmentCases", "ownTasks", "sealedDisputes"];

    public static ScopeSet Reach { get; } = ScopeSet.Of(ReachWords);

    private static readonly ScopeSet OfWords = ScopeSet.Of("caseText", "caseMedia", "caseContact");

    /// <summary>All scopes that a subject has for a resource.</summary>
    /// <param name="covers">True when the second home is the first or lies in it.</param>
    public static ScopeSet Of(Subject who, Resource what, Func<HomeId, HomeId, bool> covers)
    {
        var had = ScopeSet.None;
        foreach (var word in ScopeSet.Words)
        {
            if (word != ScopeSet.Asker && Explain(who, word, what, covers).Allowed)
            {
                had = had.With(ScopeSet.Of(word));
            }
        }

        return had;
    }

    /// <summary>Whether a subject has one scope for a resource; of several refusals the nearest is told.</summary>
    public static RightVerdict Explain(Subject who, string scope, Resource what, Func<HomeId, HomeId, bool> covers)
    {
        switch (scope)
        {
            case ScopeSet.Public:
                return new RightVerdict(RightRule.Anyone);
            case ScopeSet.SignedIn:
                return new RightVerdict(who.SignedIn ? RightRule.SignedIn : RightRule.NotSignedIn);
            case ScopeSet.Asker:
                return new RightVerdict(RightRule.NoRole);
        }

        var nearest = new RightVerdict(who.SignedIn ? RightRule.NoRole : RightRule.NotSignedIn);
        foreach (var binding in who.Bindings)
        {
            if (!CityTables.RoleOf[binding.Role].Sees.Contains(scope))
            {
                continue;
            }

            var verdict = new RightVerdict(RuleOf(who, binding, scope, what, covers), binding);
            if (verdict.Allowed)
            {
                return verdict;
            }

            nearest = verdict;
        }

        return nearest;
    }

    /// <summary>All scopes that one of the roles has somewhere: what a door may be opened for.</summary>
    public static ScopeSet Anywhere(Subject who)
    {
        var words = who.Bindings.SelectMany(binding => CityTables.RoleOf[binding.Role].Sees)
            .Where(word => word is not ("none" or "all"));
        return ScopeSet.Of([ScopeSet.Public, .. words, .. who.SignedIn ? [ScopeSet.SignedIn] : Array.Empty<string>()]);
    }

    private static RightRule RuleOf(
        Subject who, RoleBinding binding, string scope, Resource what, Func<HomeId, HomeId, bool> covers)
    {
        switch (scope)
        {
            case "ownCases":
                return who.ReceiptHash is { Length: > 0 } shown && shown == what.ReceiptHash
                    ? RightRule.OwnReport
                    : RightRule.ReceiptMissing;
            case "departmentCases":
                return IsOfDepartment(binding, what, covers)
                    ? RightRule.DepartmentOfRole
                    : RightRule.DepartmentElsewhere;
            case "ownTasks":
                return OfTask(who, binding, what, covers);
            case "sealedDisputes" when !what.Sealed:
                return RightRule.DisputesOnly;
        }

        return ScopeSet.Of(scope).Meets(OfWords) ? OfWord(who, binding, what, covers) : InArea(binding, what, covers);
    }

    private static RightRule InArea(RoleBinding binding, Resource what, Func<HomeId, HomeId, bool> covers) =>
        binding.Home is not { } own || covers(own, what.Home) ? RightRule.AreaOfRole : RightRule.AreaElsewhere;

    /// <summary>There is a street office in every street: only that of the place owns its cases.</summary>
    private static bool IsOfDepartment(RoleBinding binding, Resource what, Func<HomeId, HomeId, bool> covers) =>
        binding.Department is { } unit && what.IsOf(unit)
        && (InArea(binding, what, covers) == RightRule.AreaOfRole
            || !CityTables.DepartmentOf.TryGetValue(unit, out var row) || !row.IsTerritory);

    private static RightRule OfTask(
        Subject who, RoleBinding binding, Resource what, Func<HomeId, HomeId, bool> covers) =>
        what.HasSeat(who.Post) || IsOfDepartment(binding, what, covers) ? RightRule.TaskAtSeat
        : what.StepOf != binding.Role ? RightRule.NoTask
        : InArea(binding, what, covers) == RightRule.AreaOfRole ? RightRule.StepOfRole : RightRule.AreaElsewhere;

    /// <summary>Words are read by a role that reaches the case itself; those of a dispute by mediators.</summary>
    private static RightRule OfWord(
        Subject who, RoleBinding binding, Resource what, Func<HomeId, HomeId, bool> covers)
    {
        var sees = CityTables.RoleOf[binding.Role].Sees;
        if (what.Sealed && !sees.Contains("sealedDisputes"))
        {
            return RightRule.DisputeSealed;
        }

        var last = RightRule.NoTask;
        foreach (var reach in sees)
        {
            if (reach is "none" or "all" || !ScopeSet.Of(reach).Meets(Reach))
            {
                continue;
            }

            last = RuleOf(who, binding, reach, what, covers);
            if (new RightVerdict(last).Allowed)
            {
                return RightRule.WordsWithinReach;
            }
        }

        return last;
    }
}
