using Twin.EventLog.Commits;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Who waits for the head, and the cache of stream ends.</summary>
public class HeadSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_is_woken_by_the_first_head_beyond_its_position()
    {
        var signal = new HeadSignal(At(0));
        var waiting = Enumerable.Range(0, 5).Select(i => signal.WaitBeyond(i, Cancel).AsTask()).ToArray();
        signal.Move(At(3));
        await Task.WhenAll(waiting[..3]);
        Assert.DoesNotContain(waiting[3..], one => one.IsCompleted);
        signal.Move(At(9));
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Who_leaves_disturbs_nobody_else()
    {
        var signal = new HeadSignal(At(0));
        using var leaving = new CancellationTokenSource();
        var gone = signal.WaitBeyond(0, leaving.Token).AsTask();
        var stays = signal.WaitBeyond(0, Cancel).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        signal.Move(At(1));
        await stays;
    }

    [Fact]
    public async Task A_closed_signal_tells_those_who_wait_and_those_who_come()
    {
        var signal = new HeadSignal(At(5));
        var waiting = signal.WaitBeyond(5, Cancel).AsTask();
        signal.Close(new ObjectDisposedException("log"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await signal.WaitBeyond(5, Cancel));
        await signal.WaitBeyond(4, Cancel);
    }

    [Fact]
    public async Task No_wait_is_lost_while_the_head_moves()
    {
        var signal = new HeadSignal(At(0));
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var position = 0L; position < 5_000; position++)
                {
                    await signal.WaitBeyond(position, Cancel);
                    Assert.True(signal.Head.Position > position);
                }
            },
            Cancel)).ToArray();
        for (var position = 1; position <= 5_000; position++)
        {
            signal.Move(At(position));
        }

        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_stream_in_use_stays_cached_and_one_long_unused_is_read_again()
    {
        var cache = new StreamCache(most: 4);
        var loads = new List<string>();
        StreamHead Get(string stream)
        {
            var head = cache.Get(stream, name =>
            {
                loads.Add(name);
                return new StreamHead();
            });
            cache.Trim();
            return head;
        }

        var busy = Get("busy");
        foreach (var other in new[] { "a", "b", "c", "d", "e", "f" })
        {
            Get(other);
            Assert.Same(busy, Get("busy"));
        }

        Get("a");
        Assert.Equal(["busy", "a", "b", "c", "d", "e", "f", "a"], loads);
    }

    private static LogHead At(long position) => new(position, position, "");
}
