using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Engine;
using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Hosting;

/// <summary>Deadlines and cancellation by the system's clock, which the engine looks at in beats.</summary>
public sealed class RealClockTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task A_late_answer_is_a_timeout_and_never_an_early_one()
    {
        await using var host = await Start(Short);
        var desk = host.Grains.GetGrain<IDesk>("a");
        await desk.Add(1);

        for (var i = 0; i < 3; i++)
        {
            var before = Stopwatch.GetTimestamp();
            await Assert.ThrowsAsync<TimeoutException>(() => desk.Peek($"never {i}"));
            Assert.True(Stopwatch.GetElapsedTime(before) >= Short);
        }
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_never_runs()
    {
        await using var host = await Start(TimeSpan.FromMinutes(1));
        using var stop = new CancellationTokenSource();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var work = desk.Work("hold");
        await host.Script.Reached("hold");
        var queued = desk.WaitFor("queued", stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        host.Script.Open("hold");
        await work;

        Assert.DoesNotContain("start queued", host.Script.Diary);
    }

    [Fact]
    public async Task Cancelling_frees_the_caller_while_the_grain_holds_its_thread()
    {
        await using var host = await Start(TimeSpan.FromMinutes(1));
        using var stop = new CancellationTokenSource();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var holding = desk.HoldThread("hold", stop.Token);
        var behind = desk.WaitFor("behind", stop.Token);
        await host.Script.Reached("hold");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind);
        host.Script.Open("hold");
        await desk.Add(1);

        Assert.DoesNotContain("start behind", host.Script.Diary);
    }

    [Fact]
    public async Task A_token_may_serve_one_call_after_the_other()
    {
        await using var host = await Start(TimeSpan.FromMinutes(1));
        using var stop = new CancellationTokenSource();
        var desk = host.Grains.GetGrain<IDesk>("a");
        host.Script.Open("open");
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(1, await desk.WaitFor("open", stop.Token));
        }

        var last = desk.WaitFor("never", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
    }

    [Fact]
    public void This_runtime_lets_a_mailbox_stand_in_for_a_scheduler_without_a_task() =>
        Assert.True(TurnThread.CanStandIn);

    private static Task<TestHost> Start(TimeSpan timeout) => ThreadPoolDriver.Start(
        new HostSettings { ResponseTimeout = timeout },
        static services => services.AddSingleton<TurnRunner>(new ThreadPoolRunner(TimeProvider.System)));
}
