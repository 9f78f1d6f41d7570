using Twin.City.Cases;
using Twin.Geo;

namespace Twin.City.Tests.Cases;

public class CaseGateTests
{
    private static readonly CaseCommand.Handle Done = new(Town.Text, AfterPhoto: true);

    [Fact]
    public void A_role_that_may_not_give_the_command_is_refused_before_any_row()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);

        Assert.Equal("NotAllowed", walk.Try(new CaseCommand.Close(), Town.Filer).Refusal?.Code);
        Assert.Equal("NotAllowed", walk.Try(new CaseCommand.OpenReview(), Town.Receiver).Refusal?.Code);
    }

    [Fact]
    public void A_role_bound_to_another_area_is_refused()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);
        var file = new CaseCommand.File(null, Severity.Unset, null, "no-1");

        Assert.Equal("NotAllowed", walk.Try(file, Town.Filer with { Home = Town.South }).Refusal?.Code);
        Assert.Null(walk.Try(file, Town.Filer with { Home = Town.North }).Refusal);
        Assert.Null(walk.Try(file, Town.Filer with { Home = null }).Refusal);
    }

    [Fact]
    public void Anybody_who_may_report_may_do_so_anywhere()
    {
        Assert.Null(new CaseWalk().Try(Town.Flood, Town.SouthWorker).Refusal);
    }

    [Fact]
    public void Only_the_owner_handles_a_case()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);

        Assert.Equal("NotAllowed", walk.Try(Done, Town.DrainageDesk).Refusal?.Code);
        Assert.Equal("NotAllowed", walk.Try(Done, Town.SouthWorker).Refusal?.Code);
        Assert.Null(walk.Try(Done, Town.NorthWorker).Refusal);
    }

    [Fact]
    public void Who_was_not_asked_is_told_so_when_he_accepts()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();

        Assert.Equal("NotOffered", walk.Try(new CaseCommand.Accept(null), Town.DrainageDesk).Refusal?.Code);
        Assert.Equal("NotOffered", walk.Try(new CaseCommand.Accept("other"), Town.NorthWorker).Refusal?.Code);
    }

    [Fact]
    public void A_task_of_ones_own_is_in_scope_though_its_place_is_not()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker).Do(Done, Town.NorthWorker);

        Assert.Null(walk.Try(new CaseCommand.PassCheck(null, true), Town.SouthWorker).Refusal);
        var stranger = Town.SouthWorker with { Post = new PostId("post-elsewhere") };
        Assert.Equal("NotAllowed", walk.Try(new CaseCommand.PassCheck(null, true), stranger).Refusal?.Code);
    }

    [Fact]
    public void A_check_is_accepted_by_a_checker_only()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker).Do(Done, Town.NorthWorker);
        var handler = Town.SouthWorker with { Roles = ["Worker", "Handler"] };

        Assert.Equal("NotOffered", walk.Try(new CaseCommand.Accept(null), handler).Refusal?.Code);
        Assert.Null(walk.Try(new CaseCommand.Accept(null), Town.SouthWorker).Refusal);
    }

    [Fact]
    public void The_acting_role_is_the_first_that_may_and_covers()
    {
        var state = Town.Past(new CaseId("case-1"));
        var order = Town.Order(Town.Flood, Town.NorthWorker with { Roles = ["Handler", "Worker", "Resident"] });

        Assert.Equal("Resident", CaseGate.ActingRole(state, order, Town.Rules));
        Assert.Null(CaseGate.ActingRole(state, order with { By = Town.Filer }, Town.Rules));
    }

    [Fact]
    public void Who_saw_an_older_version_is_asked_to_look_again()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);
        var order = Town.Order(new CaseCommand.File(null, Severity.Unset, null, "no-1"), Town.Filer);

        Assert.Equal("StaleVersion", Decide(walk, order with { ExpectedVersion = 1 }).Refusal?.Code);
        Assert.Null(Decide(walk, order with { ExpectedVersion = 2 }).Refusal);
    }

    [Fact]
    public void A_resend_is_answered_as_before()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();

        var answer = walk.State.AnswerTo("command-1", "a-1");

        Assert.Equal(
            new CaseAnswer(new CaseId("case-1"), CaseStage.UnderReview, 2, 20, null, Again: true), answer);
        Assert.Null(walk.State.AnswerTo("command-77", "a-1"));
    }

    public static TheoryData<string, CaseCommand.Report> BadReports => new()
    {
        { "home", Town.Flood with { Home = new HomeId("nowhere") } },
        { "at", Town.Flood with { At = new LngLat(double.NaN, 3) } },
        { "at", Town.Flood with { At = new LngLat(10, 91) } },
        { "class", Town.Flood with { Class = "E9999" } },
        { "severity", Town.Flood with { Severity = (Severity)9 } },
        { "source", Town.Flood with { Source = (CaseSource)99 } },
        { "building", Town.Flood with { Building = new BuildingId("") } },
        { "site", Town.Flood with { Site = new KeySiteId(new string('x', 201)) } },
        { "words", Town.Flood with { Words = new Words("", "sha") } },
        { "limitBy", Town.Flood with { LimitBy = LimitBy.Source } },
        { "dueAt", Town.Flood with { DueAt = Town.Morning } },
        { "sourceRef", Town.Flood with { SourceRef = "line\nbreak" } },
    };

    [Theory, MemberData(nameof(BadReports))]
    public void A_field_that_cannot_be_meant_is_named(string field, CaseCommand.Report report)
    {
        var refusal = new CaseWalk().Try(report, Actor.Anonymous).Refusal;

        Assert.Equal(("FieldInvalid", field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void Only_a_source_may_say_when_it_occurred_and_never_the_future()
    {
        var walk = new CaseWalk();

        Assert.Equal("occurredAt", walk.Try(Town.Flood, Actor.Anonymous, walk.Now).Refusal?.Field);
        Assert.Equal("occurredAt", walk.Try(Town.Flood, Town.Source, walk.Now.AddSeconds(1)).Refusal?.Field);
        Assert.Null(walk.Try(Town.Flood, Town.Source, walk.Now).Refusal);
    }

    [Fact]
    public void An_order_goes_to_somebody_known()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no-1"), Town.Filer);

        Assert.Equal("post", walk.Try(new CaseCommand.Dispatch(null, null), Town.Dispatcher).Refusal?.Field);
        var unknown = new CaseCommand.Dispatch(null, new DepartmentId("Magic"));
        Assert.Equal("department", walk.Try(unknown, Town.Dispatcher).Refusal?.Field);
        var parks = new CaseCommand.Dispatch(null, new DepartmentId("Parks"));
        Assert.Equal("AuthorityMissing", walk.Try(parks, Town.Dispatcher).Refusal?.Code);
    }

    [Fact]
    public void A_task_fits_its_stage_and_a_check_is_not_offered_to_the_handler()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        Assert.Equal(
            "task", walk.Try(new CaseCommand.Offer(Town.NorthSeat, TaskKind.Check), Town.Dispatcher).Refusal?.Field);

        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker).Do(Done, Town.NorthWorker);
        Assert.Equal(
            "post", walk.Try(new CaseCommand.Offer(Town.NorthSeat, TaskKind.Check), Town.Dispatcher).Refusal?.Field);
    }

    private static Decision<CaseEvent> Decide(CaseWalk walk, CaseOrder order) =>
        CaseDecisions.Decide(walk.State, order, walk.Now, Town.Rules);
}
