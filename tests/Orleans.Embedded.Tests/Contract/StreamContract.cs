using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>Implicit subscriptions: in order for each key, again after a failure, and only hints.</summary>
public abstract class StreamContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    [Fact]
    public async Task An_event_wakes_the_grain_with_its_key()
    {
        await using var host = await Start();

        await Publish(host, "news", "a", "hello");
        await host.Script.Noted("a heard hello");

        Assert.Equal(["hello"], await host.Grains.GetGrain<IListener>("a").Heard());
        Assert.Empty(await host.Grains.GetGrain<IListener>("b").Heard());
    }

    [Fact]
    public async Task Events_of_one_stream_come_in_order()
    {
        await using var host = await Start();

        for (var i = 0; i < 500; i++)
        {
            await Publish(host, "news", "a", $"{i}");
        }

        await host.Script.Noted("a heard 499");
        Assert.Equal(
            Enumerable.Range(0, 500).Select(i => $"{i}"), await host.Grains.GetGrain<IListener>("a").Heard());
    }

    [Fact]
    public async Task A_grain_publishes_through_its_provider()
    {
        await using var host = await Start();

        await host.Grains.GetGrain<IListener>("a").Publish("news", "b", "hello");

        await host.Script.Noted("b heard hello");
    }

    [Fact]
    public async Task A_subscription_is_told_once_for_each_activation_and_stream_and_not_by_a_call()
    {
        await using var host = await Start();
        var listener = host.Grains.GetGrain<IListener>("a");
        await listener.Heard();
        Assert.Empty(host.Script.Diary);

        await Publish(host, "news", "a", "1");
        await Publish(host, "news", "a", "2");
        await host.Script.Noted("a heard 2");
        await Publish(host, "weather", "a", "rain");
        await host.Script.Noted("a heard weather rain");
        await listener.Leave();
        await host.Script.Noted("a left");
        await Publish(host, "news", "a", "3");
        await host.Script.Noted("a heard 3");

        Assert.Equal(
            [
                "a subscribed to news", "a heard 1", "a heard 2",
                "a subscribed to weather", "a heard weather rain",
                "a left",
                "a subscribed to news", "a heard 3",
            ],
            host.Script.Diary);
    }

    [Fact]
    public async Task A_handler_is_one_turn()
    {
        await using var host = await Start();
        await Publish(host, "news", "a", "slow 1");
        await host.Script.Reached("slow 1");

        var heard = host.Grains.GetGrain<IListener>("a").Heard();
        Assert.False(heard.IsCompleted);
        host.Script.Open("slow 1");

        Assert.Equal(["slow 1"], await heard);
    }

    [Fact]
    public async Task Publishing_is_done_before_the_event_is_delivered()
    {
        await using var host = await Start();
        await Publish(host, "news", "a", "slow 1");
        await host.Script.Reached("slow 1");

        await Publish(host, "news", "a", "2");

        host.Script.Open("slow 1");
        await host.Script.Noted("a heard 2");
    }

    [Fact]
    public async Task An_event_whose_handler_fails_comes_again_before_the_next_ones()
    {
        await using var host = await Start();
        host.Script.FailAt("1", 3);
        await Publish(host, "news", "a", "1");
        await Publish(host, "news", "a", "2");

        await AdvanceUntilNoted(host, "a heard 2");

        Assert.Equal(3, host.Script.Count("failed at 1"));
        Assert.Equal(["1", "2"], await host.Grains.GetGrain<IListener>("a").Heard());
    }

    [Fact]
    public async Task An_event_that_fails_for_ever_is_dropped_and_the_next_ones_come()
    {
        await using var host = await Start();
        host.Script.FailAt("1", int.MaxValue);
        await Publish(host, "news", "a", "1");
        await Publish(host, "news", "a", "2");

        await AdvanceUntilNoted(host, "a heard 2");

        Assert.Equal(["2"], await host.Grains.GetGrain<IListener>("a").Heard());
        Assert.True(host.Script.Count("failed at 1") > 2);
    }

    [Fact]
    public async Task A_dropped_event_is_logged()
    {
        await using var host = await Start();
        host.Script.FailAt("1", int.MaxValue);
        await Publish(host, "news", "a", "1");
        await Publish(host, "news", "a", "2");

        await AdvanceUntilNoted(host, "a heard 2");

        Assert.Contains(host.Log.Lines, line => line.Contains("was dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failing_stream_does_not_hold_up_another()
    {
        await using var host = await Start();
        host.Script.FailAt("bad", int.MaxValue);
        await Publish(host, "news", "a", "bad");
        await host.Script.Noted("failed at bad");

        await Publish(host, "weather", "a", "rain");
        await Publish(host, "news", "b", "good");

        await host.Script.Noted("a heard weather rain");
        await host.Script.Noted("b heard good");
    }

    [Theory]
    [InlineData("waking of a")]
    [InlineData("subscription of a")]
    public async Task An_event_that_meets_a_failure_before_its_handler_comes_again(string place)
    {
        await using var host = await Start();
        host.Script.FailAt(place, 2);

        await Publish(host, "news", "a", "1");
        await AdvanceUntilNoted(host, "a heard 1");

        Assert.Equal(["1"], await host.Grains.GetGrain<IListener>("a").Heard());
        Assert.Equal(2, host.Script.Count($"failed at {place}"));
    }

    [Fact]
    public async Task A_full_queue_holds_up_its_publisher()
    {
        await using var host = await Start(new HostSettings { StreamQueueLimit = 2 });
        await Publish(host, "news", "a", "slow 1");
        await host.Script.Reached("slow 1");
        await Publish(host, "news", "a", "2");

        var third = Publish(host, "news", "a", "3");
        Assert.False(third.IsCompleted);
        host.Script.Open("slow 1");
        await third;

        await host.Script.Noted("a heard 3");
        Assert.Equal(["slow 1", "2", "3"], await host.Grains.GetGrain<IListener>("a").Heard());
    }

    [Fact]
    public async Task A_publisher_does_not_wait_for_ever()
    {
        await using var host = await Start(new HostSettings { StreamQueueLimit = 1 });
        await Publish(host, "news", "a", "slow 1");
        await host.Script.Reached("slow 1");
        var second = Publish(host, "news", "a", "2");
        var third = Publish(host, "news", "a", "3");

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        await Assert.ThrowsAsync<TimeoutException>(() => third);
        host.Script.Open("slow 1");
        await host.Script.Noted("a heard slow 1");
        await Publish(host, "news", "a", "4");
        await host.Script.Noted("a heard 4");

        Assert.Equal(["slow 1", "4"], await host.Grains.GetGrain<IListener>("a").Heard());
    }

    [Fact]
    public async Task A_lost_event_is_lost_without_a_word()
    {
        await using var host = await Start(new HostSettings { StreamDrop = static (_, item) => item is "2" });

        foreach (var text in new[] { "1", "2", "3" })
        {
            await Publish(host, "news", "a", text);
        }

        await host.Script.Noted("a heard 3");
        Assert.Equal(["1", "3"], await host.Grains.GetGrain<IListener>("a").Heard());
        Assert.Empty(host.Log.Lines);
    }

    [Fact]
    public async Task An_event_that_nobody_consumes_is_no_failure()
    {
        await using var host = await Start();

        await Publish(host, "gossip", "a", "1");
        await Publish(host, "whispers", "a", "1");
        await host.Script.Noted("logged Warning");

        Assert.Equal(1, await host.Grains.GetGrain<IDeaf>("a").Hello());
    }

    [Fact]
    public async Task The_ambient_values_of_the_publisher_stay_with_it()
    {
        await using var host = await Start();
        RequestContext.Set("actor", "somebody");

        await Publish(host, "news", "a", "1");
        await host.Script.Noted("a heard 1");

        Assert.Equal("somebody", RequestContext.Get("actor"));
    }

    [Fact]
    public async Task An_unknown_provider_is_refused()
    {
        await using var host = await Start();

        Assert.Throws<ArgumentException>(() => StreamId.Create("news", " "));
        Assert.Throws<ArgumentException>(() => host.Streams.GetStream<string>(default));
    }

    [Fact]
    public void Names_of_streams_are_equal_by_value()
    {
        var one = StreamId.Create("news", "a");

        Assert.Equal(StreamId.Create("news", "a"), one);
        Assert.True(one != StreamId.Create("news", "b"));
        Assert.True(one != StreamId.Create(null, "a"));
        Assert.Equal(("news", "a"), (one.GetNamespace(), one.GetKeyAsString()));
    }

    private static Task Publish(TestHost host, string ns, string key, string text) =>
        host.Streams.GetStream<string>(StreamId.Create(ns, key)).OnNextAsync(text);

    /// <summary>Moves the clock past the pauses between attempts until the line has been written.</summary>
    private static async Task AdvanceUntilNoted(TestHost host, string line)
    {
        var pause = TimeSpan.FromSeconds(10);
        var noted = host.Script.Noted(line);
        while (!noted.IsCompleted)
        {
            await Task.WhenAny(noted, host.Clock.Due(pause));
            host.Clock.Advance(pause);
        }

        await noted;
    }
}
