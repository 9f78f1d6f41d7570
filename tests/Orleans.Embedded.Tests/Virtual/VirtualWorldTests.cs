using Orleans.Embedded.Engine.Virtual;

namespace Orleans.Embedded.Tests.Virtual;

/// <summary>One thread, one seed, a clock that jumps.</summary>
public sealed class VirtualWorldTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_runs_ready_work_in_the_same_order()
    {
        Assert.Equal(OrderOf(seed: 1), OrderOf(seed: 1));
        Assert.NotEqual(OrderOf(seed: 1), OrderOf(seed: 2));
    }

    [Fact]
    public void The_clock_jumps_from_due_moment_to_due_moment()
    {
        var world = new VirtualWorld(1, Morning);
        var time = new Realm(world).Time;
        var fired = new List<string>();
        void Note(object? name) => fired.Add($"{name} at {(world.Now - Morning).TotalSeconds}");

        using var late = time.CreateTimer(Note, "late", TimeSpan.FromSeconds(9), Timeout.InfiniteTimeSpan);
        using var often = time.CreateTimer(Note, "often", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        using var never = time.CreateTimer(Note, "never", TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        world.RunUntil(Morning.AddSeconds(12));

        Assert.Equal(["often at 2", "often at 6", "late at 9", "often at 10"], fired);
        Assert.Equal(Morning.AddSeconds(12), world.Now);
    }

    [Fact]
    public void Awaits_of_a_flow_stay_in_its_realm_whatever_completes_them()
    {
        var world = new VirtualWorld(1, Morning);
        var realm = new Realm(world);
        var door = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var threads = new HashSet<int>();

        var flow = realm.Start(async () =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Delay(TimeSpan.FromHours(1), realm.Time, TestContext.Current.CancellationToken);
            threads.Add(Environment.CurrentManagedThreadId);
            await door.Task;
            threads.Add(Environment.CurrentManagedThreadId);
        });
        world.RunUntil(Morning.AddHours(2));
        door.SetResult();
        world.RunUntil(Morning.AddHours(3));

        Assert.True(flow.IsCompletedSuccessfully);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
        Assert.Equal(0, world.Escaped);
    }

    [Fact]
    public void A_crashed_realm_does_nothing_more()
    {
        var world = new VirtualWorld(1, Morning);
        var realm = new Realm(world);
        var lines = new List<string>();

        realm.Start(async () =>
        {
            lines.Add("before");
            await Task.Delay(TimeSpan.FromSeconds(2), realm.Time, TestContext.Current.CancellationToken);
            lines.Add("after");
        });
        world.RunUntil(Morning.AddSeconds(1));
        realm.Crash();
        world.RunUntil(Morning.AddSeconds(9));

        Assert.Equal(["before"], lines);
    }

    private static List<int> OrderOf(int seed)
    {
        var world = new VirtualWorld(seed, Morning);
        var realm = new Realm(world);
        var order = new List<int>();
        for (var i = 0; i < 20; i++)
        {
            var own = i;
            realm.Start(() =>
            {
                order.Add(own);
                return Task.CompletedTask;
            });
        }

        world.RunUntil(Morning);
        return order;
    }
}
