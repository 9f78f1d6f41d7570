using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;
using static Twin.City.Tests.Obligations.ThreeDepartments;

namespace Twin.City.Tests.Obligations;

/// <summary>The ladder of whistle.csv, step by step.</summary>
public class LadderTests
{
    [Fact]
    public void A_whistle_of_the_grid_asks_community_and_street_and_then_calls_the_department()
    {
        var walk = Handled().Do(Whistle(Silent), Head);
        var id = walk.IdOf(Silent);

        Assert.Equal(ObligationStage.Raised, walk.Of(Silent).Stage);
        Assert.Equal(Friday.AddHours(4), walk.State.Clocks.Single(clock => clock.Id.Obligation == id).DueAt);
        walk.Do(id, new ObligationCommand.Approve(), Community);
        Assert.Equal(ObligationStage.CommunityOK, walk.Of(Silent).Stage);
        walk.Do(id, new ObligationCommand.Approve(), Street);
        Assert.Equal(ObligationStage.Called, walk.Of(Silent).Stage);
        Assert.Equal($"WhistleAccept.{id}", Assert.Single(walk.State.Clocks, c => c.Id.Obligation == id).Id.Name);
        walk.Work(Silent).Finish(Silent).Do(id, new ObligationCommand.Rate(true, true, 4, null), Head);

        Assert.Equal(
            "Raised CommunityOK StreetOK Called Accepted Arrived Working Result Done GridRated Closed",
            string.Join(' ', walk.Of(Silent).Steps.Select(step => step.Kind)));
        Assert.Equal(new ObligationRating(true, true, 4), walk.Of(Silent).Rating);
        Assert.DoesNotContain(walk.State.Clocks, clock => clock.Id.Obligation == id);
    }

    [Fact]
    public void Each_step_is_given_by_whom_the_table_names_and_by_nobody_else()
    {
        var walk = Handled().Do(Whistle(Silent), Head);
        var id = walk.IdOf(Silent);

        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Approve(), Head)?.Code);
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Approve(), Street)?.Code);
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.GoOn(), Street)?.Code);
        walk.Do(id, new ObligationCommand.Approve(), Community);
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Approve(), Community)?.Code);
        walk.Do(id, new ObligationCommand.Approve(), Street);
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Accept(), Desk(Planning))?.Code);
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Accept(), Town.NorthWorker)?.Code);
        Assert.Null(walk.Try(id, new ObligationCommand.Accept(), Desk(Silent)));
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Rate(true, true, 5, null), Desk(Silent))?.Code);
        var elsewhere = Head with { Home = Town.South };
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Cancel(Town.Text), elsewhere)?.Code);
        Assert.Equal("PartUnknown", walk.Try(new("99"), new ObligationCommand.Cancel(Town.Text), Head)?.Code);
    }

    [Fact]
    public void What_is_not_its_turn_or_says_no_reason_is_refused_with_its_sentence()
    {
        var walk = Handled().Do(Whistle(Silent), Street);
        var id = walk.IdOf(Silent);

        Assert.Equal("NotInThisStep", walk.Try(id, new ObligationCommand.Approve(), Community)?.Code);
        Assert.Equal("NotInThisStep", walk.Try(id, new ObligationCommand.Arrive(), Desk(Silent))?.Code);
        Assert.Equal("ReasonMissing", walk.Try(id, new ObligationCommand.Cancel(null), Street)?.Code);
        Assert.Equal("ReasonMissing", walk.Try(id, new ObligationCommand.Redirect(Planning, null), Desk(Silent))?.Code);
        Assert.Equal("department",
            walk.Try(id, new ObligationCommand.Redirect(Silent, Town.Text), Desk(Silent))?.Field);
        walk.Work(Silent);
        Assert.Equal("AlreadyAccepted", walk.Try(id, new ObligationCommand.Accept(), Desk(Silent))?.Code);
        Assert.Equal("ResultMissing", walk.Try(id, new ObligationCommand.SignOff(), Desk(Silent))?.Code);
        Assert.Equal("ResultMissing", walk.Try(id, new ObligationCommand.GiveResult(null), Desk(Silent))?.Code);
        Assert.Equal("NotInThisStep", walk.Try(id, new ObligationCommand.Cancel(Town.Text), Street)?.Code);
        Assert.Equal("attitude", walk.Try(id, new ObligationCommand.Rate(true, true, 6, null), Head)?.Field);
    }

    [Fact]
    public void In_an_emergency_the_silence_of_the_street_means_yes_and_nobody_who_does_not_come_stays_unseen()
    {
        var walk = Handled().Do(Whistle(Silent, WhistleKind.Emergency), Head);
        var id = walk.IdOf(Silent);
        Assert.Equal(ObligationStage.CommunityOK, walk.Of(Silent).Stage);

        walk.Until(Friday.AddMinutes(10));
        Assert.Equal(ObligationStage.Called, walk.Of(Silent).Stage);
        walk.Until(Friday.AddMinutes(15)).Do(id, new ObligationCommand.Accept(), Desk(Silent));
        walk.Until(Friday.AddMinutes(45));

        Assert.Equal((ObligationStage.NoShow, 1, 2), (walk.Of(Silent).Stage, walk.Of(Silent).NoShows,
            walk.Of(Silent).Supervision));
        walk.Do(id, new ObligationCommand.Arrive(), Desk(Silent));
        Assert.Equal(ObligationStage.Working, walk.Of(Silent).Stage);
    }

    [Fact]
    public void A_redirected_whistle_is_owed_by_the_other_department_and_counted()
    {
        var walk = Handled().Do(Whistle(Silent), Street);
        var id = walk.IdOf(Silent);

        walk.Do(id, new ObligationCommand.Redirect(Planning, Town.Text), Desk(Silent));

        var now = walk.Of(Planning);
        Assert.Equal((id, ObligationStage.Called, 1), (now.Id, now.Stage, now.Redirects));
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Accept(), Desk(Silent))?.Code);
        Assert.Null(walk.Try(id, new ObligationCommand.Accept(), Desk(Planning)));
    }

    [Fact]
    public void Another_department_is_called_beside_one_that_works()
    {
        var walk = Handled().Do(Whistle(Silent), Street).Work(Silent);

        walk.Do(walk.IdOf(Silent), new ObligationCommand.Reinforce(Planning, Town.Text), Street);

        Assert.Equal((ObligationStage.Working, "Reinforced"), (walk.Of(Silent).Stage, walk.Of(Silent).Steps[^1].Kind));
        Assert.Equal(ObligationStage.Called, walk.Of(Planning).Stage);
        Assert.NotEqual(walk.IdOf(Silent), walk.IdOf(Planning));
    }

    [Fact]
    public void An_unrated_one_closes_by_itself_and_what_is_owed_ends_with_the_matter()
    {
        var walk = Called().Work(Enforcement).Finish(Enforcement).Until(Local(16, 12));
        Assert.Equal(ObligationStage.Done, walk.Of(Enforcement).Stage);

        walk.Do(new CaseCommand.Void("Test", SecondSignature: true), Town.Filer);
        Assert.Equal(ObligationStage.Cancelled, walk.Of(Silent).Stage);
        Assert.Equal(ObligationStage.Done, walk.Of(Enforcement).Stage);
        walk.Until(Local(17, 9));

        Assert.Equal(ObligationStage.Closed, walk.Of(Enforcement).Stage);
        Assert.Null(walk.Of(Enforcement).Rating);
    }

    [Fact]
    public void A_department_is_rated_after_the_case_has_closed_and_the_board_stays_as_it_is()
    {
        var walk = Handled().Do(Whistle(Silent), Street).Work(Silent).Finish(Silent)
            .Do(new CaseCommand.Handle(Town.Text, AfterPhoto: true), Town.NorthWorker)
            .Do(new CaseCommand.Accept(null), Town.SouthWorker)
            .Do(new CaseCommand.PassCheck(Town.Text, Photo: true), Town.SouthWorker);
        Assert.Equal(CaseStage.Closed, walk.State.Stage);
        Assert.Contains(walk.State.Clocks, clock => clock.Id.Name == $"WhistleRate.{walk.IdOf(Silent)}");
        var closed = BoardOf(walk);

        walk.Until(Local(30, 9));

        Assert.Equal(ObligationStage.Closed, walk.Of(Silent).Stage);
        Assert.Equal((1, 0, closed.Facts + 2), (BoardOf(walk).Closed, BoardOf(walk).Open, BoardOf(walk).Facts));
    }

    private static Board BoardOf(ClockedWalk walk)
    {
        var fold = new BoardFold(Town.North, 100);
        foreach (var (at, happened) in walk.Happened.Index())
        {
            fold.Apply(new Committed(walk.State.Id, at + 1, at + 1, [], walk.Now, null, happened));
        }

        return fold.AsOf(0);
    }

    [Fact]
    public void An_order_raises_one_department_and_an_equal_level_is_refused()
    {
        var walk = Called();
        var id = walk.IdOf(Silent);

        walk.Do(id, new ObligationCommand.Supervise(4), Supervisor);

        Assert.Equal([(id, 4, Friday)], walk.Climbed);
        Assert.Equal("LevelNotHigher", walk.Try(id, new ObligationCommand.Supervise(4), Supervisor)?.Code);
        Assert.Equal("NotAllowed", walk.Try(id, new ObligationCommand.Supervise(4), Street)?.Code);
    }

    [Fact]
    public void Every_stage_and_every_limit_of_the_table_is_read()
    {
        Assert.Equal(Enum.GetNames<ObligationStage>(), CityTables.Whistles.Select(row => row.Stage.ToString()));
        var called = CityTables.Whistle(ObligationStage.Called);

        Assert.Equal(
            ["PT4H/W", "P1D/D", "PT10M/E"],
            new[] { ObligationKind.Daily, ObligationKind.Key, ObligationKind.Emergency }
                .Select(kind => called.Within(kind).ToString()));
        Assert.Null(CityTables.Whistle(ObligationStage.Working).Within(ObligationKind.Emergency));
        Assert.All(
            CityTables.Whistles.Where(row => row.Clock is not null),
            row => Assert.True(CityTables.ClockOf.ContainsKey(row.Clock!)));
    }

    [Fact]
    public void A_department_s_feed_holds_all_that_happens_to_its_obligation_and_nothing_of_the_others()
    {
        var walk = Called();
        var before = walk.State;
        var order = new CaseCommand.Oblige(walk.IdOf(Silent), new ObligationCommand.Accept());
        walk.Do(order, Desk(Silent));

        var feeds = CaseFeeds.Of(before, walk.Happened[^1], walk.State);

        Assert.Equal([CaseFeeds.Area(Town.North), CaseFeeds.Post(Town.NorthSeat), CaseFeeds.Department(Silent)],
            feeds.Append(CaseFeeds.Post(Town.NorthSeat)).Distinct().Order(StringComparer.Ordinal)
                .OrderBy(feed => feed.StartsWith("dep", StringComparison.Ordinal)));
    }
}
