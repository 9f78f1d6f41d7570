using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>One call at a time, in order, on the activation.</summary>
public abstract class TurnContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    [Fact]
    public async Task A_call_runs_to_its_end_before_the_next_starts()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        await desk.Add(0);

        var first = desk.Work("1");
        var second = desk.WorkAndTell("2").AsTask();
        var third = desk.Work("3");
        await host.Script.Reached("1");
        host.Script.Open("2");
        host.Script.Open("3");
        host.Script.Open("1");
        await Task.WhenAll(first, second, third).WaitAsync(Cancel);

        Assert.Equal(
            ["start 1", "at 1", "end 1", "start 2", "at 2", "end 2", "start 3", "at 3", "end 3"], host.Script.Diary);
    }

    [Fact]
    public async Task Grains_with_different_keys_do_not_wait_for_each_other()
    {
        await using var host = await Start();

        var held = host.Grains.GetGrain<IDesk>("a").Work("hold");
        await host.Script.Reached("hold");
        Assert.Equal(2, await host.Grains.GetGrain<IDesk>("b").Add(2));

        host.Script.Open("hold");
        await held;
    }

    [Fact]
    public async Task Unawaited_calls_of_one_caller_keep_their_order()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        await desk.Add(0);

        var answers = Enumerable.Range(1, 2_000).Select(_ => desk.AddAsTask(1)).ToArray();

        Assert.Equal(Enumerable.Range(1, 2_000), await Task.WhenAll(answers));
    }

    [Fact]
    public async Task One_way_calls_of_one_caller_keep_their_order()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        await desk.Add(0);

        for (var i = 0; i < 2_000; i++)
        {
            await desk.NoticeQuickly(i);
        }

        await desk.Add(0);
        Assert.Equal(Enumerable.Range(0, 2_000).Select(one => $"{one}"), host.Script.Diary);
    }

    [Fact]
    public async Task A_call_to_oneself_ends_by_its_timeout()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");

        var call = desk.CallYourself();
        await host.Script.Noted("called myself");
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(1, await desk.Add(1));
    }

    [Fact]
    public async Task A_circle_of_calls_ends_by_its_timeout()
    {
        await using var host = await Start();
        var ring = host.Grains.GetGrain<IRing>("a");

        var call = ring.Go(["b", "a"]).AsTask();
        await host.Script.Noted("called b");
        await host.Script.Noted("called a");
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(1, await ring.Go([]));
    }

    [Fact]
    public async Task A_circle_of_reentrant_grains_works()
    {
        await using var host = await Start();

        Assert.Equal(3, await host.Grains.GetGrain<ILooseRing>("a").Go(["b", "a"]));
    }

    [Fact]
    public async Task A_reentrant_grain_lets_calls_in_at_awaits()
    {
        await using var host = await Start();
        var ring = host.Grains.GetGrain<ILooseRing>("a");

        var first = ring.Hold("1");
        var second = ring.Hold("2");
        await host.Script.Reached("1");
        await host.Script.Reached("2");
        host.Script.Open("1");
        host.Script.Open("2");

        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task An_interleaving_call_is_answered_in_the_middle_of_another()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        host.Script.Open("quick");

        var work = desk.Work("hold");
        await host.Script.Reached("hold");
        Assert.Equal("peeked quick", await desk.Peek("quick"));
        Assert.False(work.IsCompleted);

        host.Script.Open("hold");
        await work;
    }

    [Fact]
    public async Task A_waiting_interleaved_call_holds_up_nobody()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");

        var peek = desk.Peek("long");
        await host.Script.Reached("long");
        Assert.Equal(5, await desk.Add(5));
        host.Script.Open("long");

        Assert.Equal("peeked long", await peek);
    }

    [Fact]
    public async Task Awaits_resume_on_the_activation()
    {
        await using var host = await Start();

        var places = await host.Grains.GetGrain<ISpot>("a").Look();

        Assert.All(places, place => Assert.Equal("own scheduler, no context", place));
    }

    [Fact]
    public async Task Grain_services_are_refused_outside_the_turn()
    {
        await using var host = await Start();

        var outcome = await host.Grains.GetGrain<ISpot>("a").LookOutside();

        Assert.Equal(
            [
                "factory: InvalidOperationException",
                "timer: InvalidOperationException",
                "injected factory: fine",
                "key: fine",
                "streams: fine",
            ],
            outcome);
    }
}
