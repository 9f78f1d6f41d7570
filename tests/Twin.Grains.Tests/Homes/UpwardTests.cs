using Twin.City.Boards;
using Twin.Grains.Feeds;
using Twin.Grains.Homes;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

public class UpwardTests
{
    private readonly List<(long Version, Board Board)> _sent = [];
    private readonly List<Exception> _failures = [];
    private readonly Upward _upward;
    private readonly FastTime _time = new(speed: 1, Town.Morning);
    private TaskCompletionSource _parent = new();

    public UpwardTests() => _upward = new Upward(
        (version, board) =>
        {
            _sent.Add((version, board));
            return _parent.Task;
        },
        _failures.Add,
        _time);

    [Fact]
    public void A_changed_board_goes_up_at_once()
    {
        _upward.Offer(new Board { Open = 1 });

        Assert.Equal([(1, new Board { Open = 1 })], _sent);
    }

    [Fact]
    public void One_is_in_flight_and_only_the_newest_waits()
    {
        for (var open = 1; open <= 5; open++)
        {
            _upward.Offer(new Board { Open = open });
        }

        Answer();

        Assert.Equal([1, 5], _sent.Select(one => one.Board.Open));
        Assert.Equal([1L, 2L], _sent.Select(one => one.Version));
    }

    [Fact]
    public void The_same_board_is_not_sent_twice()
    {
        Answer();
        _upward.Offer(new Board { Open = 1 });
        _upward.Offer(new Board { Open = 1 });

        Assert.Single(_sent);
    }

    [Fact]
    public void An_empty_board_that_the_parent_assumes_is_not_sent()
    {
        _upward.Offer(default);

        Assert.Empty(_sent);
    }

    [Fact]
    public void A_board_that_failed_is_stuck_until_the_next_try()
    {
        _upward.Offer(new Board { Open = 1 });
        Assert.False(_upward.Stuck);

        var failing = _parent;
        _parent = new TaskCompletionSource();
        failing.SetException(new TimeoutException());
        Assert.True(_upward.Stuck);
        Assert.IsType<TimeoutException>(Assert.Single(_failures));

        Answer();
        _upward.Retry();
        Assert.False(_upward.Stuck);
        Assert.Equal([1, 1], _sent.Select(one => one.Board.Open));
    }

    [Fact]
    public void A_board_with_a_young_fact_is_sent_again_for_another_parent_of_the_same_key()
    {
        Answer();
        _upward.Offer(new Board { Facts = 1 });
        _upward.Echo();
        Assert.Single(_sent);

        _time.Jump(Echoes.Every);
        _upward.Echo();
        _upward.Echo();

        Assert.Equal([(1, new Board { Facts = 1 }), (2, new Board { Facts = 1 })], _sent);
        Assert.True(_upward.Echoes);
    }

    [Fact]
    public void An_old_board_and_one_that_time_alone_changed_are_not_sent_again()
    {
        Answer();
        _upward.Offer(new Board { Facts = 1 });
        _time.Jump(Echoes.Until);
        _upward.Offer(new Board { Facts = 1, AsOfMinute = 2 });
        _time.Jump(Echoes.Every);
        _upward.Echo();

        Assert.Equal(2, _sent.Count);
        Assert.False(_upward.Echoes);
    }

    /// <summary>The parent takes what is in flight, and from now on at once.</summary>
    private void Answer() => _parent.SetResult();
}
