using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

/// <summary>One id is one command of one account: under it nothing else is done.</summary>
public sealed class TakenIdTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-taken-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_id_stands_for_one_account_and_one_content_also_after_a_restart()
    {
        string caseId;
        CommandAnswer first;
        var note = new CommandRequest(CommandId: "n-1", Text: "已到现场");
        await using (var city = await Start())
        {
            caseId = (await city.Report(0)).CaseId;
            using var worker = await city.As("worker-1", TinyCity.WestPost);
            await worker.Command(caseId, "accept");
            first = await worker.Command(caseId, "note-progress", note);
            await Refused(city, caseId, note);
        }

        await using var later = await Start();
        await Refused(later, caseId, note);
        using var again = await later.As("worker-1", TinyCity.WestPost);
        Assert.Equal(first with { Again = true }, await again.Command(caseId, "note-progress", note));
    }

    [Fact]
    public async Task A_key_of_a_report_stands_for_what_was_reported()
    {
        await using var city = await Start();
        var first = await city.Report(0, key: "k-1", text: "一");
        var head = city.Log.Head;
        var at = TinyCity.Within(0);

        var problem = await Problem(
            city.Http, "reports", new ReportRequest(Class: "E0104", Lng: at.Lng, Lat: at.Lat, Text: "二"), "k-1");

        Assert.Equal((409, "CommandIdTaken", "commandId"), (problem.Status, problem.Code, problem.Field));
        Assert.Equal(first with { Again = true }, await city.Report(0, key: "k-1", text: "一"));
        Assert.Equal(head, city.Log.Head);
    }

    [Fact]
    public async Task Maps_resources_calendars_and_classes_keep_to_it()
    {
        await using var city = await Start();
        using var planner = await city.As("planner");
        using var lead = await city.As("lead");
        var named = new AreaCommandRequest(CommandId: "a-1", Name: "新名");
        await planner.Give<AreaCommandRequest, AreaChangeView>("areas/g-2/recode", named);
        var pumps = new ResourceRequest("Pump", 2, CommandId: "r-1");
        await lead.Give<ResourceRequest, ResourcesView>("resources/Drainage/add", pumps);
        var day = new CalendarRequest([new CalendarDayView("2027-02-05", false)], "notice");
        await lead.Give<CalendarRequest, CalendarView>("calendar", day, "c-1");
        var head = city.Log.Head;

        Assert.Equal("CommandIdTaken", (await Problem(planner, "areas/g-2/recode", named with { Name = "别名" })).Code);
        Assert.Equal("CommandIdTaken", (await Problem(lead, "areas/g-2/recode", named)).Code);
        Assert.Equal("CommandIdTaken", (await Problem(lead, "resources/Drainage/add", pumps with { Count = 9 })).Code);
        Assert.Equal("CommandIdTaken", (await Problem(lead, "calendar", day with { Source = "other" }, "c-1")).Code);
        await lead.Give<ResourceRequest, ResourcesView>("resources/Drainage/add", pumps);
        Assert.Equal(head, city.Log.Head);
    }

    [Fact]
    public async Task Nobody_takes_the_id_of_a_clock_or_a_rule()
    {
        await using var city = await Start();
        var caseId = (await city.Report(0)).CaseId;
        using var worker = await city.As("worker-1", TinyCity.WestPost);

        var problem = await Problem(worker, $"cases/{caseId}/accept", new CommandRequest(CommandId: "clock/T3/4"));

        Assert.Equal((400, "FieldInvalid", "commandId"), (problem.Status, problem.Code, problem.Field));
    }

    [Fact]
    public async Task A_sign_on_that_comes_again_after_the_sign_off_takes_no_seat()
    {
        await using var city = await Start();
        using var worker = await city.As("worker-1");
        var seat = $"posts/{TinyCity.WestPost}";
        await worker.Give<object, PostView>($"{seat}/sign-on", new { }, "on");
        await worker.Give<object, PostView>($"{seat}/sign-off", new { }, "off");

        await worker.Give<object, PostView>($"{seat}/sign-on", new { }, "on");

        var caseId = (await city.Report(0)).CaseId;
        worker.DefaultRequestHeaders.Add("X-Twin-Post", TinyCity.WestPost);
        Assert.Equal("NotSeated", (await Problem(worker, $"cases/{caseId}/accept", new CommandRequest())).Code);
        using var other = await city.As("worker-2");
        Assert.Equal("CommandIdTaken", (await Problem(other, $"{seat}/sign-on", new { }, "on")).Code);
    }

    private static async Task Refused(TestCity city, string caseId, CommandRequest note)
    {
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        using var checker = await city.As("worker-2", "g-1-2");
        var path = $"cases/{caseId}";
        var head = city.Log.Head;

        Assert.Equal("CommandIdTaken", (await Problem(checker, $"{path}/note-progress", note)).Code);
        Assert.Equal("CommandIdTaken", (await Problem(worker, $"{path}/note-progress", note with { Text = "x" })).Code);
        var problem = await Problem(worker, $"{path}/arrive", new CommandRequest(CommandId: "n-1"));
        Assert.Equal((409, "CommandIdTaken", "commandId"), (problem.Status, problem.Code, problem.Field));
        Assert.Contains("Found", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("expected", problem.Detail, StringComparison.Ordinal);
        Assert.NotEqual(problem.Detail, problem.DetailZh);
        Assert.Equal(head, city.Log.Head);
    }

    private static async Task<ProblemView> Problem(HttpClient http, string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await http.Problem(request);
    }

    private Task<TestCity> Start() =>
        TestCity.Start(options => options with { Log = LogStore.Sqlite }, _folder.FullName);
}
