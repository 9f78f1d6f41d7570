using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>The long poll that carries the city's screens.</summary>
public abstract class FrameContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_stranger_gets_the_whole_at_once()
    {
        await using var host = await Start();

        var frame = await host.Grains.GetGrain<IBoard>("a").NextFrame(Guid.Empty, 7, Cancel);

        Assert.True(frame.Whole);
        Assert.NotEqual(Guid.Empty, frame.Epoch);
    }

    [Fact]
    public async Task A_watcher_gets_the_news_with_the_next_beat()
    {
        await using var host = await Start();
        var board = host.Grains.GetGrain<IBoard>("a");
        var first = await board.NextFrame(Guid.Empty, 0, Cancel);

        var next = board.NextFrame(first.Epoch, first.Version, Cancel);
        await board.Write("news");
        Assert.False(next.IsCompleted);
        host.Clock.Advance(Beat);

        Assert.Equal(new Frame(first.Epoch, 1, Whole: false, "news"), await next);
    }

    [Fact]
    public async Task Without_news_the_answer_is_empty_after_two_seconds()
    {
        await using var host = await Start();
        var board = host.Grains.GetGrain<IBoard>("a");
        var first = await board.NextFrame(Guid.Empty, 0, Cancel);

        var next = board.NextFrame(first.Epoch, first.Version, Cancel);
        for (var beats = 1; beats <= 20; beats++)
        {
            Assert.False(next.IsCompleted);
            host.Clock.Advance(Beat);
            await board.Settle();
        }

        Assert.Equal(new Frame(first.Epoch, first.Version, Whole: false, null), await next);
    }

    [Fact]
    public async Task Watchers_hold_up_neither_calls_nor_each_other()
    {
        await using var host = await Start();
        var board = host.Grains.GetGrain<IBoard>("a");
        var first = await board.NextFrame(Guid.Empty, 0, Cancel);

        var watchers = Enumerable.Range(0, 50)
            .Select(_ => board.NextFrame(first.Epoch, first.Version, Cancel)).ToArray();
        await board.Write("news");
        host.Clock.Advance(Beat);

        Assert.All(await Task.WhenAll(watchers), frame => Assert.Equal("news", frame.Body));
    }

    [Fact]
    public async Task A_held_answer_keeps_the_grain_and_its_timer()
    {
        await using var host = await Start(new HostSettings
        {
            CollectionAge = TimeSpan.FromSeconds(1.5),
            CollectionQuantum = TimeSpan.FromSeconds(1),
        });
        var board = host.Grains.GetGrain<IBoard>("a");
        var frame = await board.NextFrame(Guid.Empty, 0, Cancel);

        for (var round = 0; round < 5; round++)
        {
            var next = board.NextFrame(frame.Epoch, frame.Version, Cancel);
            while (!next.IsCompleted)
            {
                await Task.WhenAny(next, host.Clock.Due(Beat));
                host.Clock.Advance(Beat);
            }

            Assert.Equal(frame.Epoch, (await next).Epoch);
        }
    }

    [Fact]
    public async Task A_watcher_that_goes_is_let_go()
    {
        await using var host = await Start();
        using var gone = new CancellationTokenSource();
        var board = host.Grains.GetGrain<IBoard>("a");
        var first = await board.NextFrame(Guid.Empty, 0, Cancel);
        var next = board.NextFrame(first.Epoch, first.Version, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.True((await board.NextFrame(Guid.Empty, 0, Cancel)).Whole);
    }
}
