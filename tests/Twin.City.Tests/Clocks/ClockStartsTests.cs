using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;
using Twin.City.Tests.Cases;

namespace Twin.City.Tests.Clocks;

/// <summary>Which clocks run in the life of a case, as the tables say.</summary>
public class ClockStartsTests
{
    /// <summary>Nobody files, dispatches or checks by itself.</summary>
    private static readonly CaseRules Slow = Town.Rules with
    {
        SeatFor = _ => null,
        CheckSeatFor = (_, _) => null,
    };

    [Fact]
    public void A_report_starts_the_review_and_the_cap_of_its_class()
    {
        var walk = new CaseWalk(rules: Slow).Do(Town.Flood, Actor.Anonymous);

        Assert.Equal(["T1/1", "ReplyCap/1"], Names(walk));
        Assert.Equal(walk.Now.AddHours(6), walk.State.Clocks[0].DueAt);
        Assert.Equal(CaseClasses.All.Find("E0406")!.ReplyCap, walk.State.Clocks[1].Within);
    }

    [Fact]
    public void Words_of_danger_to_life_start_the_five_minutes_of_the_shift_lead()
    {
        var walk = new CaseWalk(rules: Slow).Do(Town.Flood with { LifeDanger = true }, Actor.Anonymous);

        Assert.Equal(walk.Now.AddMinutes(5), Clock(walk, "ReferDanger").DueAt);
    }

    [Fact]
    public void Each_step_stops_its_clock_and_starts_the_next_ones()
    {
        var walk = new CaseWalk(rules: Slow).Do(Town.Flood with { Class = "E0401" }, Actor.Anonymous);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no"), Town.Filer);
        Assert.Equal(["ReplyCap/1", "Dispatch/3"], Names(walk));

        walk.Do(new CaseCommand.Dispatch(Town.NorthSeat, null), Town.Dispatcher);
        Assert.Equal(["ReplyCap/1", "T3/5", "OfferSeen/5"], Names(walk));
        Assert.Equal(walk.Now.AddMinutes(15), Clock(walk, "T3").DueAt);

        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
        Assert.Equal(
            [
                "ProgressNote/6", "ReplyCap/1", "Step.cordon/6", "Step.makeSafe/6", "T5.remind/6", "T5.twice/6", "T5/6",
            ],
            Names(walk).Order(Ordinal));
        Assert.Equal(walk.State.DueAt, Named(walk, "T5").DueAt);

        walk.Do(new CaseCommand.Arrive(), Town.NorthWorker);
        Assert.Equal(["ReplyCap/1", "T5/6", "T5.twice/6", "ProgressNote/6"], Names(walk));

        walk.Do(new CaseCommand.Handle(Town.Text, true), Town.NorthWorker);
        Assert.Equal(["T6/8", "T6.twice/8"], Names(walk));
        Assert.Equal(walk.State.Clocks[0].DueAt - walk.Now, (walk.State.Clocks[1].DueAt - walk.Now) / 2);

        walk.Do(new CaseCommand.PassCheck(Town.Text, true), Town.Checker);
        Assert.Equal(["ArchiveAfter/10"], Names(walk));
    }

    [Fact]
    public void An_older_record_runs_no_clock()
    {
        var walk = new CaseWalk(rules: Slow).Do(
            Town.Flood with { LimitBy = LimitBy.Source, DueAt = Town.Morning.AddYears(-9) }, Town.Source);
        walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no"), Town.Source);

        Assert.Empty(walk.State.Clocks);
    }

    [Fact]
    public void A_passed_deadline_supervises_at_the_level_of_the_table_and_the_answer_is_timed()
    {
        var walk = AtWork();
        var due = Named(walk, "T5");

        Pass(walk, due);
        Assert.Equal((2, "T5"), (walk.State.Supervision, LastReason(walk)));
        Assert.True(Named(walk, "T5").Passed);
        Assert.Equal(
            Calendars.Add(walk.Now, Limit.Parse("P1D/D"), Town.Rules.Calendar), Named(walk, "SupervisionAnswer").DueAt);

        Pass(walk, Named(walk, "SupervisionAnswer"));
        Assert.Equal((3, "SupervisionAnswer"), (walk.State.Supervision, LastReason(walk)));
        Pass(walk, Named(walk, "SupervisionAnswer"));
        Pass(walk, Named(walk, "SupervisionAnswer"));
        Assert.Equal(4, walk.State.Supervision);
        Assert.Single(walk.State.Clocks, clock => clock.Id.Name == "SupervisionAnswer");
        Assert.Equal(3, walk.Happened.Count(fact => fact is CaseEvent.Supervised));
    }

    [Fact]
    public void A_deadline_passes_once_not_early_and_not_at_another_time_than_its_own()
    {
        var walk = AtWork();
        var due = Named(walk, "T5");
        Assert.Equal("ClockStopped", Refusal(walk, due.DueAt));
        walk.Now = due.DueAt.AddDays(1);
        Assert.Equal("ClockStopped", Refusal(walk, due.DueAt.AddMinutes(1)));
        Assert.Null(CaseFlow.WhenDue(walk.State, due.Id, due.DueAt.AddMinutes(1)));

        Pass(walk, due);

        Assert.Equal("ClockStopped", Refusal(walk, due.DueAt));
        Assert.Null(CaseFlow.WhenDue(walk.State, due.Id, due.DueAt));

        string? Refusal(CaseWalk of, DateTimeOffset dueAt) =>
            of.Try(new CaseCommand.PassDeadline(due.Id, dueAt), Actor.System).Refusal?.Code;
    }

    [Fact]
    public void A_moved_deadline_is_due_at_its_new_time_and_shows_on_the_case()
    {
        var walk = AtWork();
        var due = Named(walk, "T5");

        walk.Do(new CaseCommand.MoveDeadline(due.Id, due.DueAt.AddDays(1), "Calendar"), Actor.System);

        Assert.Equal(due with { DueAt = due.DueAt.AddDays(1) }, Named(walk, "T5"));
        Assert.Equal(due.DueAt.AddDays(1), walk.State.DueAt);
        Assert.Null(CaseFlow.WhenDue(walk.State, due.Id, due.DueAt));
        Pass(walk, Named(walk, "T5"));
        Assert.Equal(
            "ClockStopped",
            walk.Try(new CaseCommand.MoveDeadline(due.Id, due.DueAt, "Mode"), Actor.System).Refusal?.Code);
    }

    [Fact]
    public void Each_offer_has_its_own_clock_and_an_unanswered_one_expires()
    {
        var walk = AtWork();
        var (one, other) = (new PostId("one"), new PostId("other"));
        walk.Do(new CaseCommand.Offer(one, TaskKind.Handle), Town.Dispatcher);
        walk.Do(new CaseCommand.Offer(other, TaskKind.Handle), Town.Dispatcher);
        var clocks = walk.State.Clocks.Where(clock => clock.Id.Row == "OfferAnswer").ToList();
        Assert.Equal(2, clocks.Count);

        walk.Now = clocks[0].DueAt;
        walk.Do(CaseFlow.WhenDue(walk.State, clocks[0].Id, clocks[0].DueAt)!, Actor.System);

        Assert.Equal(clocks[1], Assert.Single(walk.State.Clocks, clock => clock.Id.Row == "OfferAnswer"));
        Assert.Equal((true, false), (Offer(one).Over, Offer(other).Over));

        CaseOffer Offer(PostId post) => walk.State.Offers.Single(offer => offer.Post == post);
    }

    [Fact]
    public void Every_clock_that_a_row_of_the_table_starts_has_a_row_of_its_own()
    {
        var started = CityTables.Transitions.SelectMany(row => row.ClockStarted).Distinct();

        Assert.All(started, name => Assert.True(CityTables.ClockOf.ContainsKey(name), name));
    }

    [Theory]
    [InlineData("T1/1", 1)]
    [InlineData("T5/1", 2)]
    [InlineData("Step.cordon/1", 1)]
    [InlineData("T5.remind/1", 1)]
    [InlineData("T5.twice/1", 3)]
    [InlineData("SupervisionAnswer/1", 3)]
    [InlineData("SupervisionAnswer.solve/1", 4)]
    [InlineData("T6/1", null)]
    [InlineData("Dispatch/1", null)]
    public void What_a_breach_calls_for_stands_in_the_table(string clock, int? level) =>
        Assert.Equal(level, ClockBreach.LevelOf(new ClockId(clock), present: 2));

    private static readonly StringComparer Ordinal = StringComparer.Ordinal;

    private static CaseWalk AtWork()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        return walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
    }

    private static void Pass(CaseWalk walk, CaseClock clock)
    {
        walk.Now = clock.DueAt;
        walk.Do(CaseFlow.WhenDue(walk.State, clock.Id, clock.DueAt)!, Actor.System).BySystem();
    }

    private static string LastReason(CaseWalk walk) => walk.Happened.OfType<CaseEvent.Supervised>().Last().Reason;

    private static CaseClock Clock(CaseWalk walk, string row) => walk.State.Clocks.Single(clock => clock.Id.Row == row);

    private static CaseClock Named(CaseWalk walk, string name) =>
        walk.State.Clocks.Single(clock => clock.Id.Name == name);

    private static IEnumerable<string> Names(CaseWalk walk) => walk.State.Clocks.Select(clock => clock.Id.Value);
}
