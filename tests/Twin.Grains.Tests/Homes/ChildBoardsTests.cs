using Twin.City.Boards;
using Twin.Grains.Homes;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

public class ChildBoardsTests
{
    private readonly ChildBoards _children = new([Town.East1, Town.East2]);

    [Fact]
    public void A_new_board_replaces_the_old_one_in_the_sum()
    {
        _children.Put(Town.East1, "e", 1, new Board { Open = 3, Facts = 3 });
        _children.Put(Town.East2, "e", 1, new Board { Open = 2, Facts = 2 });
        _children.Put(Town.East1, "e", 2, new Board { Open = 1, Facts = 5 });

        Assert.Equal((3, 7), (_children.Sum.Open, _children.Sum.Facts));
    }

    [Fact]
    public void An_older_version_of_an_epoch_is_passed_over()
    {
        _children.Put(Town.East1, "e", 2, new Board { Open = 1, Facts = 5 });
        _children.Put(Town.East1, "e", 1, new Board { Open = 3, Facts = 3 });

        Assert.Equal(1, _children.Sum.Open);
    }

    [Fact]
    public void The_late_board_of_an_activation_that_is_gone_is_passed_over()
    {
        _children.Put(Town.East1, "new", 1, new Board { Open = 1, Facts = 5 });
        _children.Put(Town.East1, "old", 9, new Board { Open = 3, Facts = 4 });
        Assert.Equal(1, _children.Sum.Open);

        _children.Put(Town.East1, "newer", 1, new Board { Open = 2, Facts = 6 });
        Assert.Equal(2, _children.Sum.Open);
    }

    [Fact]
    public void An_answer_that_was_overtaken_is_passed_over()
    {
        _children.Put(Town.East1, "e", 1, new Board { Open = 1, Facts = 5 });
        _children.Put(Town.East1, new Board { Open = 3, Facts = 4 });

        Assert.Equal(1, _children.Sum.Open);
    }

    [Fact]
    public void An_answer_of_another_activation_that_knows_more_is_not_undone()
    {
        _children.Put(Town.East1, "e", 1, new Board { Facts = 5 });
        _children.Put(Town.East1, new Board { Facts = 9 });
        _children.Put(Town.East1, "e", 2, new Board { Facts = 6 });
        Assert.Equal(9, _children.Sum.Facts);

        _children.Put(Town.East1, "e", 3, new Board { Facts = 10 });
        Assert.Equal(10, _children.Sum.Facts);
    }

    [Fact]
    public void A_child_that_woke_up_smaller_after_a_change_of_the_map_is_believed()
    {
        _children.Put(Town.East1, "e", 1, new Board { Facts = 9 });
        _children.Put(Town.East1, "other", 1, new Board { Facts = 4 }, isReshaped: true);

        Assert.Equal(4, _children.Sum.Facts);
    }

    [Fact]
    public void A_stranger_is_no_child()
    {
        _children.Put(Town.West1, "e", 1, new Board { Open = 1 });

        Assert.Equal(0, _children.Sum.Open);
    }

    [Fact]
    public void Only_changed_boards_are_told()
    {
        _children.Put(Town.East1, "e", 1, new Board { Open = 1 });
        _children.Put(Town.East2, "e", 1, default);

        Assert.Equal(Town.East1, Assert.Single(_children.TakeChanges()).Child);
        Assert.Empty(_children.TakeChanges());
    }

    [Fact]
    public void A_child_whose_figures_age_and_that_did_not_tell_this_minute_is_stale()
    {
        _children.Put(Town.East1, "e", 1, new Board { Open = 1, AsOfMinute = 7 });
        _children.Put(Town.East2, "e", 1, new Board { Closed = 1, AsOfMinute = 2 });

        Assert.Equal([Town.East1], _children.Stale(8));
        Assert.Empty(_children.Stale(7));
        _children.Put(Town.East2, "e", 2, new Board { HeatMicros = 1, AsOfMinute = 7 });
        Assert.Equal([Town.East1, Town.East2], _children.Stale(8));
    }
}
