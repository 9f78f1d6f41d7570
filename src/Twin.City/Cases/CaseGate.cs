using Twin.City.Bells;
using Twin.City.Disputes;
using Twin.City.Obligations;
using Twin.City.Rights;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>What is asked before any row of the table: role, scope, fields, version.</summary>
public static class CaseGate
{
    private const string Mediator = "Mediator";

    /// <summary>The role in which an actor may give a command; null = none.</summary>
    /// <remarks>It goes into the envelope of the facts beside the account.</remarks>
    public static string? ActingRole(CaseState state, CaseOrder order, CaseRules rules) =>
        order.Command switch
        {
            CaseCommand.Oblige obliging => ObligationGate.ActingRole(state, order.By, obliging, rules),
            CaseCommand.Mediate => DisputeDecisions.ActingRole(state, order.By, rules),
            CaseCommand.Ring ring => BellDecisions.ActingRole(state, order.By, ring.Wish, rules),
            var command => Explain(state, CaseWords.CommandOf(command), order.By, rules) is
            { Allowed: true, Role: { } role }
                ? role.Role
                : null,
        };

    /// <summary>Whether an actor may give a command to a case, and the rule that says so.</summary>
    /// <remarks>Of several refusals the last one is told: that of a role which the actor has.</remarks>
    public static RightVerdict Explain(CaseState state, string command, Actor by, CaseRules rules)
    {
        var nearest = new RightVerdict(RightRule.NoRole);
        foreach (var role in CityTables.CommandOf[command].Who)
        {
            if (!by.Roles.Contains(role)) continue;
            var rule = RuleOf(CityTables.RoleOf[role], state, command, by, rules);
            var verdict = new RightVerdict(rule, new RoleBinding(role, by.Home, by.Department));
            if (verdict.Allowed) return verdict;
            nearest = verdict;
        }
        return nearest;
    }

    /// <summary>The same, with the conflict of interest that the table refuses later.</summary>
    public static RightVerdict ExplainWhole(CaseState state, string command, Actor by, CaseRules rules)
    {
        var verdict = Explain(state, command, by, rules);
        var checks = command is nameof(CaseCommand.PassCheck) or nameof(CaseCommand.FailCheck)
            || (command == nameof(CaseCommand.Accept) && state.Stage == CaseStage.Checking);
        return verdict.Allowed && checks && CaseGuards.IsHandlingUnit(state, by)
            ? verdict with { Rule = RightRule.HandlingUnit }
            : verdict;
    }

    internal static Refusal? Refuses(CaseAsk ask, out string? role)
    {
        role = ActingRole(ask.State, ask.Order, ask.Rules);
        if (role is null) return Refusals.NotAllowed;
        if (CaseFields.FirstInvalid(ask) is { } field) return Refusals.FieldInvalid(field);
        var isStale = (ask.Order.ExpectedVersion is { } seen && seen != ask.State.Version)
            || MergeWord.IsStale(ask.State.Links, ask.Command);
        return isStale ? Refusals.StaleVersion : null;
    }

    /// <summary>Whether the case lies in what the role is bound to.</summary>
    /// <remarks>
    /// No case yet: whoever may report may do so anywhere. An own task is always in scope, also when its place is
    /// not: checkers come from other grids. A handler of the area may act until the case has an owner, then only the
    /// owner may; the refusal of a wrong Accept is left to the table. A mediator is a handler, of disputes only. Who
    /// reported shows the receipt.
    /// </remarks>
    private static RightRule RuleOf(RoleRow role, CaseState state, string command, Actor by, CaseRules rules)
    {
        if (state.Stage == CaseStage.Absent) return RightRule.MayReport;
        if (role.Role == "Reporter")
        {
            return by.ReceiptHash is { Length: > 0 } shown && shown == state.ReceiptHash
                ? RightRule.OwnReport
                : RightRule.ReceiptMissing;
        }
        if (role.Role == Mediator && rules.Classes.Find(state.Class) is not { IsDispute: true })
        {
            return RightRule.DisputesOnly;
        }
        if (role.BoundTo == RoleBound.None) return RightRule.CityWide;
        if (IsOwn(state, by, rules)) return RightRule.OwnTask;
        if (by.Home is { } own && !rules.Covers(own, state.Home)) return RightRule.AreaElsewhere;
        if (role.BoundTo == RoleBound.Area && role.Role != Mediator) return RightRule.AreaOfRole;
        if (state.OwnerPost is null && state.OwnerDepartment is null) return RightRule.NoOwnerYet;
        if (state.IsHistory && by.Roles.Contains("Integration")) return RightRule.SourceItself;
        return command == nameof(CaseCommand.Accept) ? RightRule.AreaOfRole : RightRule.OtherOwner;
    }

    /// <summary>There is a street office in every street: only that of the place owns its cases.</summary>
    private static bool IsOfThePlace(DepartmentId unit, CaseState state, Actor by, CaseRules rules) =>
        by.Home is not { } own || rules.Covers(own, state.Home)
        || !CityTables.DepartmentOf.TryGetValue(unit, out var row) || !row.IsTerritory;

    private static bool IsOwn(CaseState state, Actor by, CaseRules rules)
    {
        if (by.Post is { } post && post == state.OwnerPost) return true;
        var owns = by.Department is { } unit && unit == state.OwnerDepartment;
        if (owns && IsOfThePlace(by.Department!.Value, state, by, rules)) return true;
        foreach (var offer in state.Offers)
        {
            if (!offer.Over && offer.IsFor(by)) return true;
        }
        return false;
    }
}
