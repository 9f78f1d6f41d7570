using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>Waking on the first call, leaving, and never two of one key.</summary>
public abstract class LifeContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    [Fact]
    public async Task A_grain_wakes_before_its_first_call_and_once()
    {
        await using var host = await Start();
        var guest = host.Grains.GetGrain<IGuest>("a");
        Assert.Empty(host.Script.Diary);

        Assert.Equal(1, await guest.Stay());
        Assert.Equal(1, await guest.Stay());

        Assert.Equal(["wake a"], host.Script.Diary);
    }

    [Fact]
    public async Task Calls_wait_while_a_grain_wakes()
    {
        await using var host = await Start();
        var guest = host.Grains.GetGrain<IGuest>("slow waking");

        var calls = Enumerable.Range(0, 3).Select(_ => guest.Stay().AsTask()).Append(guest.Look()).ToArray();
        await host.Script.Reached("slow waking");
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        host.Script.Open("slow waking");

        Assert.Equal(Of(1, 1, 1, 1), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task A_failed_waking_goes_to_the_caller_that_caused_it_and_others_try_again()
    {
        await using var host = await Start();
        host.Script.FailAt("slow waking");
        var guest = host.Grains.GetGrain<IGuest>("slow waking");

        var calls = Enumerable.Range(0, 3).Select(_ => guest.Stay().AsTask()).ToArray();
        host.Script.Open("slow waking");

        await Assert.ThrowsAsync<RefusedException>(() => calls[0]);
        Assert.Equal(Of(2, 2), await Task.WhenAll(calls[1..]));
    }

    [Fact]
    public async Task After_a_failed_waking_the_next_call_tries_again()
    {
        await using var host = await Start();
        host.Script.FailAt("a");
        var guest = host.Grains.GetGrain<IGuest>("a");

        Assert.Equal("a", (await Assert.ThrowsAsync<RefusedException>(async () => await guest.Stay())).Message);

        Assert.Equal(2, await guest.Stay());
    }

    [Fact]
    public async Task Many_failed_wakings_answer_each_its_own_caller()
    {
        await using var host = await Start();
        host.Script.FailAt("a", 500);
        var guest = host.Grains.GetGrain<IGuest>("a");

        var calls = Enumerable.Range(0, 501).Select(_ => guest.Stay().AsTask()).ToArray();
        foreach (var call in calls[..500])
        {
            await Assert.ThrowsAsync<RefusedException>(() => call);
        }

        Assert.Equal(501, await calls[500]);
    }

    [Fact]
    public async Task A_constructor_that_throws_is_told_with_its_cause()
    {
        await using var host = await Start();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await host.Grains.GetGrain<IBroken>("a").Stay());

        Assert.StartsWith("Failed to create an instance of grain type", failure.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(Broken).FullName!, failure.Message, StringComparison.Ordinal);
        Assert.IsType<RefusedException>(failure.InnerException);
    }

    [Fact]
    public async Task A_grain_that_asked_leaves_after_the_work_in_hand_and_the_next_call_wakes_another()
    {
        await using var host = await Start();
        var guest = host.Grains.GetGrain<IGuest>("a");

        host.Script.Open("door");
        Assert.Equal(1, await guest.LeaveAfter("door"));
        Assert.Equal(2, await guest.Stay());

        Assert.Equal(["wake a", "at door", "left a: ApplicationRequested", "wake a"], host.Script.Diary);
    }

    [Fact]
    public async Task Calls_that_wait_while_a_grain_leaves_are_answered_by_the_next()
    {
        await using var host = await Start();
        var guest = host.Grains.GetGrain<IGuest>("a");

        var leaving = guest.LeaveAfter("door");
        await host.Script.Reached("door");
        var waiting = Enumerable.Range(0, 5).Select(_ => guest.Stay().AsTask()).ToArray();
        host.Script.Open("door");

        Assert.Equal(1, await leaving);
        Assert.Equal(Of(2, 2, 2, 2, 2), await Task.WhenAll(waiting));
    }

    [Fact]
    public async Task A_call_during_a_slow_goodbye_waits_for_the_next_grain()
    {
        await using var host = await Start();
        var guest = host.Grains.GetGrain<IGuest>("slow leaving");
        host.Script.Open("door");

        Assert.Equal(1, await guest.LeaveAfter("door"));
        await host.Script.Reached("slow leaving");
        var call = guest.Stay().AsTask();
        var look = guest.Look();
        Assert.False(call.IsCompleted);
        host.Script.Open("slow leaving");

        Assert.Equal(Of(2, 2), await Task.WhenAll(call, look));
        Assert.Equal(
            ["left slow leaving: ApplicationRequested", "wake slow leaving"],
            host.Script.Diary.SkipWhile(line => !line.StartsWith("left", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Leaving_waits_for_a_held_interleaved_call()
    {
        await using var host = await Start();
        var guest = host.Grains.GetGrain<IGuest>("a");
        await guest.Stay();
        var held = guest.Hold("hold");
        await host.Script.Reached("hold");

        host.Script.Open("door");
        await guest.LeaveAfter("door");
        var next = guest.Stay().AsTask();
        Assert.DoesNotContain("left a: ApplicationRequested", host.Script.Diary);
        host.Script.Open("hold");

        Assert.Equal(1, await held);
        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task A_grain_that_leaves_on_waking_still_answers_the_call_that_woke_it()
    {
        await using var host = await Start();
        var guest = host.Grains.GetGrain<IGuest>("restless");

        Assert.Equal(1, await guest.Stay());
        Assert.Equal(2, await guest.Stay());
    }

    [Fact]
    public async Task A_goodbye_that_fails_is_logged_and_the_next_grain_wakes()
    {
        await using var host = await Start();
        host.Script.FailAt("goodbye of a");
        host.Script.Open("door");
        var guest = host.Grains.GetGrain<IGuest>("a");

        await guest.LeaveAfter("door");

        Assert.Equal(2, await guest.Stay());
        Assert.Contains(host.Log.Lines, line => line.Contains("failed to end", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_goodbye_that_never_ends_is_given_up()
    {
        await using var host = await Start();
        host.Script.Open("door");
        var guest = host.Grains.GetGrain<IGuest>("slow leaving");

        await guest.LeaveAfter("door");
        await host.Script.Reached("slow leaving");
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(2, await guest.Stay());
    }

    [Fact]
    public async Task An_idle_grain_is_collected_at_its_age()
    {
        await using var host = await Start(Short);
        await host.Grains.GetGrain<IGuest>("a").Stay();

        host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await host.Grains.GetGrain<IGuest>("a").Stay());
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, await host.Grains.GetGrain<IGuest>("a").Stay());
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await host.Script.Noted("left a: ActivationIdle");

        Assert.Equal(2, await host.Grains.GetGrain<IGuest>("a").Stay());
    }

    [Fact]
    public async Task A_running_call_keeps_its_grain()
    {
        await using var host = await Start(Short);
        var guest = host.Grains.GetGrain<IGuest>("a");
        var held = guest.Hold("hold");
        await host.Script.Reached("hold");

        for (var i = 0; i < 4; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        host.Script.Open("hold");
        Assert.Equal(1, await held);
        Assert.Equal(1, await guest.Stay());
    }

    [Fact]
    public async Task A_class_may_have_a_collection_age_of_its_own()
    {
        await using var host = await Start(Short);
        var lodger = host.Grains.GetGrain<ILodger>("a");
        await lodger.Stay();

        host.Clock.Advance(TimeSpan.FromSeconds(60));
        await lodger.Stay();
        Assert.Empty(host.Script.Diary);
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        await host.Script.Noted("lodger left");
    }

    private static int[] Of(params int[] numbers) => numbers;

    private static HostSettings Short => new()
    {
        CollectionAge = TimeSpan.FromSeconds(3),
        CollectionQuantum = TimeSpan.FromSeconds(1),
    };
}
