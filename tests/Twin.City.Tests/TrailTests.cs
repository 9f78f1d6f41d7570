namespace Twin.City.Tests;

public sealed class TrailTests
{
    [Fact]
    public void A_trail_keeps_its_order_and_its_older_states()
    {
        var one = default(Trail<string>).Add("a");
        var two = one.Add("b");
        var other = one.Add("c").Add("d");

        Assert.Equal(["a"], one.Items);
        Assert.Equal(["a", "b"], two.Items);
        Assert.Equal(["a", "c", "d"], other.Items);
        Assert.Equal(3, other.Count);
    }

    [Fact]
    public void The_newest_item_can_be_another_one()
    {
        var trail = default(Trail<int>).Add(1).Add(2);

        Assert.Equal([1, 3], trail.WithLast(3).Items);
        Assert.Equal([1, 2], trail.Items);
    }

    [Fact]
    public void An_empty_trail_has_no_newest_item_to_replace()
    {
        var trail = default(Trail<int>);

        Assert.True(trail.IsEmpty);
        Assert.Empty(trail.Items);
        Assert.Throws<InvalidOperationException>(() => trail.WithLast(1));
    }
}
