using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Grains.Clocks;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Bells;

/// <summary>Over HTTP and across a restart: an offer that no phone has shown rings at the shift lead.</summary>
public sealed class BellTests : IDisposable
{
    private const string Collapse = "E0401";

    private static readonly DateTimeOffset Friday = new(2026, 6, 12, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-bell-");
    private readonly JumpingTime _time = new(Friday);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_rings_after_a_restart_for_the_shift_lead_alone_until_somebody_answers()
    {
        string id;
        await using (var city = await Start())
        {
            id = (await city.Report(0, code: Collapse)).CaseId;
            using var lead = await city.As("lead");
            Assert.Empty((await lead.Get<BellsView>("bells")).Bells);
        }

        _time.JumpTo(_time.GetUtcNow().AddMinutes(2));
        BellView bell;
        await using (var again = await Start())
        {
            bell = await Rings(again, id);
            Assert.Equal((TinyCity.WestPost, "S2", "AwaitAccept"), (bell.Post, bell.Severity, bell.Stage));
            using var dispatcher = await again.As("dispatcher");
            Assert.Empty((await dispatcher.Get<BellsView>("bells")).Bells);
            Assert.Equal("NotAllowed", (await dispatcher.Problem(Answer(id, bell.Bell))).Code);
        }

        await using var third = await Start();
        Assert.Equal(bell, await Rings(third, id));
        using var desk = await third.As("lead");
        var answered = await desk.Give<BellRequest, CommandAnswer>("bells/answer", new BellRequest(id, bell.Bell));
        var repeated = await desk.Give<BellRequest, CommandAnswer>("bells/answer", new BellRequest(id, bell.Bell));

        Assert.Equal((false, true, answered.Version), (answered.Again, repeated.Again, repeated.Version));
        Assert.Empty((await desk.Get<BellsView>($"bells?atLeast={answered.Position}")).Bells);
    }

    [Fact]
    public async Task What_the_phone_of_the_seat_has_shown_does_not_ring()
    {
        await using var city = await Start();
        var (seen, unseen) = (await city.Report(0, code: Collapse), await city.Report(2, code: Collapse));
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        var task = (await worker.Get<PostView>($"posts/{TinyCity.WestPost}")).Tasks.Single();
        Assert.False(task.Seen);

        var told = await worker.Give<SeenRequest, CommandAnswer>(
            "offers/seen", new SeenRequest(task.CaseId, task.Offer));
        var again = await worker.Give<SeenRequest, CommandAnswer>(
            "offers/seen", new SeenRequest(task.CaseId, task.Offer));

        Assert.Equal((false, true, told.Version), (told.Again, again.Again, again.Version));
        Assert.True((await worker.Get<PostView>($"posts/{TinyCity.WestPost}")).Tasks.Single().Seen);
        using var elsewhere = await city.As("worker-2", TinyCity.EastPost);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("offers/seen", UriKind.Relative))
        {
            Content = JsonContent.Create(new SeenRequest(task.CaseId, task.Offer)),
        };
        Assert.Equal("NotAllowed", (await elsewhere.Problem(request)).Code);

        _time.JumpTo(_time.GetUtcNow().AddMinutes(2));
        await Rings(city, unseen.CaseId);
        using var lead = await city.As("lead");
        Assert.DoesNotContain((await lead.Get<BellsView>("bells")).Bells, one => one.CaseId == seen.CaseId);
    }

    private static HttpRequestMessage Answer(string id, string bell) =>
        new(HttpMethod.Post, new Uri("bells/answer", UriKind.Relative))
        {
            Content = JsonContent.Create(new BellRequest(id, bell)),
        };

    /// <summary>The bell of a case, once the clocks of the city have been looked at.</summary>
    private static async Task<BellView> Rings(TestCity city, string id)
    {
        using var lead = await city.As("lead");
        while (true)
        {
            await city.Services.GetRequiredService<ClockRounds>().Sweep(TestContext.Current.CancellationToken);
            var bells = await lead.Get<BellsView>($"bells?atLeast={city.Log.Head.Position}");
            if (bells.Bells.SingleOrDefault(one => one.CaseId == id) is { } bell)
            {
                return bell;
            }

            await Task.Yield();
        }
    }

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
