using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway.Desks;

/// <summary>The rules as a desk needs them, made once from the tables.</summary>
internal static class DeskBook
{
    /// <summary>What people at a desk do to many cases at once.</summary>
    private static readonly string[] Bulk =
    [
        "Merge", "NotAccept", "OrderSpotCheck", "File", "Dispatch", "Recall", "Accept", "RaiseWhistle", "Escalate",
        "PassCheck", "Correct", "Supervise", "SendLeaderNotice",
    ];

    public static DeskBookView View { get; } = new(
        [.. CityTables.Stages.Where(row => row.Stage != CaseStage.Absent)
            .Select(row => new StageWordView(row.Stage.ToString(), row.Zh, row.En, row.Open))],
        [.. CityTables.Roles.Select(row => new RoleWordView(
            row.Role, row.Zh, row.En, [.. DeskStages.Of(row.Role).Select(stage => stage.ToString())]))],
        [.. CityTables.Departments.Select(row => new DepartmentView(
            row.Department.Value, row.Zh, row.En, row.Level, row.Kind))],
        [.. CityTables.Commands.Where(row => Forms.Has(row.Command)).Select(Form)],
        [.. ObligationActs.Given.Select(ActForms.Of)]);

    private static CommandFormView Form(CommandRow row) => new(
        row.Command, row.Zh, row.En, [.. row.Who], [.. DeskStages.OfCommand(row.Command).Select(one => one.ToString())],
        Bulk.Contains(row.Command), [.. Forms.Of(row.Command)]);
}
