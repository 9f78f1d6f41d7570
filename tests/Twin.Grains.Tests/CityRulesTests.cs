using Twin.City;
using Twin.City.Cases;
using Twin.Grains.Areas;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests;

public class CityRulesTests
{
    private readonly CaseRules _rules = CityRules.Of(Town.Build(), new CityTree(Town.Build()));

    [Fact]
    public void A_new_case_goes_to_the_seat_of_its_grid_and_waits_where_there_is_none()
    {
        Assert.Equal(Town.Seat(Town.West2), _rules.SeatFor(Town.West2));
        Assert.Null(_rules.SeatFor(Town.West));
    }

    [Fact]
    public void The_seat_next_door_checks()
    {
        Assert.Equal(Town.Seat(Town.East2), _rules.CheckSeatFor(Town.East1, Town.Seat(Town.East1)));
        Assert.Equal(Town.Seat(Town.East1), _rules.CheckSeatFor(Town.East2, Town.Seat(Town.East2)));
    }

    [Fact]
    public void The_seat_of_the_grid_checks_what_another_unit_handled()
    {
        Assert.Equal(Town.Seat(Town.East1), _rules.CheckSeatFor(Town.East1, Town.Seat(Town.West1)));
        Assert.Equal(Town.Seat(Town.East1), _rules.CheckSeatFor(Town.East1, null));
    }

    [Fact]
    public void Working_hours_run_in_the_zone_of_the_city() => Assert.Equal("Asia/Shanghai", _rules.Zone.Id);

    [Fact]
    public void A_case_of_a_far_place_is_not_known()
    {
        Assert.False(_rules.Knows(new HomeId("nowhere")));
        Assert.True(_rules.Covers(Town.City, Town.East1));
        Assert.Equal((true, false), (_rules.IsGrid(Town.East1), _rules.IsGrid(Town.East)));
    }
}
