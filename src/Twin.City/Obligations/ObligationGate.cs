using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Obligations;

/// <summary>Who may act on an obligation: the column <c>by</c> of whistle.csv, within the scope of the role.</summary>
internal static class ObligationGate
{
    private static readonly ImmutableArray<string> OnlySystem = ["System"];
    private static readonly ImmutableArray<string> Handlers = ["Handler"];

    /// <summary>The role in which an actor may give a command; null = none.</summary>
    public static string? ActingRole(CaseState state, Actor by, CaseCommand.Oblige order, CaseRules rules)
    {
        var one = state.Obligations.FirstOrDefault(held => held.Id == order.Obligation);
        foreach (var role in RolesOf(order.Wish, one))
        {
            if (by.Roles.Contains(role) && IsInScope(CityTables.RoleOf[role], state, one, by, rules)) return role;
        }

        return null;
    }

    private static ImmutableArray<string> RolesOf(ObligationCommand wish, ObligationState? one) => wish switch
    {
        ObligationCommand.Approve => By(one?.Stage == ObligationStage.CommunityOK
            ? ObligationStage.StreetOK
            : ObligationStage.CommunityOK),
        ObligationCommand.Reject => By(ObligationStage.Rejected),
        ObligationCommand.Accept => By(ObligationStage.Accepted),
        ObligationCommand.Redirect => By(ObligationStage.Redirected),
        ObligationCommand.Arrive => By(ObligationStage.Arrived),
        ObligationCommand.Note or ObligationCommand.GiveResult => Handlers,
        ObligationCommand.SignOff => By(ObligationStage.Done),
        ObligationCommand.Rate => By(ObligationStage.GridRated),
        ObligationCommand.Reinforce => By(ObligationStage.Reinforced),
        ObligationCommand.Cancel => By(ObligationStage.Cancelled),
        ObligationCommand.Supervise => CityTables.CommandOf[nameof(CaseCommand.Supervise)].Who,
        _ => OnlySystem,
    };

    private static ImmutableArray<string> By(ObligationStage stage) => CityTables.Whistle(stage).By;

    /// <summary>A department acts on its own obligations only; what is bound to an area, on the cases in it.</summary>
    private static bool IsInScope(
        RoleRow role, CaseState state, ObligationState? one, Actor by, CaseRules rules)
    {
        var isInArea = by.Home is not { } own || rules.Covers(own, state.Home);
        return role.BoundTo switch
        {
            RoleBound.None => true,
            RoleBound.Area => isInArea,
            _ => one is not null && by.Department == one.Department
                && (isInArea || !CityTables.DepartmentOf[one.Department].IsTerritory),
        };
    }
}
