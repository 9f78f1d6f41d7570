using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Duty;

/// <summary>Turns and the handover book over HTTP, across restarts.</summary>
public sealed class DutyTests : IDisposable
{
    /// <summary>Friday, 09:00 in the city.</summary>
    private static readonly DateTimeOffset Friday = new(2026, 6, 12, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-duty-");
    private readonly JumpingTime _time = new(Friday);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task New_matters_of_a_grid_without_anybody_on_a_turn_go_next_door_also_after_a_restart()
    {
        await using (var city = await Start())
        {
            using var lead = await city.As("lead");
            var plan = new ShiftsRequest([Turn(TinyCity.WestPost, "Evening", 16), Turn("g-2-2", "Day", 8)], "plan-1");
            var planned = await lead.Give<ShiftsRequest, DutyView>($"areas/{TinyCity.Root}/duty/plan", plan);
            var again = await lead.Give<ShiftsRequest, DutyView>($"areas/{TinyCity.Root}/duty/plan", plan);

            Assert.Equal(planned.Position, again.Position);
            Assert.Equal(["g-2-2", TinyCity.WestPost], planned.Shifts.Select(shift => shift.Post));
            Assert.Equal(["Missed", "Planned"], planned.Shifts.Select(shift => shift.Stage));
            Assert.Equal((TinyCity.WestGrid, "g-2-2"), planned.Gaps.Select(gap => (gap.Home, gap.Post)).Single());
            Assert.Equal("g-2-2", await OwnerOf(city, 0));
        }

        await using var later = await Start();
        Assert.Equal("g-2-2", await OwnerOf(later, 0));
        _time.JumpTo(Friday.AddHours(8));
        Assert.Equal(TinyCity.WestPost, await OwnerOf(later, 0));
        // Nobody plans turns in the east: its first seat has every matter.
        Assert.Equal(TinyCity.EastPost, await OwnerOf(later, 2));
    }

    [Fact]
    public async Task Only_planners_of_the_area_plan_and_two_turns_do_not_meet()
    {
        await using var city = await Start();
        using var lead = await city.As("lead");
        using var dispatcher = await city.As("dispatcher");
        var body = new ShiftsRequest([Turn(TinyCity.WestPost, "Day", 32)]);
        await lead.Give<ShiftsRequest, DutyView>($"areas/{TinyCity.WestCommunity}/duty/plan", body);

        Assert.Equal("NotAllowed", (await Refused(dispatcher, $"areas/{TinyCity.Root}/duty/plan", body)).Code);
        Assert.Equal("ShiftOverlap", (await Refused(lead, $"areas/{TinyCity.Root}/duty/plan", body)).Code);
        var elsewhere = await Refused(lead, $"areas/{TinyCity.EastCommunity}/duty/plan", body);
        Assert.Equal(("FieldInvalid", "post"), (elsewhere.Code, elsewhere.Field));
        var dropped = await lead.Give<ShiftsRequest, DutyView>($"areas/{TinyCity.WestCommunity}/duty/drop", body);
        Assert.Empty(dropped.Shifts);
    }

    [Fact]
    public async Task A_page_is_signed_by_two_and_what_was_promised_is_words_of_the_case()
    {
        string id;
        await using (var city = await Start())
        {
            id = (await city.Report(0, text: "井盖缺失", code: "E0401")).CaseId;
            await city.Services.Settle();
            using var lead = await city.As("lead");
            var body = new HandoverRequest([new PromiseRequest(id, "明早八点前回电", Friday.AddDays(1))], "hand-1");
            var book = await lead.Give<HandoverRequest, HandoverBookView>(Path, body);
            var again = await lead.Give<HandoverRequest, HandoverBookView>(Path, body);

            var page = Assert.Single(again.Pages);
            Assert.Equal((book.Position, true, "ShiftLead", 1), (again.Position, page.Mine, page.Role, page.Open));
            Assert.Equal(id, Assert.Single(page.Pressing).CaseId);
            Assert.Equal("明早八点前回电", Assert.Single(page.Promises).Text);
            var own = await Refused(lead, $"{Path}/{page.Number}/take", new HandoverRequest());
            Assert.Equal("OwnHandover", own.Code);
        }

        await using var next = await Start();
        next.Services.GetRequiredService<AccountBook>().Put(
            new Account("lead-2", "值班长", "Shift lead", [new RoleBinding("ShiftLead")]), "correct horse");
        using var other = await As(next, "lead-2");
        var taken = await other.Give<HandoverRequest, HandoverBookView>($"{Path}/1/take", new());
        Assert.Equal(("ShiftLead", false), (taken.Pages[0].TakenByRole, taken.Pages[0].Mine));
        Assert.Equal("HandoverUnknown", (await Refused(other, $"{Path}/9/take", new HandoverRequest())).Code);

        // With the words of the case the promise is forgotten; that there was one stays.
        using var auditor = await next.As("auditor");
        using var erased = await auditor.DeleteAsync(
            new Uri($"cases/{id}/words", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(erased.IsSuccessStatusCode);
        Assert.Null(Assert.Single((await other.Get<HandoverBookView>(Path)).Pages[0].Promises).Text);
    }

    private static string Path => $"areas/{TinyCity.Root}/handover";

    private static ShiftRequest Turn(string post, string kind, int hour)
    {
        var from = Friday.AddHours(hour - 9);
        return new ShiftRequest(post, kind, from, from.AddHours(8));
    }

    private static async Task<string?> OwnerOf(TestCity city, int grid)
    {
        var report = await city.Report(grid, code: "E0104");
        using var anyone = await city.As("lead");
        return (await anyone.Get<CaseView>($"cases/{report.CaseId}")).Post;
    }

    private static Task<ProblemView> Refused<T>(HttpClient http, string path, T body) => http.Problem(
        new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        });

    private static async Task<HttpClient> As(TestCity city, string account)
    {
        var http = new HttpClient { BaseAddress = city.Http.BaseAddress };
        var answer = await city.Http.Give<SessionRequest, SessionAnswer>(
            "session", new SessionRequest(account, "correct horse"));
        http.DefaultRequestHeaders.Authorization = new("Bearer", answer.Token);
        return http;
    }

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
