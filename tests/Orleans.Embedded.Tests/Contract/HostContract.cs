using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>Starting, stopping, and many callers at once.</summary>
public abstract class HostContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    [Fact]
    public async Task The_factory_works_outside_of_grains_as_soon_as_the_host_has_started()
    {
        await using var host = await Start();

        var factory = host.Services.GetRequiredService<IGrainFactory>();

        Assert.Equal(1, await factory.GetGrain<IDesk>("a").Add(1));
    }

    [Fact]
    public async Task Stopping_says_goodbye_to_every_grain()
    {
        await using var host = await Start();
        foreach (var key in new[] { "a", "b", "c" })
        {
            await host.Grains.GetGrain<IGuest>(key).Stay();
        }

        await host.Stop(Cancel);

        Assert.Equal(
            ["left a: ShuttingDown", "left b: ShuttingDown", "left c: ShuttingDown"],
            host.Script.Diary.Where(line => line.StartsWith("left", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Stopping_waits_for_the_work_in_hand()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var work = desk.Work("hold");
        var queued = desk.AddAsTask(1);
        await host.Script.Reached("hold");

        var stop = host.Stop(Cancel);
        Assert.False(stop.IsCompleted);
        host.Script.Open("hold");
        await work;
        Assert.Equal(1, await queued);
        await stop;

        Assert.Equal("a left: ShuttingDown", host.Script.Diary[^1]);
    }

    [Fact]
    public async Task A_stop_that_may_not_wait_gives_up()
    {
        await using var host = await Start();
        var work = host.Grains.GetGrain<IDesk>("a").Work("hold");
        await host.Script.Reached("hold");

        await host.Stop(new CancellationToken(canceled: true));

        Assert.False(work.IsCompleted);
        Assert.Contains(host.Log.Lines, line => line.Contains("had not ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_stop_calls_are_refused()
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        await desk.Add(1);
        await host.Stop(Cancel);

        await Assert.ThrowsAnyAsync<OrleansException>(async () => await desk.Add(1));
        await Assert.ThrowsAnyAsync<OrleansException>(() => desk.AddAsTask(1));
        await Assert.ThrowsAnyAsync<OrleansException>(async () => await host.Grains.GetGrain<IDesk>("b").Add(1));
        await Assert.ThrowsAnyAsync<OrleansException>(() => host.Grains.GetGrain<IIndex>(0).Search("x"));
        Assert.True(desk.Notice("x").IsCompletedSuccessfully);
    }

    [Fact]
    public async Task No_call_is_lost_and_no_two_grains_of_a_key_live_while_grains_come_and_go()
    {
        await using var host = await Start();
        var keys = Enumerable.Range(0, 8).Select(i => $"{i}").ToArray();

        async Task Caller(int seed)
        {
            var chance = new Random(seed);
            for (var i = 0; i < 500; i++)
            {
                await host.Grains.GetGrain<ITeller>(keys[chance.Next(keys.Length)]).Pay(leave: chance.Next(10) == 0);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => Task.Run(() => Caller(seed), Cancel)));

        var vault = host.Services.GetRequiredService<Vault>();
        Assert.Equal(16 * 500, keys.Sum(vault.Paid));
        Assert.Equal(0, vault.Overlaps);
        Assert.True(vault.Openings > keys.Length);
    }

    [Fact]
    public async Task No_call_is_lost_while_a_grain_leaves_after_every_call()
    {
        await using var host = await Start();

        async Task Caller()
        {
            for (var i = 0; i < 4_000; i++)
            {
                await host.Grains.GetGrain<ITeller>("a").Pay(leave: true);
            }
        }

        await Task.WhenAll(Task.Run(Caller, Cancel), Task.Run(Caller, Cancel), Task.Run(Caller, Cancel));

        var vault = host.Services.GetRequiredService<Vault>();
        Assert.Equal((3 * 4_000, 0), (vault.Paid("a"), vault.Overlaps));
    }

    [Fact]
    public async Task Answers_do_not_get_mixed_up_when_many_give_up()
    {
        await using var host = await Start();

        async Task Caller(int seed)
        {
            var chance = new Random(seed);
            for (var i = 0; i < 300; i++)
            {
                using var stop = new CancellationTokenSource();
                var echo = host.Grains.GetGrain<ITeller>($"{chance.Next(4)}").Echo((seed * 1_000) + i, stop.Token);
                if (chance.Next(3) == 0)
                {
                    await stop.CancelAsync();
                }

                try
                {
                    Assert.Equal((seed * 1_000) + i, await echo);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(stop.IsCancellationRequested);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => Task.Run(() => Caller(seed), Cancel)));
    }
}
