using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.Silo.Gateway.Desks;

/// <summary>In which stages a case waits for a role; roles that only look wait for none.</summary>
internal static class DeskStages
{
    private static readonly FrozenDictionary<string, ImmutableArray<CaseStage>> ByRole =
        new Dictionary<string, ImmutableArray<CaseStage>>(StringComparer.Ordinal)
        {
            ["Receiver"] = [CaseStage.UnderReview, CaseStage.ReferredOut],
            ["Filer"] = [CaseStage.UnderReview, CaseStage.SpotChecking],
            ["SpotChecker"] = [CaseStage.SpotChecking],
            ["Dispatcher"] = [CaseStage.Dispatching],
            ["Ruler"] = [CaseStage.Dispatching],
            ["ShiftLead"] = [CaseStage.Dispatching, CaseStage.ExtensionAsked],
            ["CentreHead"] = [CaseStage.ExtensionAsked, CaseStage.Pending],
            ["Supervisor"] = [CaseStage.Pending],
            ["Handler"] = Handled,
            ["Mediator"] = Handled,
            ["GridHead"] = [CaseStage.Handling, CaseStage.JointHandling],
            ["CommunitySecretary"] = [CaseStage.Handling, CaseStage.JointHandling],
            ["StreetOffice"] = [CaseStage.Handling, CaseStage.JointHandling],
            ["Checker"] = [CaseStage.Checking],
            ["Caller"] = [CaseStage.FollowingUp],
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static ImmutableArray<CaseStage> Handled =>
        [CaseStage.AwaitAccept, CaseStage.Handling, CaseStage.JointHandling, CaseStage.Rework];

    public static ImmutableArray<CaseStage> Of(string role) => ByRole.GetValueOrDefault(role, []);

    public static ImmutableArray<CaseStage> Of(IEnumerable<string> roles) =>
        [.. roles.SelectMany(role => Of(role)).Distinct()];

    /// <summary>Stages in which a command can lead anywhere at all.</summary>
    public static ImmutableArray<CaseStage> OfCommand(string command) =>
        [.. CityTables.Transitions.Where(row => row.Command == command && row.Next is not null)
            .Select(row => row.Stage).Distinct()];
}
