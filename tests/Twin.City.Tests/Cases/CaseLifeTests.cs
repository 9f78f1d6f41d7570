using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

public class CaseLifeTests
{
    private static readonly CaseCommand.Handle Done = new(Town.Text, AfterPhoto: true);

    [Fact]
    public void A_report_opens_its_review_in_the_same_commit()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);

        Assert.Collection(
            walk.Happened, e => Assert.IsType<CaseEvent.Reported>(e), e => Assert.IsType<CaseEvent.ReviewOpened>(e));
        Assert.Equal(CaseStage.UnderReview, walk.State.Stage);
        Assert.Equal(2, walk.State.Version);
    }

    [Fact]
    public void A_report_with_a_class_and_a_grid_reaches_the_seat_by_itself()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();

        Assert.Equal(CaseStage.AwaitAccept, walk.State.Stage);
        Assert.Equal(Severity.S3, walk.State.Severity);
        Assert.Equal("33068120260515000001", walk.State.CaseNo);
        var offer = Assert.Single(walk.State.Offers);
        Assert.Equal((Town.NorthSeat, TaskKind.Handle, true), (offer.Post, offer.Kind, offer.IsOpen));
    }

    [Fact]
    public void A_report_without_a_class_waits_for_a_receiver()
    {
        var walk = new CaseWalk().Do(Town.Flood with { Class = null }, Actor.Anonymous).BySystem();

        Assert.Equal(CaseStage.UnderReview, walk.State.Stage);
    }

    [Fact]
    public void A_public_report_of_an_unsure_place_is_not_filed_by_itself()
    {
        var walk = new CaseWalk().Do(Town.Flood with { At = null }, Actor.Anonymous).BySystem();

        Assert.Equal(CaseStage.UnderReview, walk.State.Stage);
        Assert.Equal(
            "SpotCheckNeeded",
            walk.Try(new CaseCommand.File(null, Severity.Unset, null, "no"), Town.Filer).Refusal?.Code);
    }

    [Fact]
    public void A_case_goes_from_report_to_close()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker).Do(new CaseCommand.Arrive(), Town.NorthWorker);
        walk.Now = Town.Morning.AddHours(2);
        walk.Do(Done, Town.NorthWorker).BySystem();

        Assert.Equal(CaseStage.Checking, walk.State.Stage);
        var check = walk.State.Offers[^1];
        Assert.Equal((Town.SouthSeat, TaskKind.Check), (check.Post, check.Kind));

        walk.Do(new CaseCommand.Accept(check.Offer), Town.SouthWorker);
        walk.Do(new CaseCommand.PassCheck(null, true), Town.SouthWorker).BySystem();

        Assert.Equal(CaseStage.Closed, walk.State.Stage);
        Assert.Equal(walk.Now, walk.State.EndedAt);
        Assert.All(walk.State.Offers, offer => Assert.True(offer.Over));
        Assert.Equal(
            "Reported ReviewOpened Filed DispatchOpened Dispatched Accepted Arrived Handled CheckOpened Accepted "
            + "CheckPassed",
            string.Join(' ', walk.State.Steps.Items.Select(step => step.Kind)));
    }

    [Fact]
    public void The_time_to_handle_starts_at_acceptance_and_comes_from_the_last_step_of_the_class()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Now = Town.Morning.AddMinutes(10);

        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);

        Assert.Equal(walk.Now.AddHours(4), walk.State.DueAt);
    }

    [Fact]
    public void A_class_that_is_watched_until_done_has_no_due_time()
    {
        var walk = new CaseWalk().Do(Town.Flood with { Class = "X-FIRE" }, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);

        Assert.Null(walk.State.DueAt);
    }

    [Fact]
    public void Accepting_a_check_leaves_the_due_time_alone()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
        var dueAt = walk.State.DueAt;
        walk.Do(Done, Town.NorthWorker).Do(new CaseCommand.Accept(null), Town.SouthWorker);

        Assert.Equal(dueAt, walk.State.DueAt);
        Assert.Equal(Town.NorthSeat, walk.State.OwnerPost);
    }

    [Fact]
    public void The_unit_that_handled_a_case_cannot_check_it()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker).Do(Done, Town.NorthWorker);

        var decision = walk.Try(new CaseCommand.PassCheck(Town.Text, true), Town.NorthWorker);

        Assert.Equal("OwnWorkNotChecked", decision.Refusal?.Code);
    }

    [Fact]
    public void A_department_cannot_check_its_own_work_from_another_desk()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no"), Town.Filer);
        walk.Do(new CaseCommand.Dispatch(null, Town.Drainage), Town.Dispatcher);
        walk.Do(new CaseCommand.Accept(null), Town.DrainageDesk).Do(Done, Town.DrainageDesk);

        var other = new Actor("a-other", ["Checker"], Town.Area, Town.Drainage);

        Assert.Equal("OwnWorkNotChecked", walk.Try(new CaseCommand.PassCheck(null, true), other).Refusal?.Code);
        Assert.Null(walk.Try(new CaseCommand.PassCheck(null, true), Town.Checker).Refusal);
    }

    [Fact]
    public void A_post_that_helped_to_handle_is_not_asked_to_check()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
        walk.Do(new CaseCommand.Offer(Town.SouthSeat, TaskKind.Handle), Town.Dispatcher);
        walk.Do(new CaseCommand.Accept(null), Town.SouthWorker).Do(Done, Town.SouthWorker);

        Assert.Equal((Town.SouthSeat, Town.NorthSeat), (walk.State.HandledByPost, walk.State.OwnerPost));
        Assert.Null(Assert.IsType<CaseEvent.CheckOpened>(walk.Happened[^1]).Post);
        var pass = new CaseCommand.PassCheck(null, true);
        Assert.Equal("OwnWorkNotChecked", walk.Try(pass, Town.NorthWorker).Refusal?.Code);
        Assert.Equal("OwnWorkNotChecked", walk.Try(pass, Town.SouthWorker with { Home = Town.Area }).Refusal?.Code);
    }

    [Fact]
    public void The_first_accept_wins()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Offer(Town.SouthSeat, TaskKind.Handle), Town.Dispatcher);
        walk.Do(new CaseCommand.Accept(null), Town.SouthWorker);

        Assert.Equal(Town.SouthSeat, walk.State.OwnerPost);
        Assert.Equal(
            "AlreadyAccepted", walk.Try(new CaseCommand.Accept(null), Town.NorthWorker).Refusal?.Code);
        Assert.Equal([true, false], walk.State.Offers.Select(offer => offer.Over));
    }

    [Fact]
    public void A_new_offer_to_the_same_post_replaces_the_old_one()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Offer(Town.NorthSeat, TaskKind.Handle), Town.Dispatcher);

        Assert.Equal([true, false], walk.State.Offers.Select(offer => offer.Over));
        Assert.Equal(2, walk.State.Offers.Select(offer => offer.Offer).Distinct().Count());
    }

    [Fact]
    public void A_void_needs_a_reason_and_both_signatures_and_ends_every_task()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();

        Assert.Equal("ReasonMissing", walk.Try(new CaseCommand.Void(null, true), Town.Filer).Refusal?.Code);
        Assert.Equal("SecondSignature", walk.Try(new CaseCommand.Void("Test", false), Town.Filer).Refusal?.Code);
        Assert.Equal("FieldInvalid", walk.Try(new CaseCommand.Void("Bored", true), Town.Filer).Refusal?.Code);

        walk.Do(new CaseCommand.Void("Test", true), Town.Filer);

        Assert.Equal(CaseStage.Voided, walk.State.Stage);
        Assert.All(walk.State.Offers, offer => Assert.True(offer.Over));
    }

    [Fact]
    public void A_case_that_moves_at_filing_tells_its_new_home_what_it_is()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);
        walk.Do(new CaseCommand.File("E0404", Severity.S2, Town.South, "no"), Town.Filer);

        var filed = Assert.Single(walk.Happened.OfType<CaseEvent.Filed>());
        Assert.Equal(("E0404", Severity.S2, Town.South), (filed.Class, filed.Severity, filed.Home));
        var moved = filed.Moved!;
        Assert.Equal((Town.North, CaseSource.App, Town.Flood.At), (moved.From, moved.Source, moved.At));
        Assert.Equal(Town.South, walk.State.Home);
    }
}
