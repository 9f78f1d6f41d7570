using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

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
    public async Task Turns_books_duties_and_cards_keep_to_it()
    {
        await using var city = await Start();
        using var lead = await city.As("lead");
        using var power = await city.As("handler-power");
        using var head = RightCity.With(city, "grid-head", [new Bound("GridHead", null, null)]);
        var tomorrow = new DateTimeOffset(city.Now().AddDays(1).Date.AddHours(8), TimeSpan.FromHours(8));
        var turn = new ShiftRequest(TinyCity.EastPost, "Day", tomorrow, tomorrow.AddHours(8));
        var turns = new ShiftsRequest([turn], "t-1");
        var (east, west) = ($"areas/{TinyCity.EastGrid}", $"areas/{TinyCity.WestGrid}");
        await lead.Give<ShiftsRequest, DutyView>($"{east}/duty/plan", turns);
        var page = new HandoverRequest(CommandId: "h-1");
        await lead.Give<HandoverRequest, HandoverBookView>($"{west}/handover", page);
        var duty = new AdmissionRequest("Power", TinyCity.Root, "月查", 30, "省令第17号", tomorrow, "d-1");
        await power.Give<AdmissionRequest, AdmissionsView>("admissions", duty);
        var wish = new CardRequest(TinyCity.WestGrid, "Volunteer", "c-1");
        var card = $"cards/{(await head.Give<CardRequest, CardView>("cards", wish)).Card}";
        var hours = new PointsRequest("VolunteerHour", 2, CommandId: "p-1");
        await head.Give<PointsRequest, CardView>($"{card}/earn", hours);
        var promise = new PromiseRequest((await city.Report(0)).CaseId, "明早回电");
        var stored = city.Log.Head;

        await Taken(lead, $"{east}/duty/plan", turns with { Shifts = [turn with { Post = "g-3-2" }] });
        await Taken(lead, $"{east}/duty/drop", turns);
        await Taken(lead, $"{west}/handover", page with { Promises = [promise] });
        await Taken(power, "admissions", duty with { Minutes = 60 });
        await Taken(power, "admissions/1/end", new AdmissionAnswerRequest(CommandId: "d-1"));
        await Taken(head, "cards", wish with { Kind = "Household" });
        await Taken(head, $"{card}/earn", hours with { Count = 3 });
        await Taken(head, $"{card}/redeem", new PointsRequest(Points: 1, Site: "s-1", CommandId: "p-1"));

        await lead.Give<ShiftsRequest, DutyView>($"{east}/duty/plan", turns);
        await head.Give<PointsRequest, CardView>($"{card}/earn", hours);
        Assert.Equal(stored, city.Log.Head);

        static async Task Taken(HttpClient http, string path, object body)
        {
            var problem = await Problem(http, path, body);
            Assert.Equal((path, 409, "CommandIdTaken"), (path, problem.Status, problem.Code));
        }
    }

    [Fact]
    public async Task A_mediator_s_id_stands_for_one_move_of_a_dispute()
    {
        await using var city = await Start();
        var id = (await city.Report(0, code: "D-01")).CaseId;
        using var dispatcher = await city.As("dispatcher");
        await dispatcher.Command(id, "recall", new CommandRequest(Text: "转调解"));
        await dispatcher.Command(id, "dispatch", new CommandRequest(Department: "CommunityMediation"));
        using var mediator = RightCity.With(city, "mediator", [new Bound("Mediator", null, "CommunityMediation")]);
        await mediator.Command(id, "accept");
        var agreed = new DisputeRequest(Text: "走廊不再堆物", CommandId: "m-1");
        var first = await mediator.Give<DisputeRequest, CommandAnswer>($"cases/{id}/dispute/agree", agreed);
        var head = city.Log.Head;

        foreach (var (move, body) in new[] { ("agree", agreed with { Text = "另一份" }), ("break", agreed) })
        {
            Assert.Equal("CommandIdTaken", (await Problem(mediator, $"cases/{id}/dispute/{move}", body)).Code);
        }

        Assert.Equal(
            first with { Again = true },
            await mediator.Give<DisputeRequest, CommandAnswer>($"cases/{id}/dispute/agree", agreed));
        var seen = await mediator.Get<DisputeView>($"cases/{id}/dispute?purpose=test");
        Assert.Equal(("走廊不再堆物", null), (seen.Agreement, seen.BrokenAt));
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
