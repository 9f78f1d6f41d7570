using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Live;

namespace Twin.Silo.Tests;

public sealed class TrafficTests
{
    [Fact]
    public async Task A_fresh_demo_city_is_not_empty_and_makes_room_for_a_person()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start(options => options with { Traffic = true });
        Assert.True((await city.Http.Get<CityView>("city")).Traffic);
        using var hub = await HubClient.Open(city.Url, await city.Token("cockpit"), cancel);
        await foreach (var frame in hub.Watch(TinyCity.Root, null, cancel))
        {
            if (frame.Board is { Reported: >= 48, Closed: > 0, Handling: > 0, Checking: > 0 })
            {
                break;
            }
        }

        using var worker = await city.As("worker-1");
        foreach (var post in await worker.Get<PostView[]>("posts"))
        {
            var seat = await worker.Give<CommandRequest, PostView>($"posts/{post.Id}/sign-on", new CommandRequest());
            Assert.True(seat.OnDuty);
        }
    }

    [Fact]
    public async Task Simulated_workers_take_the_seats_of_grids_that_are_drawn_later()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start(options => options with { Traffic = true });
        using var planner = await city.As("planner");
        var at = TinyCity.Within(0);
        var split = await planner.Give<AreaCommandRequest, AreaChangeView>(
            $"areas/{TinyCity.WestGrid}/split",
            new AreaCommandRequest(
                Line: [[at.Lng, at.Lat], [at.Lng, at.Lat + 0.01]],
                Parts: [new AreaPartRequest("甲"), new AreaPartRequest("乙")]));
        var opened = split.Changes.Single(change => change.Kind == "PostOpened");
        using var hub = await HubClient.Open(city.Url, await city.Token("cockpit"), cancel);

        await foreach (var frame in hub.Watch(opened.Areas[0], null, cancel))
        {
            if (frame.Posts.Any(post => post.Post == opened.Posts[0] && post.OnDuty))
            {
                break;
            }
        }
    }

    [Fact]
    public async Task An_imported_city_has_no_traffic()
    {
        await using var city = await TestCity.Start(options => options with { Traffic = null });

        Assert.False((await city.Http.Get<CityView>("city")).Traffic);
        using var cockpit = await city.As("cockpit");
        Assert.Equal(0, (await cockpit.Get<CasePage>("cases")).Total);
    }
}
