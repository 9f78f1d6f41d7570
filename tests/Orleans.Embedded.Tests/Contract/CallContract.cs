using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>Answers, failures, giving up, bounds and references.</summary>
public abstract class CallContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    [Fact]
    public async Task An_exception_reaches_the_caller_with_type_properties_and_stack()
    {
        await using var host = await Start();

        var failure = await Assert.ThrowsAsync<RefusedException>(
            () => host.Grains.GetGrain<IDesk>("a").Fail("no"));

        Assert.Equal(("no", 7), (failure.Message, failure.Number));
        Assert.Contains($"{nameof(Desk)}.{nameof(Desk.Fail)}", failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_before_the_first_wait_reaches_the_caller()
    {
        await using var host = await Start();

        var failure = await Assert.ThrowsAsync<RefusedException>(
            async () => await host.Grains.GetGrain<IDesk>("a").FailAtOnce("no"));

        Assert.Equal(8, failure.Number);
        Assert.Contains(nameof(Desk.FailAtOnce), failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_call_leaves_the_grain_as_it_is()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        await desk.Add(1);

        await Assert.ThrowsAsync<RefusedException>(() => desk.Fail("no"));

        Assert.Equal(2, await desk.Add(1));
    }

    [Fact]
    public async Task A_late_answer_is_a_timeout_and_the_grain_goes_on_to_its_end()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var work = desk.Work("slow");
        await host.Script.Reached("slow");

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TimeoutException>(() => work);
        var next = desk.Add(1).AsTask();
        host.Script.Open("slow");
        await next;

        Assert.Equal("end slow", host.Script.Diary[^1]);
    }

    [Fact]
    public async Task A_call_is_not_late_before_its_limit()
    {
        await using var host = await Start();
        var work = host.Grains.GetGrain<IDesk>("a").WorkAndTell("slow").AsTask();
        await host.Script.Reached("slow");

        host.Clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(work.IsCompleted);
        host.Script.Open("slow");

        Assert.Equal("slow", await work);
    }

    [Fact]
    public async Task A_method_may_have_a_timeout_of_its_own()
    {
        await using var host = await Start();
        var hurry = host.Grains.GetGrain<IDesk>("a").Hurry("slow");

        host.Clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<TimeoutException>(() => hurry);
    }

    [Fact]
    public async Task Deadlines_of_calls_made_later_are_later()
    {
        await using var host = await Start();
        var first = host.Grains.GetGrain<IDesk>("a").Work("1");
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        var second = host.Grains.GetGrain<IDesk>("b").WorkAndTell("2").AsTask();

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        host.Script.Open("2");

        Assert.Equal("2", await second);
    }

    [Fact]
    public async Task Cancelling_a_running_call_frees_the_caller_and_reaches_the_grain()
    {
        await using var host = await Start();
        using var stop = new CancellationTokenSource();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var call = desk.WaitFor("never", stop.Token);
        await host.Script.Reached("never");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, await desk.Add(1));
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_never_runs()
    {
        await using var host = await Start();
        using var stop = new CancellationTokenSource();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var work = desk.Work("hold");
        await host.Script.Reached("hold");
        var queued = desk.WaitFor("queued", stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        host.Script.Open("hold");
        await work;
        await desk.Add(1);

        Assert.DoesNotContain("start queued", host.Script.Diary);
    }

    [Fact]
    public async Task A_call_cancelled_before_it_is_made_never_runs()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => desk.WaitFor("early", new CancellationToken(canceled: true)));
        await desk.Add(1);

        Assert.Empty(host.Script.Diary);
    }

    [Fact]
    public async Task A_one_way_call_is_done_at_once_and_its_failure_is_only_logged()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");

        var notice = desk.Notice("bad");

        Assert.True(notice.IsCompletedSuccessfully);
        await host.Script.Noted("logged Error");
        Assert.Contains(host.Log.Lines, line => line.Contains("one-way call of Notice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_mailbox_refuses_at_once_and_serves_what_it_took()
    {
        await using var host = await Start(new HostSettings { MaxEnqueuedRequests = 10 });
        var desk = host.Grains.GetGrain<IDesk>("a");
        var work = desk.Work("hold");
        await host.Script.Reached("hold");

        var calls = Enumerable.Range(0, 30).Select(_ => desk.AddAsTask(1)).ToArray();
        var refused = calls.Where(call => call.IsFaulted).ToArray();
        Assert.Equal(20, refused.Length);
        host.Script.Open("hold");
        await work;

        foreach (var call in refused)
        {
            Assert.IsAssignableFrom<OrleansException>(
                await Assert.ThrowsAsync<LimitExceededException>(() => call));
        }

        Assert.Equal(Enumerable.Range(1, 10), await Task.WhenAll(calls.Except(refused)));
        Assert.Equal(11, await desk.Add(1));
    }

    [Fact]
    public async Task References_of_one_interface_are_equal_by_key()
    {
        await using var host = await Start();
        var one = host.Grains.GetGrain<IDesk>("a");
        var same = host.Grains.GetGrain<IDesk>("a");

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, host.Grains.GetGrain<IDesk>("b"));
        Assert.True(await one.IsSame(same));
    }

    [Fact]
    public async Task References_of_two_interfaces_are_not_equal()
    {
        await using var host = await Start();

        Assert.False(host.Grains.GetGrain<IDesk>("a").Equals(host.Grains.GetGrain<IDeskDrawer>("a")));
    }

    [Fact]
    public async Task A_reference_and_a_grain_know_their_key()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("key 1");

        Assert.Equal("key 1", desk.GetPrimaryKeyString());
        Assert.StartsWith("key 1,", await desk.WhoAmI(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_checked_at_the_caller()
    {
        await using var host = await Start();

        Assert.Throws<ArgumentNullException>(() => host.Grains.GetGrain<IDesk>(null!));
        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IDesk>(""));
        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IDesk>("  "));
    }

    [Fact]
    public async Task Two_interfaces_of_one_class_reach_one_activation()
    {
        await using var host = await Start();

        await host.Grains.GetGrain<IDesk>("a").Add(3);

        Assert.Equal(3, await host.Grains.GetGrain<IDeskDrawer>("a").Sum());
    }

    [Fact]
    public async Task A_class_is_chosen_by_its_name_if_there_are_several()
    {
        await using var host = await Start();

        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<ISign>("a"));
        Assert.Equal("red", await host.Grains.GetGrain<ISign>("a", typeof(RedSign).FullName).Colour());
        Assert.Equal("blue", await host.Grains.GetGrain<ISign>("a", typeof(BlueSign).FullName).Colour());
    }

    [Fact]
    public async Task An_interface_may_inherit_methods()
    {
        await using var host = await Start();
        var sign = host.Grains.GetGrain<ILitSign>("a");

        await sign.Light();

        Assert.Equal("green", await sign.Colour());
    }

    [Fact]
    public async Task A_stateless_worker_keeps_to_its_limit()
    {
        await using var host = await Start();
        var index = host.Grains.GetGrain<IIndex>(0);

        var calls = Enumerable.Range(0, 5).Select(i => index.Search($"{i}")).ToArray();
        await host.Script.Noted("searching", 2);
        for (var i = 0; i < 5; i++)
        {
            host.Script.Open($"{i}");
        }

        var inside = await Task.WhenAll(calls);
        Assert.Equal(2, inside.Max());
        Assert.Equal(5, host.Script.Count("searching"));
    }

    [Fact]
    public async Task The_answer_of_a_call_can_be_awaited_only_once()
    {
        await using var host = await Start();
        var answer = host.Grains.GetGrain<IDesk>("a").Add(1);
        await answer;

#pragma warning disable CA2012 // The mistake is what is tested.
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await answer);
#pragma warning restore CA2012
    }
}
