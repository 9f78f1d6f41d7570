using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

public class CaseFlowTests
{
    [Fact]
    public void A_home_without_a_seat_waits_for_a_dispatcher()
    {
        var walk = new CaseWalk(rules: Town.Rules with { SeatFor = _ => null });

        walk.Do(Town.Flood, Actor.Anonymous).BySystem();

        Assert.Equal(CaseStage.Dispatching, walk.State.Stage);
    }

    [Fact]
    public void A_place_known_only_by_its_area_is_not_filed_by_itself()
    {
        var walk = new CaseWalk().Do(Town.Flood with { Home = Town.Area }, Actor.Anonymous).BySystem();

        Assert.Equal(CaseStage.UnderReview, walk.State.Stage);
        Assert.Equal(
            "FieldsMissing",
            walk.Try(new CaseCommand.File(null, Severity.Unset, null, "no"), Town.Filer).Refusal?.Code);
    }

    [Fact]
    public void A_proposed_severity_is_kept_when_the_city_files()
    {
        var walk = new CaseWalk().Do(Town.Flood with { Severity = Severity.S1 }, Actor.Anonymous).BySystem();

        Assert.Equal(Severity.S1, walk.State.Severity);
    }

    [Fact]
    public void A_check_without_a_seat_is_offered_later_and_once()
    {
        var none = Town.Rules with { CheckSeatFor = (_, _) => null };
        var walk = new CaseWalk(rules: none).Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
        walk.Do(new CaseCommand.Handle(Town.Text, true), Town.NorthWorker).BySystem();
        Assert.Equal(CaseStage.Checking, walk.State.Stage);

        Assert.Equal(
            new CaseCommand.Offer(Town.SouthSeat, TaskKind.Check), CaseFlow.NextBySystem(walk.State, Town.Rules));
        walk.Do(new CaseCommand.Offer(Town.SouthSeat, TaskKind.Check), Actor.System);
        Assert.Null(CaseFlow.NextBySystem(walk.State, Town.Rules));
    }

    [Fact]
    public void A_spot_check_whose_time_is_over_goes_to_the_next_post_once()
    {
        var walk = new CaseWalk().Do(Town.Flood with { At = null }, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.OrderSpotCheck(Town.NorthSeat, null), Town.Receiver);
        var clock = walk.State.Clocks.Single(one => one.Id.Name == "SpotCheck");
        Assert.Null(CaseFlow.NextBySystem(walk.State, Town.Rules));

        walk.Now = clock.DueAt;
        walk.Do(CaseFlow.WhenDue(walk.State, clock.Id, clock.DueAt)!, Actor.System).BySystem();

        Assert.Equal(
            [(Town.NorthSeat, true), (Town.SouthSeat, true)],
            walk.State.Offers.Select(offer => (offer.Post!.Value, offer.IsOpen)));
        Assert.Null(CaseFlow.NextBySystem(walk.State, Town.Rules));
    }

    [Fact]
    public void A_spot_check_that_somebody_has_taken_stays_with_that_post()
    {
        var walk = new CaseWalk().Do(Town.Flood with { At = null }, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.OrderSpotCheck(Town.NorthSeat, null), Town.Receiver);
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker with { Roles = ["SpotChecker"] });
        var clock = walk.State.Clocks.Single(one => one.Id.Name == "SpotCheck");

        walk.Now = clock.DueAt;
        walk.Do(CaseFlow.WhenDue(walk.State, clock.Id, clock.DueAt)!, Actor.System).BySystem();

        Assert.Single(walk.State.Offers);
    }

    [Fact]
    public void The_handling_unit_is_never_asked_to_check()
    {
        var same = Town.Rules with { CheckSeatFor = (_, handler) => handler };
        var walk = new CaseWalk(rules: same).Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
        walk.Do(new CaseCommand.Handle(Town.Text, true), Town.NorthWorker);

        Assert.Null(Assert.IsType<CaseEvent.CheckOpened>(walk.Happened[^1]).Post);
        Assert.Null(CaseFlow.NextBySystem(walk.State, same));
    }

    [Fact]
    public void A_step_of_the_system_has_the_same_identity_when_it_is_tried_again()
    {
        var state = new CaseWalk().Do(Town.Flood, Actor.Anonymous).State;
        var file = new CaseCommand.File(null, Severity.Unset, null, "no-1");

        Assert.Equal("system/File/2", CaseFlow.BySystem(state, file).CommandId);
        Assert.Equal(CaseFlow.BySystem(state, file), CaseFlow.BySystem(state, file));
    }

    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        var first = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        var second = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();

        Assert.Equal(first.Happened, second.Happened);
    }
}
