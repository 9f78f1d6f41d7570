using Twin.EventLog.Postgres;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Who waits for a call can give up waiting, whatever the call does.</summary>
public sealed class LaneTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_without_an_end_does_not_hold_up_who_waits_and_the_lane_cleans_up_after_it()
    {
        using var hang = new ManualResetEventSlim();
        var cleaned = new TaskCompletionSource();
        var lane = new Lane();
        Assert.Throws<TimeoutException>(() => lane.Do(
            () =>
            {
                hang.Wait(Cancel);
                return 1;
            },
            Soon));
        lane.Leave(cleaned.SetResult);
        Assert.False(cleaned.Task.IsCompleted);
        hang.Set();
        await cleaned.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task Calls_are_done_in_turn_and_each_tells_its_own_answer_or_failure()
    {
        var lane = new Lane();
        var done = 0;
        var calls = Enumerable.Range(0, 20).Select(i => lane.Begin(
            () => i % 2 == 0 ? i : throw new InvalidOperationException($"{i}"),
            () => Interlocked.Increment(ref done))).ToArray();
        for (var i = 0; i < calls.Length; i++)
        {
            if (i % 2 == 0)
            {
                Assert.Equal(i, await calls[i]);
            }
            else
            {
                var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => calls[i]);
                Assert.Equal($"{i}", failure.Message);
            }
        }

        lane.End(() => done += 100, Long);
        Assert.Equal(120, done);
        Assert.Throws<ObjectDisposedException>(() => lane.Leave(() => done++));
    }
}
