using System.Net;
using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Resources;

public sealed class ResourceTests
{
    private const string Drainage = "resources/Drainage";

    [Fact]
    public async Task Forty_pumps_go_to_forty_cases_whoever_asks_at_the_same_time()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        var cases = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Report(city)));
        await Give(lead, "add", new ResourceRequest("Pump", 40));

        var answers = await Task.WhenAll(cases.SelectMany(one => Enumerable.Range(0, 5).Select(async time =>
        {
            using var answer = await lead.PostAsJsonAsync(
                $"{Drainage}/commit", new ResourceRequest("Pump", CaseId: one, CommandId: $"{one}-{time}"),
                TestCity.Json, TestContext.Current.CancellationToken);
            return (Case: one, answer.StatusCode);
        })));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        var winners = answers.Where(answer => answer.StatusCode == HttpStatusCode.OK)
            .Select(one => one.Case).ToHashSet();
        var after = await lead.Get<ResourcesView>(Drainage);
        Assert.Equal(40, winners.Count);
        Assert.Equal(winners, after.Resources.Select(one => one.CaseId!).ToHashSet());
        Assert.Equal(40, after.Resources.Count(one => one.Use == "Committed"));
    }

    [Fact]
    public async Task What_open_cases_have_is_listed_by_area_for_whoever_sees_the_cases()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        using var leader = await city.As("cockpit");
        var (west, east) = ((await city.Report(0)).CaseId, (await city.Report(2)).CaseId);
        await Give(lead, "add", new ResourceRequest("Pump", 5));
        await Give(lead, "commit", new ResourceRequest("Pump", 3, west));
        await Give(lead, "reserve", new ResourceRequest("Pump", 1, east, city.Now().AddDays(1)));
        await city.Services.Settle();

        var all = await leader.Get<HeldResourceView[]>("resources");
        var inWest = await leader.Get<HeldResourceView[]>($"resources?area={TinyCity.WestCommunity}");

        Assert.Equal(
            [new(west, "Drainage", "Pump", true, 3), new(east, "Drainage", "Pump", false, 1)],
            all.OrderByDescending(one => one.Count));
        Assert.Equal([west], inWest.Select(one => one.CaseId));
        using var resident = RightCity.With(city, "resident-1", [new("Resident", null, null)]);
        using var refused = await resident.GetAsync(
            new Uri("resources", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Nothing_goes_to_a_case_that_is_none_and_what_is_given_back_is_free()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        var one = await Report(city);
        await Give(lead, "add", new ResourceRequest("Boat", 2));
        await Give(lead, "commit", new ResourceRequest("Boat", 2, one));
        await Give(lead, "release", new ResourceRequest("Boat", CaseId: one));

        using var unknown = await lead.PostAsJsonAsync(
            $"{Drainage}/commit", new ResourceRequest("Boat", CaseId: "no-such-case"), TestCity.Json,
            TestContext.Current.CancellationToken);
        using var anyone = await city.As("cockpit");
        using var refused = await anyone.PostAsJsonAsync(
            $"{Drainage}/add", new ResourceRequest("Boat"), TestCity.Json, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.All((await lead.Get<ResourcesView>(Drainage)).Resources, boat => Assert.Equal("Free", boat.Use));
    }

    [Fact]
    public async Task What_a_case_holds_is_given_back_once_when_it_ends_also_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("twin-stock-");
        try
        {
            string ended, open;
            await using (var city = await Start(folder.FullName))
            {
                using var lead = await city.As("lead");
                (ended, open) = (await Report(city), await Report(city));
                await Give(lead, "add", new ResourceRequest("Pump", 3));
                await Give(lead, "add", new ResourceRequest("Boat", 2));
                await Give(lead, "commit", new ResourceRequest("Pump", 2, ended));
                await Give(lead, "commit", new ResourceRequest("Boat", 1, ended));
                await Give(lead, "commit", new ResourceRequest("Pump", 1, open));
                await lead.Command(ended, "void", new CommandRequest(Reason: "Test", SecondSignature: true));

                // It may stop before it has looked: then the next start gives back.
            }

            await using var again = await Start(folder.FullName);
            using var later = await again.As("lead");
            await Until(later, open);
            await Give(later, "commit", new ResourceRequest("Boat", 2, open));
            var facts = await again.Log.ReadStream("stock/Drainage", 0, 99, TestContext.Current.CancellationToken);
            var released = Assert.Single(facts, fact => fact.Kind == "stock/Released");
            Assert.Equal(("system", "System"), (released.By.Account, released.By.Role));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<TestCity> Start(string folder) =>
        TestCity.Start(options => options with { Log = Silo.Options.LogStore.Sqlite }, folder);

    /// <summary>Only the open case has anything.</summary>
    private static async Task Until(HttpClient lead, string open)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await lead.Get<ResourcesView>(Drainage)).Resources.Any(one => one.CaseId is { } has && has != open))
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<string> Report(TestCity city) => (await city.Report(0)).CaseId;

    private static Task<ResourcesView> Give(HttpClient lead, string command, ResourceRequest request) =>
        lead.Give<ResourceRequest, ResourcesView>($"{Drainage}/{command}", request);
}
