using System.Net;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Modes;

public sealed class IncidentTests
{
    private static readonly PlanRequest Storm = new(
        "RAIN-1", "Rain", "城区内涝预案", "Urban flood plan", "War3", "Drainage", 24,
        [
            new PlanTaskView("pump", "架泵排水", "Pump out", "E0406", "Drainage"),
            new PlanTaskView("street", "转移群众", "Move people", "X-FLOOD", "StreetOffice"),
        ],
        Orders: "Watch", Triggers: ["Warning"],
        Resources:
        [
            new PlanResourceView("pump", "Drainage", "Pump", 4), new PlanResourceView("street", "Drainage", "Boat", 9),
        ]);

    [Fact]
    public async Task A_plan_switches_the_mode_gives_its_tasks_keeps_its_resources_and_gives_them_back()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        using var head = await city.As("head");
        await planner.Give<PlanRequest, PlanView>("plans", Storm);
        await planner.Give<ResourceRequest, ResourcesView>("resources/Drainage/add", new ResourceRequest("Pump", 5));
        var open = new ModeRequest(Plan: "RAIN-1", CommandId: "open");

        var opened = await ModeTests.Give(head, "open-plan", open);
        var again = await ModeTests.Give(head, "open-plan", open);

        Assert.Equal((opened.Position, 1), (again.Position, again.Incidents.Length));
        Assert.Equal(("War3", "Watch"), (opened.Held[0].Mode, opened.Held[0].Orders));
        var incident = opened.Incidents[0].Incident;
        await city.Services.Settle();
        var board = await head.Get<IncidentView>($"incidents/{incident}");
        Assert.All(board.Tasks, task => Assert.Equal(("AwaitAccept", null), (task.Stage, task.Refusal)));
        Assert.Equal((4, 4, null), Of(board.Resources[0]));
        Assert.Equal((9, 0, "ResourceGone"), Of(board.Resources[1]));
        Assert.Contains(board.Timeline, one => one.Kind == "PlanOpened" && one.RoleZh == "中心负责人");

        using var drainage = await city.As("handler-drainage");
        await drainage.Command(board.Tasks[0].CaseId, "accept");
        using var dispatcher = await city.As("dispatcher");
        await dispatcher.Give<ResourceRequest, ResourcesView>(
            "resources/Drainage/commit", new ResourceRequest("Pump", 3, board.Tasks[0].CaseId));
        await ModeTests.Give(head, "close-plan", new ModeRequest(Incident: incident, Reason: "Calm"));

        var stock = await planner.Get<ResourcesView>("resources/Drainage");
        Assert.All(stock.Resources, one => Assert.Equal("Free", one.Use));
        var report = await head.Get<AfterActionView>($"incidents/{incident}/report");
        Assert.Equal((3, true), (report.Resources[0].Used, report.Resources[0].Freed));
        Assert.NotNull(report.Tasks[0].AcceptedAt);
        Assert.Equal("PlanClosed", report.Timeline[^2].Kind);
        Assert.False(report.Over);
    }

    [Fact]
    public async Task The_report_is_printed_in_both_languages_and_says_that_it_was_a_drill()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        await planner.Give<PlanRequest, PlanView>("plans", Storm);
        var opened = await ModeTests.Give(planner, "open-plan", new ModeRequest(Plan: "RAIN-1", Drill: "autumn"));
        var incident = opened.Incidents[0].Incident;

        var zh = await planner.GetStringAsync(
            new Uri($"incidents/{incident}/report.md", UriKind.Relative), TestContext.Current.CancellationToken);
        var en = await planner.GetStringAsync(
            new Uri($"incidents/{incident}/report.md?lang=en", UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.StartsWith("# 【演练】事后评估: 城区内涝预案", zh);
        Assert.StartsWith("# [DRILL] After-action report: Urban flood plan", en);
        Assert.Contains("| Pump out |", en);
        Assert.DoesNotContain("planner", zh + en);
        await city.Services.Settle();
        var task = (await planner.Get<IncidentView>($"incidents/{incident}")).Tasks[0];
        Assert.Equal("autumn", (await planner.Get<CaseView>($"cases/{task.CaseId}")).Drill);
    }

    [Fact]
    public async Task What_an_incident_is_about_is_for_those_whose_area_it_lies_in()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        using var east = RightCity.With(city, "east", [new Bound("CentreHead", TinyCity.EastCommunity, null)]);
        using var counts = RightCity.With(city, "counts", [new Bound("Analyst", TinyCity.WestCommunity, null)]);
        await planner.Give<PlanRequest, PlanView>("plans", Storm);
        var opened = await ModeTests.Give(planner, "open-plan", new ModeRequest(Plan: "RAIN-1"));
        var incident = opened.Incidents[0].Incident;
        await city.Services.Settle();

        Assert.Empty((await east.Get<IncidentsView>("incidents")).Incidents);
        foreach (var path in new[] { "", "/report", "/report.md" })
        {
            using var refused = await east.GetAsync(
                new Uri($"incidents/{incident}{path}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        var board = await counts.Get<IncidentView>($"incidents/{incident}");
        Assert.Empty(board.Cases);
        Assert.Equal(2, board.Tasks.Length);
    }

    [Fact]
    public async Task A_plan_has_versions_and_what_is_open_goes_on_by_its_own()
    {
        await using var city = await TestCity.Start();
        using var planner = await city.As("planner");
        await planner.Give<PlanRequest, PlanView>("plans", Storm);
        await ModeTests.Give(planner, "open-plan", new ModeRequest(Plan: "RAIN-1"));

        var second = await planner.Give<PlanRequest, PlanView>("plans", Storm with { Opens = "War1" });
        using var head = await city.As("head");
        using var refused = await head.PostAsync(
            new Uri("plans", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(Storm, options: TestCity.Json),
            TestContext.Current.CancellationToken);

        Assert.Equal((2, "War1"), (second.Version, second.Opens));
        Assert.Equal(1, (await planner.Get<IncidentsView>("incidents")).Incidents[0].PlanVersion);
        Assert.Equal(2, Assert.Single(await planner.Get<PlanView[]>("plans")).Version);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static (int Wanted, int Reserved, string? Refusal) Of(IncidentResourceView one) =>
        (one.Wanted, one.Reserved, one.Refusal);
}
