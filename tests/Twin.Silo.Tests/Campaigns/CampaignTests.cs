using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Silo.Hosting;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Campaigns;

/// <summary>Campaigns over HTTP: few, with an end that comes by itself, also while the server is off.</summary>
public sealed class CampaignTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-campaign-");
    private readonly JumpingTime _time =
        new(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)), stands: true);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_runs_counts_its_family_and_ends_by_itself()
    {
        var wish = new CampaignRequest(
            "清洁月", "E01", TinyCity.WestCommunity, null, _time.GetUtcNow().AddDays(10), "start-1");
        await using (var city = await Start())
        {
            await city.Report(0);
            await city.Report(3);
            await city.Report(0, code: "E0202");
            await city.Services.Settle();
            using var office = As(city, "StreetOffice", TinyCity.WestCommunity);
            Assert.Equal("NotAllowed", await office.Refused(
                "campaigns", wish with { Area = TinyCity.EastCommunity }));
            var begun = await office.Give<CampaignRequest, CampaignsView>("campaigns", wish);
            var again = await office.Give<CampaignRequest, CampaignsView>("campaigns", wish);
            Assert.Equal((begun.Position, 1), (again.Position, again.Campaigns.Length));
            _time.JumpTo(_time.GetUtcNow().AddDays(3));
            using var days = As(city, "StreetOffice", TinyCity.WestCommunity);
            var seen = Assert.Single((await days.Get<CampaignsView>($"campaigns?area={TinyCity.WestGrid}")).Campaigns);
            // What stood there before it began counts as during: it was reported at the very moment.
            Assert.Equal((1, 0, 1), (seen.During, seen.Before, seen.Open));
            Assert.Null(seen.EndedAt);
            Assert.Empty((await days.Get<CampaignsView>($"campaigns?area={TinyCity.EastGrid}")).Campaigns);
        }

        _time.JumpTo(_time.GetUtcNow().AddDays(8));
        await using var later = await Start();
        using var lead = As(later, "CentreHead", TinyCity.Root);
        var ended = Assert.Single((await lead.Get<CampaignsView>("campaigns")).Campaigns);
        Assert.Equal((wish.Until, null, 0), (ended.EndedAt, ended.Reason, ended.After));
        Assert.Equal("CampaignOver", await lead.Refused("campaigns/1/end", new CampaignEndRequest("NoEffect")));
        await Written(later, 2);
    }

    [Fact]
    public async Task The_clock_writes_its_end_down_while_nobody_asks()
    {
        await using var city = await Start();
        using var lead = As(city, "CentreHead", TinyCity.Root);
        await lead.Give<CampaignRequest, CampaignsView>("campaigns", new CampaignRequest(
            "清洁周", "E01", TinyCity.Root, null, _time.GetUtcNow().AddDays(7)));
        _time.JumpTo(_time.GetUtcNow().AddDays(7));
        // The test's clock jumps, its timers do not.
        city.Services.GetRequiredService<CampaignClock>().Wake();
        await Written(city, 2);
    }

    /// <summary>The end is a fact by itself, whenever the silo comes to it.</summary>
    private static async Task Written(TestCity city, int facts)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await city.Log.ReadStream("campaign", 0, 10, patience.Token)).Length < facts)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static HttpClient As(TestCity city, string role, string home) =>
        RightCity.With(city, $"{role}-{home}", [new Bound(role, home, null)]);

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
