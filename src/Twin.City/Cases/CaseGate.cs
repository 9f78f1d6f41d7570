using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>What is asked before any row of the table: role, scope, fields, version.</summary>
public static class CaseGate
{
    private const string Mediator = "Mediator";

    /// <summary>The role in which an actor may give a command; null = none.</summary>
    /// <remarks>It goes into the envelope of the facts beside the account.</remarks>
    public static string? ActingRole(CaseState state, CaseOrder order, CaseRules rules)
    {
        if (order.Command is CaseCommand.Oblige obliging)
        {
            return ObligationGate.ActingRole(state, order.By, obliging, rules);
        }

        var word = CaseWords.CommandOf(order.Command);
        foreach (var role in CityTables.CommandOf[word].Who)
        {
            if (order.By.Roles.Contains(role) && IsInScope(CityTables.RoleOf[role], state, order, rules)) return role;
        }
        return null;
    }

    internal static Refusal? Refuses(CaseAsk ask)
    {
        if (ActingRole(ask.State, ask.Order, ask.Rules) is null) return Refusals.NotAllowed;
        if (CaseFields.FirstInvalid(ask) is { } field) return Refusals.FieldInvalid(field);
        return ask.Order.ExpectedVersion is { } seen && seen != ask.State.Version ? Refusals.StaleVersion : null;
    }

    /// <summary>Whether the case lies in what the role is bound to.</summary>
    /// <remarks>
    /// No case yet: whoever may report may do so anywhere. An own task is always in scope, also when its place is
    /// not: checkers come from other grids. A handler of the area may act until the case has an owner, then only the
    /// owner may; the refusal of a wrong Accept is left to the table. A mediator is a handler, of disputes only. Who
    /// reported shows the receipt.
    /// </remarks>
    private static bool IsInScope(RoleRow role, CaseState state, CaseOrder order, CaseRules rules)
    {
        var by = order.By;
        if (state.Stage == CaseStage.Absent) return true;
        if (role.Role == "Reporter") return by.ReceiptHash is { Length: > 0 } shown && shown == state.ReceiptHash;
        if (role.Role == Mediator && rules.Classes.Find(state.Class) is not { Kind: "Dispute" }) return false;
        if (role.BoundTo == RoleBound.None || IsOwn(state, by, rules)) return true;
        var isInArea = by.Home is not { } own || rules.Covers(own, state.Home);
        if ((role.BoundTo == RoleBound.Area && role.Role != Mediator) || !isInArea) return isInArea;
        var hasOwner = state.OwnerPost is not null || state.OwnerDepartment is not null;
        var isSource = state.IsHistory && by.Roles.Contains("Integration");
        return !hasOwner || isSource || order.Command is CaseCommand.Accept;
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
