using Twin.Contracts;

namespace Twin.Silo.Tests.Cities;

/// <summary>Cases that have been through everything.</summary>
internal static class WholeLife
{
    /// <summary>A case goes round to its end: to a department, checked by somebody else.</summary>
    public static async Task<string> Live(this TestCity city, int grid)
    {
        var id = (await city.Report(grid, code: "E0202")).CaseId;
        using var dispatcher = await city.As("dispatcher");
        using var bureau = await city.As("handler-enforcement");
        using var checker = await city.As("replay");
        await dispatcher.Command(id, "Recall", new CommandRequest(Text: "派错了"));
        await dispatcher.Command(id, "Dispatch", new CommandRequest(Department: "Enforcement"));
        await bureau.Command(id, "Accept");
        await bureau.Command(id, "Handle", new CommandRequest(Text: "已清理", Photo: true));
        await checker.Command(id, "PassCheck", new CommandRequest(Text: "整洁", Photo: true));
        return id;
    }
}
