using System.Net;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.KeySites;

/// <summary>Cards of buildings, addresses and key sites over HTTP: counts, rights, no person.</summary>
public sealed class CardTests
{
    private const string Flood = "E0406";

    [Fact]
    public async Task A_site_tells_its_type_its_hazards_and_what_is_open_there()
    {
        await using var city = await TestCity.Start(parts: Parts());
        using var lead = await city.As("lead");
        var before = await lead.Get<SiteView>("sites/s-1");
        var report = await city.Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Class: Flood, Site: "s-1", Text: "校门口积水"));

        var site = await lead.Get<SiteView>("sites/s-1");

        Assert.Equal(("School", "学校", 1_200, 30), (site.Type, site.TypeZh, site.Capacity!.Value, site.LookDays));
        Assert.NotEqual("", site.HazardZh);
        Assert.Equal((0, 1), (before.OpenCases, site.OpenCases));
        var one = Assert.Single(site.Cases);
        Assert.Equal((report.CaseId, Flood), (one.CaseId, one.Class));
        Assert.Null(site.LastLookAt);
        Assert.Empty(site.Visits);
    }

    [Fact]
    public async Task Somebody_who_was_there_is_a_visit_without_a_name_and_the_next_look_follows()
    {
        await using var city = await TestCity.Start(parts: Parts());
        var id = (await city.Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Class: Flood, Site: "s-1"))).CaseId;
        using var lead = await city.As("lead");
        using var worker = await city.As("worker-1", "g-2-1");
        await worker.Command(id, "Accept");
        await worker.Command(id, "Arrive");

        await city.Services.Settle();
        var site = await lead.Get<SiteView>("sites/s-1");

        var visit = Assert.Single(site.Visits);
        Assert.Equal(("Arrived", id, Flood), (visit.Fact, visit.CaseId, visit.Class));
        Assert.Equal((visit.At, visit.At.AddDays(30)), (site.LastLookAt, site.NextLookAt));
    }

    [Fact]
    public async Task A_sealed_dispute_leaves_no_trace_at_the_site()
    {
        await using var city = await TestCity.Start(parts: Parts());
        await city.Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Class: "D-01", Site: "s-1", Text: "家长与学校争执"));
        await city.Services.Settle();
        using var lead = await city.As("lead");

        Assert.Empty((await lead.Get<SiteView>("sites/s-1")).Cases);
    }

    [Fact]
    public async Task Sites_are_listed_by_area_and_an_unknown_one_is_not_found()
    {
        await using var city = await TestCity.Start(parts: Parts());
        using var lead = await city.As("lead");

        Assert.Equal(["s-1", "s-2"], (await lead.Get<SiteMarkView[]>("sites")).Select(site => site.Id));
        var west = Assert.Single(await lead.Get<SiteMarkView[]>($"sites?area={TinyCity.WestCommunity}"));
        Assert.Equal(("s-1", "g-2"), (west.Id, west.Home));
        using var none = new HttpRequestMessage(HttpMethod.Get, new Uri("sites/no-such", UriKind.Relative));
        Assert.Equal("SiteUnknown", (await lead.Problem(none)).Code);
        using var stranger = await city.Http.GetAsync(
            new Uri("sites", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task Entrances_of_a_building_are_counts_and_few_households_are_none()
    {
        await using var city = await TestCity.Start(parts: Parts());
        using var lead = await city.As("lead");

        var tower = await lead.Get<BuildingView>("buildings/1");
        var villa = await lead.Get<BuildingView>("buildings/2");

        Assert.Equal(46, tower.Households);
        Assert.Equal(
            [(1, 30), (2, (int?)null), (3, null)], tower.Entrances.Select(one => (one.Entrance, one.Households)));
        Assert.Null(villa.Households);
        Assert.Null(Assert.Single(villa.Entrances).Households);
        Assert.All(tower.Entrances, entrance => Assert.Null(entrance.Doors));
    }

    [Fact]
    public async Task An_address_is_for_whoever_looks_after_it_and_each_look_is_audited()
    {
        await using var city = await TestCity.Start(parts: Parts());
        using var lead = await city.As("lead");
        using var own = RightCity.With(city, "grid-head-west", [new("GridHead", TinyCity.WestGrid, null)]);
        using var other = RightCity.With(city, "grid-head-east", [new("GridHead", TinyCity.EastGrid, null)]);

        var door = (await own.Get<BuildingView>("buildings/1")).Entrances[0].Doors![0];
        var seen = await own.Get<HouseholdView>($"households/{door.Household}?purpose=visit");

        Assert.Equal(("Unknown", 1, 1), (seen.Occupancy, seen.BuildingNumber, seen.Entrance));
        var audit = await city.Vault.ReadAudit(IVault.AnyCase, TestContext.Current.CancellationToken);
        Assert.Contains(audit, line => line.Purpose == $"household/{door.Household}: visit" && line.Role == "GridHead");
        Assert.Equal(HttpStatusCode.Forbidden, await Status(other, $"households/{door.Household}?purpose=visit"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(lead, $"households/{door.Household}?purpose=visit"));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(own, $"households/{door.Household}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(own, "households/no-such?purpose=visit"));
    }

    private static async Task<HttpStatusCode> Status(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>The small city with a tower of three entrances, a house of two homes and two key sites.</summary>
    private static CityParts Parts()
    {
        var parts = TinyCity.Parts();
        int[] entrances = [30, 12, 4];
        return parts with
        {
            Addresses = new AddressBook(
            [
                .. entrances.SelectMany((homes, at) => Enumerable.Range(1, homes).Select(home => new ReferenceAddress(
                    $"h-{at + 1}-{home}", "b-1", "西街", "1", at + 1, home, $"{home}01"))),
                new("h-v-1", "b-2", "西街", "2", 1, 1, "101"), new("h-v-2", "b-2", "西街", "2", 1, 2, "201"),
            ]),
            Sites =
            [
                parts.Sites[0] with { Capacity = 1_200 },
                new ReferenceSite("s-2", "Underpass", "东下穿", TinyCity.Within(3), "g-4"),
            ],
        };
    }
}
