using Twin.City;
using Twin.City.Cases;
using Twin.City.Posts;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Posts;

public class PostTasksTests
{
    private static readonly PostId Here = Town.Seat(Town.East1);
    private static readonly PostId There = Town.Seat(Town.East2);

    private readonly PostTasks _tasks = new(Here);
    private long _position;

    [Fact]
    public void An_order_to_the_seat_is_a_task()
    {
        Happens(new CaseEvent.Dispatched(Here, null, "o-1", null));

        var task = Assert.Single(_tasks.Open);
        Assert.Equal(("o-1", TaskKind.Handle, false, false), (task.Offer, task.Kind, task.Accepted, task.Arrived));
        Assert.True(_tasks.Has(new CaseId("c")));
    }

    [Fact]
    public void An_offer_that_another_seat_took_is_over()
    {
        Happens(new CaseEvent.Dispatched(Here, null, "o-1", null));
        Happens(new CaseEvent.Accepted(There, null, "o-2", null));

        Assert.Equal((0, false), (_tasks.Count, _tasks.Has(new CaseId("c"))));
    }

    [Fact]
    public void An_offer_that_expired_is_over()
    {
        Happens(new CaseEvent.Dispatched(Here, null, "o-1", null));
        Happens(new CaseEvent.OfferExpired("o-1", Here));

        Assert.Empty(_tasks.Open);
    }

    [Fact]
    public void A_new_offer_of_the_same_kind_replaces_the_old_one()
    {
        Happens(new CaseEvent.Offered(Here, TaskKind.Handle, "o-1", null));
        Happens(new CaseEvent.Offered(Here, TaskKind.Handle, "o-2", null));

        Assert.Equal("o-2", Assert.Single(_tasks.Open).Offer);
        Assert.Equal(1, _tasks.Count);
    }

    [Fact]
    public void Only_who_accepted_arrives()
    {
        Happens(new CaseEvent.Dispatched(Here, null, "o-1", null));
        Happens(new CaseEvent.Arrived(Here));
        Assert.False(Assert.Single(_tasks.Open).Arrived);

        Happens(new CaseEvent.Accepted(Here, null, "o-1", null));
        Happens(new CaseEvent.Arrived(There));
        Assert.False(Assert.Single(_tasks.Open).Arrived);

        Happens(new CaseEvent.Arrived(Here));
        Assert.True(Assert.Single(_tasks.Open).Arrived);
    }

    [Fact]
    public void What_is_handled_leaves_the_seat_and_its_check_comes_to_it_alone()
    {
        Happens(new CaseEvent.Dispatched(Here, null, "o-1", null));
        Happens(new CaseEvent.Accepted(Here, null, "o-1", null));
        Happens(new CaseEvent.Handled(Here, null, null, null));
        Assert.Empty(_tasks.Open);

        Happens(new CaseEvent.CheckOpened(Here, "o-2"), "other");
        Assert.Equal(TaskKind.Check, Assert.Single(_tasks.Open).Kind);
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("voided")]
    [InlineData("passed")]
    public void The_end_of_a_case_ends_its_tasks_and_no_others(string end)
    {
        Happens(new CaseEvent.Dispatched(Here, null, "o-1", null), "a");
        Happens(new CaseEvent.Dispatched(Here, null, "o-2", null), "b");

        Happens(
            end switch
            {
                "closed" => new CaseEvent.Closed(),
                "voided" => new CaseEvent.Voided("Test"),
                _ => new CaseEvent.CheckPassed(There, null),
            },
            "a");

        Assert.Equal("b", Assert.Single(_tasks.Open).Case.Value);
    }

    [Fact]
    public void The_oldest_offer_comes_first()
    {
        Happens(new CaseEvent.Dispatched(Here, null, "z", null), "late-name");
        Happens(new CaseEvent.Dispatched(Here, null, "a", null), "early-name");

        Assert.Equal(["z", "a"], _tasks.Open.Select(task => task.Offer));
    }

    private void Happens(CaseEvent happened, string id = "c") => _tasks.Apply(
        new Committed(new CaseId(id), 1, ++_position, [], Town.Morning.AddSeconds(_position), null, happened));
}
