using Twin.Grains.Homes;

namespace Twin.Grains.Tests.Homes;

public class HoldsTests
{
    private readonly Holds _holds = new(TimeProvider.System);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task News_ends_every_hold()
    {
        var (first, second) = (_holds.Wait(Cancel), _holds.Wait(Cancel));

        _holds.EndBeat(news: true);

        await Task.WhenAll(first, second);
        Assert.False(_holds.Any);
    }

    [Fact]
    public async Task Without_news_a_hold_lasts_two_seconds_of_beats()
    {
        var hold = _holds.Wait(Cancel);
        for (var beat = 1; beat < Holds.BeatsMax; beat++)
        {
            _holds.EndBeat(news: false);
        }

        Assert.True(_holds.Any);
        Assert.False(hold.IsCompleted);
        _holds.EndBeat(news: false);
        await hold;
        Assert.Equal(TimeSpan.FromSeconds(2), Beat.Pause * Holds.BeatsMax);
    }

    [Fact]
    public async Task A_later_hold_outlasts_an_earlier_one()
    {
        var early = _holds.Wait(Cancel);
        _holds.EndBeat(news: false);
        var late = _holds.Wait(Cancel);
        for (var beat = 1; beat < Holds.BeatsMax; beat++)
        {
            _holds.EndBeat(news: false);
        }

        await early;
        Assert.False(late.IsCompleted);
    }

    [Fact]
    public async Task A_watcher_that_leaves_is_not_held()
    {
        using var leaving = new CancellationTokenSource();
        var hold = _holds.Wait(leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hold);
    }

    [Fact]
    public async Task An_activation_that_beats_no_more_lets_go_by_the_clock()
    {
        var holds = new Holds(new Stage.FastTime(speed: 400, Stage.Town.Morning));

        await holds.Wait(Cancel);

        Assert.True(holds.Any);
    }
}
