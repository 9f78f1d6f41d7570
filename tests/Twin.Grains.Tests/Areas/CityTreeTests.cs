using Twin.City;
using Twin.Grains.Areas;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Areas;

public class CityTreeTests
{
    private readonly CityTree _tree = new(Town.Build());

    [Fact]
    public void The_tree_knows_parents_children_and_seats()
    {
        Assert.Equal(Town.City, _tree.Root);
        Assert.Equal([Town.East, Town.West], _tree.ChildrenOf(Town.Street));
        Assert.Equal(Town.Street, _tree.ParentOf(Town.East));
        Assert.Null(_tree.ParentOf(Town.City));
        Assert.Equal([Town.Seat(Town.East1)], _tree.PostsOf(Town.East1));
        Assert.Equal((200, 0), (_tree.HouseholdsOf(Town.East1), _tree.HouseholdsOf(Town.East)));
    }

    [Fact]
    public void A_home_that_is_none_has_nothing()
    {
        var nowhere = new HomeId("nowhere");

        Assert.False(_tree.Knows(nowhere));
        Assert.False(_tree.IsGrid(nowhere));
        Assert.Null(_tree.ParentOf(nowhere));
        Assert.Empty(_tree.ChildrenOf(nowhere));
        Assert.Empty(_tree.PostsOf(nowhere));
        Assert.Equal("000000", _tree.DistrictCodeOf(nowhere));
    }

    [Theory]
    [InlineData("city", "west-2", true)]
    [InlineData("east", "east-1", true)]
    [InlineData("east-1", "east-1", true)]
    [InlineData("east-1", "east", false)]
    [InlineData("west", "east-1", false)]
    [InlineData("city", "nowhere", false)]
    public void An_area_covers_itself_and_what_lies_in_it(string outer, string inner, bool covers) =>
        Assert.Equal(covers, _tree.Covers(new HomeId(outer), new HomeId(inner)));

    [Theory]
    [InlineData("east-1")]
    [InlineData("west-1")]
    [InlineData("street")]
    public void The_district_is_that_of_the_nearest_area_with_a_code(string home) =>
        Assert.Equal("330681", _tree.DistrictCodeOf(new HomeId(home)));

    [Fact]
    public void A_code_that_is_too_short_for_a_district_is_none() =>
        Assert.Equal("000000", _tree.DistrictCodeOf(Town.City));
}
