using System.Net;
using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Modes;

public sealed class ModeTests
{
    private const string West = $"areas/{TinyCity.WestCommunity}/modes";

    [Fact]
    public async Task One_office_steps_up_and_a_second_one_has_to_agree_to_a_step_down()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        using var head = await city.As("head");
        var until = city.Now().AddHours(8);
        var up = new ModeRequest("Rain", "War3", until, "Warning", CommandId: "up");

        var first = await Give(planner, "step-up", up);
        var again = await Give(planner, "step-up", up);
        Assert.Equal(first.Position, again.Position);
        Assert.Equal(("War3", "三级（黄）"), (first.Held[0].Mode, first.Held[0].Zh));

        var proposed = await Give(planner, "step-down", new ModeRequest("Rain", "Recovery", until, "Calm"));
        Assert.Equal(("War3", "Recovery"), (proposed.Held[0].Mode, proposed.Held[0].Proposed!.To));
        var no = await Refused(planner, "confirm", new ModeRequest("Rain"));
        Assert.Equal((409, "SecondOffice"), (no.Status, no.Code));
        Assert.Equal("降级须由另一个单位的另一账号确认。", no.DetailZh);
        Assert.Equal("Recovery", (await Give(head, "confirm", new ModeRequest("Rain"))).Held[0].Mode);
    }

    [Fact]
    public async Task Who_is_no_office_of_the_area_switches_nothing()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        using var east = RightCity.With(city, "east", [new Bound("CentreHead", TinyCity.EastCommunity, null)]);
        var head = city.Log.Head;
        var up = new ModeRequest("Rain", "War1", city.Now().AddHours(1));

        Assert.Equal("NotAllowed", (await Refused(lead, "step-up", up)).Code);
        Assert.Equal("NotAllowed", (await Refused(east, "step-up", up)).Code);
        Assert.Equal(HttpStatusCode.Unauthorized, (HttpStatusCode)(await Refused(city.Http, "step-up", up)).Status);
        Assert.Equal(head, city.Log.Head);
        await east.Give<ModeRequest, AreaModesView>($"areas/{TinyCity.EastCommunity}/modes/step-up", up);
    }

    [Fact]
    public async Task A_notice_is_read_without_sign_in_and_the_newest_text_is_the_only_one()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        var until = city.Now().AddHours(8);
        await Give(planner, "publish", new ModeRequest("Rain", Until: until, Zh: "少出门。", En: "Stay in."));
        await Give(planner, "publish", new ModeRequest("Rain", Until: until, Zh: "别出门。", En: "Do not go out."));

        var inGrid = await city.Http.Get<NoticesView>($"areas/{TinyCity.WestGrid}/notices");
        var inWest = await city.Http.Get<NoticesView>($"areas/{TinyCity.WestCommunity}/notices");
        var elsewhere = await city.Http.Get<NoticesView>($"areas/{TinyCity.EastGrid}/notices");

        Assert.Equal(["别出门。"], inGrid.Notices.Select(one => one.Zh));
        Assert.Equal(["少出门。"], inWest.Earlier.Select(one => one.Zh));
        Assert.Empty(elsewhere.Notices);
        var personal = new ModeRequest("Rain", Until: until, Zh: "请打13800138000", En: "x");
        Assert.Equal("zh", (await Refused(planner, "publish", personal)).Field);
    }

    [Fact]
    public async Task A_review_that_nobody_answers_is_seen_and_raised_to_the_area_above()
    {
        var time = new JumpingTime(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
        await using var city = await TestCity.Start(time: time);
        using var planner = await city.As("planner");
        await Give(planner, "step-up", new ModeRequest("Rain", "War4", time.GetUtcNow().AddHours(24), Drill: "d-1"));

        time.JumpTo(time.GetUtcNow().AddHours(6.1));
        using var later = await city.As("planner");
        var held = await Until(later, view => view.Held[0].Missed == 1);

        Assert.Equal((TinyCity.Root, "d-1"), (held.Held[0].RaisedTo, held.Held[0].Drill));
        var facts = await city.Log.ReadStream(
            $"mode/{TinyCity.WestCommunity}", 0, 10, TestContext.Current.CancellationToken);
        Assert.All(facts, fact => Assert.Equal("d-1", fact.Tag));
        var looked = await later.Give<ModeRequest, AreaModesView>(
            $"{West}/review", new ModeRequest("Rain", Until: time.GetUtcNow().AddHours(3), Drill: "d-1"));
        Assert.Equal((0, null), (looked.Held[0].Missed, looked.Held[0].RaisedTo));
    }

    [Fact]
    public async Task The_table_comes_with_the_modes_and_children_see_what_is_held_above()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        await Give(planner, "step-up", new ModeRequest("Snow", "Watch", city.Now().AddHours(8)));

        var all = await planner.Get<ModesView>("modes");
        var grid = await planner.Get<AreaModesView>($"areas/{TinyCity.WestGrid}/modes");
        var root = await planner.Get<AreaModesView>($"areas/{TinyCity.Root}/modes");

        Assert.Equal(
            ["Peace", "Watch", "War4", "War3", "War2", "War1", "Recovery"], all.Table.Select(row => row.Mode));
        Assert.Equal(["Snow"], all.Held.Select(one => one.Hazard));
        Assert.Equal((0, 1, 0), (grid.Held.Length, grid.Above.Length, grid.Below.Length));
        Assert.Equal((0, 0, 1), (root.Held.Length, root.Above.Length, root.Below.Length));
        Assert.Equal(1, all.Version);
    }

    internal static async Task<ProblemView> Refused(HttpClient http, string command, ModeRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{West}/{command}")
        {
            Content = JsonContent.Create(request, options: TestCity.Json),
        };
        return await http.Problem(message);
    }

    internal static Task<AreaModesView> Give(HttpClient http, string command, ModeRequest request) =>
        http.Give<ModeRequest, AreaModesView>($"{West}/{command}", request);

    private static async Task<AreaModesView> Until(HttpClient http, Func<AreaModesView, bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var view = await http.Get<AreaModesView>(West);
            if (isSo(view))
            {
                return view;
            }

            await pause.WaitForNextTickAsync(limit.Token);
        }
    }
}
