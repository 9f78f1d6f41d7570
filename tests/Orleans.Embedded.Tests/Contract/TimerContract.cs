using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>A tick is a turn; the next is due one period after its end.</summary>
public abstract class TimerContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    [Fact]
    public async Task A_timer_ticks_after_its_due_time_and_then_after_each_period()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(300, 100));

        host.Clock.Advance(Milliseconds(299));
        Assert.Equal(0, await beater.Ticks());
        host.Clock.Advance(Milliseconds(1));
        Assert.Equal(1, await beater.Ticks());
        for (var i = 2; i <= 11; i++)
        {
            host.Clock.Advance(Milliseconds(100));
            Assert.Equal(i, await beater.Ticks());
        }
    }

    [Fact]
    public async Task Missed_ticks_are_not_made_up()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, 100, Door: "tick"));

        host.Clock.Advance(Milliseconds(100));
        await host.Script.Reached("tick");
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        host.Script.Open("tick");

        Assert.Equal(1, await beater.Ticks());
        host.Clock.Advance(Milliseconds(100));
        Assert.Equal(2, await beater.Ticks());
    }

    [Fact]
    public async Task The_period_counts_from_the_end_of_a_tick()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(50, 50, Door: "work of 180 ms"));

        host.Clock.Advance(Milliseconds(50));
        await host.Script.Reached("work of 180 ms");
        host.Clock.Advance(Milliseconds(180));
        host.Script.Open("work of 180 ms");
        Assert.Equal(1, await beater.Ticks());

        host.Clock.Advance(Milliseconds(49));
        Assert.Equal(1, await beater.Ticks());
        host.Clock.Advance(Milliseconds(1));
        Assert.Equal(2, await beater.Ticks());
    }

    [Fact]
    public async Task A_tick_waits_for_a_running_call()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, -1));

        var work = beater.Work("work");
        await host.Script.Reached("work");
        host.Clock.Advance(Milliseconds(100));
        host.Script.Open("work");
        await work;
        await beater.Ticks();

        Assert.Equal(["wake", "at work", "worked", "tick", "actor ''"], host.Script.Diary);
    }

    [Fact]
    public async Task A_call_waits_for_a_running_tick()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, -1, Door: "tick"));

        host.Clock.Advance(Milliseconds(100));
        await host.Script.Reached("tick");
        var ticks = beater.Ticks();
        Assert.False(ticks.IsCompleted);
        host.Script.Open("tick");

        Assert.Equal(1, await ticks);
        Assert.Equal("tock calm", host.Script.Diary[^1]);
    }

    [Fact]
    public async Task An_interleaving_timer_ticks_beside_a_call()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, -1, Interleave: true));

        var work = beater.Work("work");
        await host.Script.Reached("work");
        host.Clock.Advance(Milliseconds(100));
        await host.Script.Noted("tick");
        host.Script.Open("work");

        await work;
    }

    [Fact]
    public async Task A_timer_of_a_reentrant_grain_ticks_during_a_call()
    {
        await using var host = await Start();
        var ring = host.Grains.GetGrain<ILooseRing>("a");
        await ring.StartTicking();

        var hold = ring.Hold("hold");
        await host.Script.Reached("hold");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Script.Noted("tick 1");
        host.Script.Open("hold");

        await hold;
    }

    [Fact]
    public async Task A_timer_goes_on_after_a_tick_that_fails()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        host.Script.FailAt("tick", 2);
        await beater.Beat(new Beat(100, 100));

        for (var i = 1; i <= 4; i++)
        {
            host.Clock.Advance(Milliseconds(100));
            Assert.Equal(i, await beater.Ticks());
        }

        Assert.Equal(2, host.Script.Count("logged Error"));
    }

    [Fact]
    public async Task An_infinite_period_is_one_tick_and_an_infinite_due_time_is_none()
    {
        await using var host = await Start();
        var once = host.Grains.GetGrain<IBeater>("once");
        var off = host.Grains.GetGrain<IBeater>("off");
        await once.Beat(new Beat(100, -1));
        await off.Beat(new Beat(-1, 100));

        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(Milliseconds(100));
            Assert.Equal((1, 0), (await once.Ticks(), await off.Ticks()));
        }
    }

    [Fact]
    public async Task A_timer_can_be_changed_switched_off_and_on_again()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, 100));

        await beater.Change(-1, -1);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, await beater.Ticks());
        await beater.Change(200, 300);
        host.Clock.Advance(Milliseconds(200));
        Assert.Equal(1, await beater.Ticks());
        host.Clock.Advance(Milliseconds(299));
        Assert.Equal(1, await beater.Ticks());
        host.Clock.Advance(Milliseconds(1));
        Assert.Equal(2, await beater.Ticks());
    }

    [Fact]
    public async Task A_tick_can_change_its_own_timer()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, 100, NextDue: 300));

        host.Clock.Advance(Milliseconds(100));
        Assert.Equal(1, await beater.Ticks());
        host.Clock.Advance(Milliseconds(299));
        Assert.Equal(1, await beater.Ticks());
        host.Clock.Advance(Milliseconds(1));
        Assert.Equal(2, await beater.Ticks());
    }

    [Fact]
    public async Task A_change_takes_back_a_tick_that_waits_for_its_turn()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, 100));
        var work = beater.Work("work");
        await host.Script.Reached("work");
        var change = beater.Change(-1, -1);

        host.Clock.Advance(Milliseconds(100));
        host.Script.Open("work");
        await work;
        await change;

        Assert.Equal(0, await beater.Ticks());
    }

    [Fact]
    public async Task A_disposed_timer_does_not_tick_even_if_a_tick_was_waiting()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, 100));

        var work = beater.Work("work");
        await host.Script.Reached("work");
        var stop = beater.StopBeating();
        host.Clock.Advance(Milliseconds(100));
        host.Script.Open("work");
        await work;
        await stop;
        host.Clock.Advance(Milliseconds(500));

        Assert.Equal(0, await beater.Ticks());
    }

    [Fact]
    public async Task A_timer_set_while_waking_first_ticks_when_the_grain_is_awake()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("from the start");

        var ticks = beater.Ticks();
        await host.Script.Reached("waking");
        host.Clock.Advance(Milliseconds(50));
        host.Script.Open("waking");
        await ticks;
        await beater.Ticks();

        Assert.Equal(["wake", "at waking", "awake", "tick", "actor ''"], host.Script.Diary);
    }

    [Fact]
    public async Task The_ambient_values_of_a_tick_are_empty()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        RequestContext.Set("actor", "somebody");
        await beater.Beat(new Beat(100, -1));

        host.Clock.Advance(Milliseconds(100));
        await host.Script.Noted("tick");

        await host.Script.Noted("actor ''");
    }

    [Fact]
    public async Task Ticks_do_not_keep_a_grain_from_being_collected()
    {
        await using var host = await Start(Short);
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(500, 500));

        for (var i = 0; i < 12 && host.Script.Count("left: ActivationIdle") == 0; i++)
        {
            host.Clock.Advance(Milliseconds(500));
        }

        await host.Script.Noted("left: ActivationIdle");
    }

    [Fact]
    public async Task Ticks_that_keep_alive_do()
    {
        await using var host = await Start(Short);
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(500, 500, KeepAlive: true));

        for (var i = 0; i < 30; i++)
        {
            // The next tick is due a period after this one's end, which nobody notes: the clock may have moved before.
            do
            {
                host.Clock.Advance(Milliseconds(500));
            }
            while (!await host.Script.Comes("actor ''", TimeSpan.FromSeconds(1)));
        }

        Assert.DoesNotContain("left: ActivationIdle", host.Script.Diary);
    }

    [Fact]
    public async Task Leaving_ends_the_timers()
    {
        await using var host = await Start();
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, 100));

        await beater.Leave();
        await host.Script.Noted("left: ApplicationRequested");
        host.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(0, await beater.Ticks());
        Assert.DoesNotContain("tick", host.Script.Diary);
    }

    [Fact]
    public async Task Leaving_waits_for_a_running_tick_and_does_not_cancel_it()
    {
        await using var host = await Start(Short);
        var beater = host.Grains.GetGrain<IBeater>("a");
        await beater.Beat(new Beat(100, -1, Door: "tick"));
        host.Clock.Advance(Milliseconds(100));
        await host.Script.Reached("tick");

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        host.Script.Open("tick");
        await host.Script.Noted("tock calm");
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        await host.Script.Noted("left: ActivationIdle");
        Assert.True(host.Script.Diary.ToList().IndexOf("tock calm")
            < host.Script.Diary.ToList().IndexOf("left: ActivationIdle"));
    }

    private static HostSettings Short => new()
    {
        CollectionAge = TimeSpan.FromSeconds(3),
        CollectionQuantum = TimeSpan.FromSeconds(1),
    };

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
