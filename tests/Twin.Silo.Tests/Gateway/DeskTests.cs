using System.Reflection;
using System.Text.Json;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

/// <summary>A desk sees its scope, is told what may be done, and what it is told comes true.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task What_a_desk_is_offered_leads_a_case_from_the_dispatcher_round_to_its_end()
    {
        await using var city = await TestCity.Start();
        var report = await city.Report(0, code: "E0202");
        using var dispatcher = await city.As("dispatcher");
        using var bureau = await city.As("handler-enforcement");
        using var checker = await city.As("replay");

        Assert.Contains("Recall", await Open(dispatcher, report.CaseId));
        Assert.DoesNotContain("Dispatch", await Open(dispatcher, report.CaseId));
        await dispatcher.Command(report.CaseId, "Recall", new CommandRequest(Text: "派错了"));
        Assert.Contains("Dispatch", await Open(dispatcher, report.CaseId));
        await dispatcher.Command(report.CaseId, "Dispatch", new CommandRequest(Department: "Enforcement"));

        Assert.Contains("Accept", await Open(bureau, report.CaseId));
        await bureau.Command(report.CaseId, "Accept");
        Assert.Contains("Handle", await Open(bureau, report.CaseId));
        await bureau.Command(report.CaseId, "Handle", new CommandRequest(Text: "已清理", Photo: true));

        Assert.Contains("PassCheck", await Open(checker, report.CaseId));
        await checker.Command(report.CaseId, "PassCheck", new CommandRequest(Text: "整洁", Photo: true));
        var desk = await checker.Get<CaseDeskView>($"cases/{report.CaseId}/desk");

        Assert.Equal("Closed", desk.Case.Stage);
        Assert.Equal(desk.Case.Steps.Length, desk.History.Length);
        Assert.Contains(
            desk.History, one => one is { Kind: "Dispatched", Role: "Dispatcher", Department: "Enforcement" });
    }

    [Fact]
    public async Task A_queue_holds_what_lies_in_the_scope_and_counts_what_waits()
    {
        await using var city = await TestCity.Start();
        foreach (var grid in new[] { 0, 1, 2 })
        {
            await city.Report(grid, code: "E0202");
        }

        using var dispatcher = await city.As("dispatcher");
        using var bureau = await city.As("handler-enforcement");
        await city.Services.Settle();
        var all = (await Queue(dispatcher)).Rows;
        var first = all[0].CaseId;
        await dispatcher.Command(first, "Recall", new CommandRequest(Text: "派错了"));
        await city.Services.Settle();
        var waits = await Queue(dispatcher, "?mine=true");
        var answer = await dispatcher.Command(first, "Dispatch", new CommandRequest(Department: "Enforcement"));

        Assert.Equal(3, all.Length);
        Assert.All(all, row => Assert.Equal("T3", row.NextClock));
        Assert.Equal(all.Select(row => row.NextDueAt).Order(), all.Select(row => row.NextDueAt));
        Assert.Equal([first], waits.Rows.Select(row => row.CaseId));
        Assert.Equal((1, 3), (waits.Mine, waits.Stages.Sum(stage => stage.Count)));
        var own = await Queue(bureau, $"?atLeast={answer.Position}");
        Assert.Equal([first], own.Rows.Select(row => row.CaseId));
        Assert.Equal(("Enforcement", 1L), (own.Rows[0].Department, own.Mine));
    }

    [Fact]
    public async Task One_closed_case_in_fifty_is_drawn_to_be_looked_at_once_more()
    {
        await using var city = await TestCity.Start();
        var other = (await city.Report(0, code: "E0202")).CaseId;
        var drawn = other;
        while (!IsDrawn(drawn))
        {
            drawn = (await city.Report(1, code: "E0202")).CaseId;
        }

        await Close(city, drawn);
        if (!IsDrawn(other))
        {
            await Close(city, other);
        }

        await city.Services.Settle();
        using var lead = await city.As("lead");
        Assert.Equal([drawn], (await Queue(lead, "?drawn=true")).Rows.Select(row => row.CaseId));
    }

    [Fact]
    public async Task A_desk_sees_no_case_of_another_department()
    {
        await using var city = await TestCity.Start();
        var report = await city.Report(0, code: "E0202");
        using var other = await city.As("handler-power");
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"cases/{report.CaseId}/desk", UriKind.Relative));

        Assert.Equal(404, (await other.Problem(request)).Status);
        Assert.Empty((await Queue(other)).Rows);
    }

    [Fact]
    public async Task Forms_ask_for_fields_that_commands_have_and_roles_wait_where_they_can_act()
    {
        await using var city = await TestCity.Start();
        using var desk = await city.As("auditor");
        var book = await desk.Get<DeskBookView>("desk");
        var known = typeof(CommandRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ToHashSet();

        Assert.All(book.Commands, form => Assert.All(form.Fields, field => Assert.Contains(field.Field, known)));
        Assert.All(book.Roles, role => Assert.All(role.Waits, stage => Assert.Contains(
            book.Commands, form => form.Who.Contains(role.Role) && form.Stages.Contains(stage))));
        string[] reporters = ["Reporter", "Resident", "System", "Device", "Integration"];
        var ofPeople = CityTables.Commands
            .Where(row => row.Who.Except(reporters).Except(["Worker", "Leader", "Receiver"]).Any())
            .Select(row => row.Command);
        Assert.Empty(ofPeople.Except(book.Commands.Select(form => form.Command)));
    }

    private static bool IsDrawn(string caseId) => CaseDecisions.IsDrawn(new CaseId(caseId));

    private static async Task Close(TestCity city, string caseId)
    {
        using var dispatcher = await city.As("dispatcher");
        using var bureau = await city.As("handler-enforcement");
        using var checker = await city.As("replay");
        await dispatcher.Command(caseId, "Recall", new CommandRequest(Text: "派错了"));
        await dispatcher.Command(caseId, "Dispatch", new CommandRequest(Department: "Enforcement"));
        await bureau.Command(caseId, "Accept");
        await bureau.Command(caseId, "Handle", new CommandRequest(Text: "已清理", Photo: true));
        await checker.Command(caseId, "PassCheck", new CommandRequest(Photo: true));
    }

    private static async Task<IEnumerable<string>> Open(HttpClient desk, string caseId) =>
        (await desk.Get<CaseDeskView>($"cases/{caseId}/desk")).Choices
            .Where(choice => choice.Refusal is null).Select(choice => choice.Command);

    private static Task<QueueView> Queue(HttpClient desk, string query = "") => desk.Get<QueueView>($"queue{query}");
}
