using Twin.EventLog.Commits;

namespace Twin.EventLog.Tests.Logs;

/// <summary>The bounded queue before a writer thread.</summary>
public class WriteQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_added_is_written_in_order_and_at_most_so_many_at_once()
    {
        var groups = new List<int[]>();
        var queue = Queue(most: 100, together: 4, write: taken => groups.Add([.. taken]));
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(queue.TryAdd(i));
        }

        queue.Start();
        await queue.End();
        Assert.Equal(Enumerable.Range(0, 10), groups.SelectMany(group => group));
        Assert.All(groups, group => Assert.InRange(group.Length, 1, 4));
    }

    [Fact]
    public async Task A_full_queue_says_so_and_takes_again_when_there_is_room()
    {
        var queue = Queue(most: 2, together: 10, write: _ => { });
        Assert.Null(queue.TryAdd(1));
        Assert.Null(queue.TryAdd(2));
        Assert.IsType<LogFullException>(queue.TryAdd(3));
        queue.Start();
        await queue.End();
        Assert.IsType<LogBrokenException>(queue.TryAdd(4));
    }

    [Fact]
    public async Task A_failing_write_stops_the_queue_and_names_itself()
    {
        IReadOnlyList<int> left = [];
        var failure = new InvalidOperationException("the disk is gone");
        var queue = new WriteQueue<int>("test writer", 10, new WriteWork<int>(
            1, _ => throw failure, _ => { }, (waiting, _) => left = [.. waiting]));
        Assert.Null(queue.TryAdd(1));
        Assert.Null(queue.TryAdd(2));
        queue.Start();
        await queue.End();
        Assert.Equal([2], left);
        Assert.Same(failure, queue.StoppedBy);
        Assert.Same(failure, queue.TryAdd(3)!.InnerException);
    }

    [Fact]
    public async Task Waking_asks_for_upkeep_though_nothing_was_added()
    {
        var kept = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var rounds = 0;
        var queue = new WriteQueue<int>("test writer", 10, new WriteWork<int>(
            10,
            _ => { },
            idle =>
            {
                Assert.True(idle);
                if (++rounds == 2)
                {
                    kept.TrySetResult();
                }
            },
            (_, _) => { }));
        queue.Start();
        queue.Wake();
        await kept.Task.WaitAsync(Cancel);
        await queue.End();
    }

    [Fact]
    public async Task Nothing_is_lost_between_many_callers_and_the_end()
    {
        var (written, refused) = (0, 0);
        var queue = Queue(most: 100_000, together: 64, write: taken => written += taken.Count);
        queue.Start();
        var adding = Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 2_000; i++)
                {
                    if (queue.TryAdd(i) is not null)
                    {
                        Interlocked.Increment(ref refused);
                    }
                }
            },
            Cancel)).ToArray();
        await adding[0];
        await queue.End();
        await Task.WhenAll(adding);
        Assert.Equal(8 * 2_000, written + refused);
    }

    private static WriteQueue<int> Queue(int most, int together, Action<List<int>> write) =>
        new("test writer", most, new WriteWork<int>(together, write, _ => { }, (_, _) => { }));
}
