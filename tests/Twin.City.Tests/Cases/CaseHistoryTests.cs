using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

/// <summary>Older records that a source replays: their own times and limits count, the city adds nothing.</summary>
public class CaseHistoryTests
{
    private static readonly DateTimeOffset Opened = new(2011, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closed = Opened.AddDays(3);
    private static readonly CaseCommand.Report Record = Town.Flood with
    {
        LimitBy = LimitBy.Source,
        DueAt = Opened.AddDays(2),
        SourceRef = "101000295613",
    };

    [Fact]
    public void A_source_takes_its_record_from_report_to_close()
    {
        var walk = new CaseWalk().Do(Record, Town.Source, Opened);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no-1"), Town.Source, Closed);
        walk.Do(new CaseCommand.Dispatch(null, new DepartmentId("Parks")), Town.Source, Closed);
        walk.Do(new CaseCommand.Accept(null), Town.Source, Closed);
        walk.Do(new CaseCommand.Handle(null, AfterPhoto: false), Town.Source, Closed);
        walk.Do(new CaseCommand.PassCheck(null, false), Town.Source, Closed);

        Assert.Equal(CaseStage.Closed, walk.State.Stage);
        Assert.Equal((Opened, Closed, Closed), (walk.State.ReportedAt, walk.State.HandledAt, walk.State.EndedAt));
        Assert.Equal(Record.DueAt, walk.State.DueAt);
        Assert.Equal(9, walk.Happened.Count);
        Assert.Null(Assert.Single(walk.Happened.OfType<CaseEvent.Dispatched>()).AcceptDueAt);
    }

    [Fact]
    public void The_city_takes_no_step_of_a_record_by_itself()
    {
        var walk = new CaseWalk().Do(Record, Town.Source, Opened);

        Assert.Null(CaseFlow.NextBySystem(walk.State, Town.Rules));
    }

    [Fact]
    public void A_record_without_a_limit_never_gets_one()
    {
        var walk = new CaseWalk().Do(Record with { DueAt = null }, Town.Source, Opened);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no-1"), Town.Source);
        walk.Do(new CaseCommand.Dispatch(Town.NorthSeat, null), Town.Source);
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);

        Assert.Null(walk.State.DueAt);
    }

    [Fact]
    public void The_limit_of_a_source_stands_whatever_an_acceptance_says()
    {
        var walk = new CaseWalk().Do(Record, Town.Source, Opened);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no-1"), Town.Source);
        walk.Do(new CaseCommand.Dispatch(Town.NorthSeat, null), Town.Source);
        var accepted = new CaseEvent.Accepted(Town.NorthSeat, null, "o", Town.Morning.AddYears(1));

        var state = walk.State.After(accepted, new CaseStamp(walk.Now, 6, 60, "command-9"));

        Assert.Equal((CaseStage.Handling, Record.DueAt), (state.Stage, state.DueAt));
    }

    [Fact]
    public void A_record_without_a_grid_or_a_sure_place_is_filed_where_it_is_known_to_be()
    {
        var walk = new CaseWalk().Do(Record with { Home = Town.Area, At = null }, Town.Source, Opened);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no-1"), Town.Source);

        Assert.Equal((CaseStage.Dispatching, Town.Area), (walk.State.Stage, walk.State.Home));
    }

    [Fact]
    public void People_of_the_city_still_need_photo_and_result_for_a_record()
    {
        var walk = new CaseWalk().Do(Record, Town.Source, Opened);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no-1"), Town.Source);
        walk.Do(new CaseCommand.Dispatch(Town.NorthSeat, null), Town.Source);
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);

        Assert.Equal("ResultMissing", walk.Try(new CaseCommand.Handle(null, true), Town.NorthWorker).Refusal?.Code);
        Assert.Equal(
            "PhotoMissing", walk.Try(new CaseCommand.Handle(Town.Text, false), Town.NorthWorker).Refusal?.Code);
    }

    [Fact]
    public void A_source_has_no_such_freedom_with_cases_that_live()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();

        Assert.Equal("NotOffered", walk.Try(new CaseCommand.Accept(null), Town.Source).Refusal?.Code);
    }
}
