using Twin.City.Posts;

namespace Twin.City.Tests.Posts;

public sealed class TakenSeatsTests
{
    [Fact]
    public void A_seat_is_taken_by_the_last_who_sat_down_until_that_one_stands_up()
    {
        var (seats, post) = (new TakenSeats(), new PostId("P1"));

        seats.Apply(post, new PostEvent.SignedOn("a"));
        seats.Apply(post, new PostEvent.SignedOn("b"));
        seats.Apply(post, new PostEvent.SignedOff("a"));
        Assert.Equal([post], seats.Posts);

        seats.Apply(post, new PostEvent.SignedOff("b"));
        Assert.Empty(seats.Posts);
    }
}
