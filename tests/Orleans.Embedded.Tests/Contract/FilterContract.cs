using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>What flows with a call, and what stands in its way.</summary>
public abstract class FilterContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    [Fact]
    public async Task Ambient_values_flow_into_calls_of_calls_and_not_back()
    {
        await using var host = await Start();
        var (one, two) = (host.Grains.GetGrain<ICourier>("1"), host.Grains.GetGrain<ICourier>("2"));
        RequestContext.Set("actor", "Li");

        Assert.Equal("Li, Li by courier, nobody", await one.ActorOf(two));

        Assert.Equal("Li", RequestContext.Get("actor"));
        Assert.True(RequestContext.Remove("actor"));
        Assert.False(RequestContext.Remove("actor"));
        Assert.Null(await two.Actor());
    }

    [Fact]
    public async Task Ambient_values_do_not_stay_for_the_next_call()
    {
        await using var host = await Start();
        var courier = host.Grains.GetGrain<ICourier>("1");

        await courier.SetAtOnce("Li");
        Assert.Null(await courier.Actor());
        await courier.SetAfterWait("Li");
        Assert.Null(await courier.Actor());
    }

    [Fact]
    public async Task Ambient_values_do_not_stay_for_calls_that_waited_together()
    {
        await using var host = await Start();
        var courier = host.Grains.GetGrain<ICourier>("sleepy");

        var first = courier.SetAtOnce("Li").AsTask();
        var second = courier.Actor().AsTask();
        await host.Script.Reached("waking");
        host.Script.Open("waking");

        await first;
        Assert.Null(await second);
    }

    [Fact]
    public async Task Callers_with_different_values_do_not_meet()
    {
        await using var host = await Start();
        var courier = host.Grains.GetGrain<ICourier>("1");

        async Task<string?> AskAs(int number)
        {
            RequestContext.Set("actor", $"{number}");
            return await courier.Actor();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(AskAs));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"{number}"), answers);
        Assert.Null(RequestContext.Get("actor"));
    }

    [Fact]
    public async Task A_filter_sees_a_call_before_and_after_it_runs()
    {
        await using var host = await Start(Watched);

        Assert.Equal(3, await host.Grains.GetGrain<IDesk>("a").Add(3));

        var call = $"Desk {typeof(IDesk).FullName}.Add";
        Assert.Equal([$"in {call}", $"out {call} 3"], host.Script.Diary);
    }

    [Fact]
    public async Task A_filter_can_change_the_result()
    {
        await using var host = await Start(Watched);
        await host.Grains.GetGrain<IDesk>("a").Add(3);

        Assert.Equal(6, await host.Grains.GetGrain<IDeskDrawer>("a").Sum());
    }

    [Fact]
    public async Task A_filter_can_refuse_and_the_grain_does_not_run()
    {
        await using var host = await Start(Watched);
        var desk = host.Grains.GetGrain<IDesk>("a");
        RequestContext.Set("actor", "stranger");

        await Assert.ThrowsAsync<RefusedException>(async () => await desk.Add(1));
        RequestContext.Set("actor", "Li");

        Assert.Equal(1, await desk.Add(1));
    }

    [Fact]
    public async Task A_failure_passes_the_filter_with_its_type()
    {
        await using var host = await Start(Watched);

        var failure = await Assert.ThrowsAsync<RefusedException>(
            () => host.Grains.GetGrain<IDesk>("a").Fail("no"));

        Assert.Equal(7, failure.Number);
    }

    [Fact]
    public async Task A_filtered_call_is_one_call_to_its_end()
    {
        await using var host = await Start(Watched);
        var desk = host.Grains.GetGrain<IDesk>("a");

        var work = desk.Work("hold");
        await host.Script.Reached("hold");
        var add = desk.Add(1).AsTask();
        host.Script.Open("hold");
        await work;
        await add;

        Assert.Equal("end hold", host.Script.Diary[3]);
        Assert.StartsWith("out", host.Script.Diary[4], StringComparison.Ordinal);
        Assert.StartsWith("in", host.Script.Diary[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_run_in_the_order_of_their_registration()
    {
        await using var host = await Start(new HostSettings
        {
            Services = static services =>
            {
                services.AddSingleton<IIncomingGrainCallFilter, Greeter>();
                services.AddSingleton<IIncomingGrainCallFilter, Doorman>();
            },
        });

        await host.Grains.GetGrain<IDesk>("a").Add(1);

        Assert.Equal("greeter", host.Script.Diary[0]);
        Assert.Equal(3, host.Script.Diary.Count);
    }

    [Fact]
    public async Task Ticks_and_stream_events_pass_the_filters()
    {
        await using var host = await Start(Watched);
        await host.Grains.GetGrain<IBeater>("a").Beat(new Beat(100, -1));

        host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await host.Script.Noted("tick");
        await host.Streams.GetStream<string>(StreamId.Create("news", "a")).OnNextAsync("1");
        await host.Script.Noted("a heard 1");

        Assert.Contains("in Beater IGrainTimerInvoker.InvokeCallbackAsync", host.Script.Diary);
        Assert.Contains(
            host.Script.Diary, line => line.StartsWith("in Listener Orleans.Streams.", StringComparison.Ordinal));
    }

    private static HostSettings Watched => new()
    {
        Services = static services => services.AddSingleton<IIncomingGrainCallFilter, Doorman>(),
    };

    private sealed class Greeter(Script script) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (Doorman.IsOurs(context))
            {
                script.Note("greeter");
            }

            return context.Invoke();
        }
    }
}
