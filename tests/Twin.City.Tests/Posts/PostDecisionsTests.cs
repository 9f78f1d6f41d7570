using Twin.City.Posts;

namespace Twin.City.Tests.Posts;

public class PostDecisionsTests
{
    private static readonly PostState Seated = PostState.Empty.After(new PostEvent.SignedOn("a-north"));

    [Fact]
    public void A_worker_takes_an_empty_seat()
    {
        var happened = Assert.Single(PostDecisions.SignOn(PostState.Empty, Town.NorthWorker).Happened);

        Assert.Equal(new PostEvent.SignedOn("a-north"), happened);
        Assert.True(PostState.Empty.After(happened).OnDuty);
    }

    [Fact]
    public void Nobody_else_takes_a_seat_that_is_taken()
    {
        Assert.Equal("SeatTaken", PostDecisions.SignOn(Seated, Town.SouthWorker).Refusal?.Code);
        Assert.Equal("NotSeated", PostDecisions.SignOff(Seated, Town.SouthWorker).Refusal?.Code);
        Assert.Equal("NotAllowed", PostDecisions.SignOn(PostState.Empty, Town.Receiver).Refusal?.Code);
    }

    [Fact]
    public void Taking_or_leaving_twice_stores_nothing()
    {
        Assert.Equal((0, null), Count(PostDecisions.SignOn(Seated, Town.NorthWorker)));
        Assert.Equal((0, null), Count(PostDecisions.SignOff(PostState.Empty, Town.NorthWorker)));
    }

    [Fact]
    public void The_worker_or_the_end_of_the_shift_frees_the_seat()
    {
        foreach (var by in new[] { Town.NorthWorker, Actor.System })
        {
            var happened = Assert.Single(PostDecisions.SignOff(Seated, by).Happened);
            Assert.False(Seated.After(happened).OnDuty);
        }
    }

    private static (int Facts, Refusal? Refusal) Count(Decision<PostEvent> decision) =>
        (decision.Happened.Length, decision.Refusal);
}
