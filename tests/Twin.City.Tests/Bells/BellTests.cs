using Twin.City.Bells;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;
using Twin.City.Tests.Cases;

namespace Twin.City.Tests.Bells;

/// <summary>A grave offer that no phone has shown within a minute rings at the shift lead's desk.</summary>
public class BellTests
{
    private const string Collapse = "E0401";

    private static readonly Actor Lead = new("a-lead", ["ShiftLead"], Town.Area);
    private static readonly Actor Head = new("a-head", ["CentreHead"], Town.Area);
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    public void It_rings_sixty_seconds_after_the_offer_once_and_until_it_is_answered()
    {
        var walk = Offered(Collapse);
        var bell = Assert.Single(walk.State.Clocks, clock => BellRules.IsBell(clock.Id));
        Assert.Equal(walk.Now + Minute, bell.DueAt);
        Assert.Empty(BellRules.Ringing(walk.State.Clocks));

        Pass(walk, bell);

        Assert.Equal(bell.Id, Assert.Single(BellRules.Ringing(walk.State.Clocks)).Id);
        Assert.Null(CaseFlow.WhenDue(walk.State, bell.Id, bell.DueAt));
        Assert.Equal((0, CaseStage.AwaitAccept), (walk.State.Supervision, walk.State.Stage));

        walk.Do(new CaseCommand.Ring(new BellCommand.Answer(bell.Id)), Lead);
        Assert.Empty(BellRules.Ringing(walk.State.Clocks));
        Assert.Equal("ClockStopped", Refusal(walk, new BellCommand.Answer(bell.Id), Lead));
    }

    [Fact]
    public void What_a_phone_has_shown_in_time_never_rings()
    {
        var walk = Offered(Collapse);
        var bell = walk.State.Clocks.Single(clock => BellRules.IsBell(clock.Id));
        walk.Now += Minute / 2;

        walk.Do(See(walk), Town.NorthWorker);

        Assert.Null(CaseFlow.WhenDue(walk.State, bell.Id, bell.DueAt));
        Assert.Equal(walk.Now, walk.State.Offers[^1].SeenAt);
        Assert.Equal("NoOfferOpen", Refusal(walk, See(walk).Wish, Town.NorthWorker));
    }

    [Fact]
    public void Seen_too_late_it_still_wants_an_answer_but_whoever_takes_the_task_silences_it()
    {
        var walk = Offered(Collapse);
        Pass(walk, walk.State.Clocks.Single(clock => BellRules.IsBell(clock.Id)));

        walk.Do(See(walk), Town.NorthWorker);
        Assert.Single(BellRules.Ringing(walk.State.Clocks));

        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
        Assert.Empty(BellRules.Ringing(walk.State.Clocks));
    }

    [Fact]
    public void An_offer_that_expires_unseen_goes_on_ringing()
    {
        var walk = Offered(Collapse);
        walk.Do(new CaseCommand.Offer(Town.SouthSeat, TaskKind.Handle), Town.Dispatcher);
        var mine = walk.State.Clocks.Where(clock => BellRules.IsBell(clock.Id)).ToList();
        foreach (var bell in mine) Pass(walk, bell);
        Assert.Equal(2, mine.Count);

        var answer = walk.State.Clocks.Single(clock => clock.Id.Row == "OfferAnswer");
        walk.Now = answer.DueAt;
        walk.Do(CaseFlow.WhenDue(walk.State, answer.Id, answer.DueAt)!, Actor.System);

        Assert.Equal(2, BellRules.Ringing(walk.State.Clocks).Count());
    }

    [Fact]
    public void One_phone_of_several_is_enough()
    {
        var walk = Offered(Collapse);
        walk.Do(new CaseCommand.Offer(Town.SouthSeat, TaskKind.Handle), Town.Dispatcher);

        walk.Do(See(walk), Town.SouthWorker);

        Assert.DoesNotContain(walk.State.Clocks, clock => BellRules.IsBell(clock.Id));
    }

    [Fact]
    public void An_offer_that_takes_the_place_of_another_stops_what_awaited_that_one()
    {
        var walk = Offered(Collapse);
        walk.Do(new CaseCommand.Offer(Town.SouthSeat, TaskKind.Handle), Town.Dispatcher);
        var before = walk.State.Offers[^1].Offer;
        var others = walk.State.Clocks.RemoveAll(clock => BellRules.OfferOf(walk.State.Id, clock.Id) == before);

        walk.Do(new CaseCommand.Offer(Town.SouthSeat, TaskKind.Handle), Town.Dispatcher);

        Assert.Equal(before, Assert.IsType<CaseEvent.Offered>(walk.Happened[^1]).Replaces);
        var own = walk.State.Clocks.RemoveAll(
            clock => BellRules.OfferOf(walk.State.Id, clock.Id) != walk.State.Offers[^1].Offer);
        Assert.Equal(["OfferAnswer", "OfferSeen"], own.Select(clock => clock.Id.Name).Order());
        Assert.Equal(others.Concat(own), walk.State.Clocks);
    }

    [Fact]
    public void A_bell_that_rings_for_an_offer_rings_on_when_the_seat_is_asked_again()
    {
        var walk = Offered(Collapse);
        var bell = walk.State.Clocks.Single(clock => BellRules.IsBell(clock.Id));
        Pass(walk, bell);

        walk.Do(new CaseCommand.Offer(Town.NorthSeat, TaskKind.Handle), Town.Dispatcher);

        Assert.Equal(bell.Id, Assert.Single(BellRules.Ringing(walk.State.Clocks)).Id);
    }

    [Fact]
    public void Danger_to_life_that_nobody_refers_out_rings_at_the_shift_lead_and_stays_missed()
    {
        var walk = new CaseWalk(rules: Town.Rules with { IsGrid = _ => false })
            .Do(Town.Flood with { LifeDanger = true }, Actor.Anonymous).BySystem();
        var danger = walk.State.Clocks.Single(clock => clock.Id.Name == "ReferDanger");
        Assert.Empty(BellRules.Ringing(walk.State.Clocks));

        Pass(walk, danger);

        Assert.Equal(danger.Id, Assert.Single(BellRules.Ringing(walk.State.Clocks)).Id);
        Assert.Equal("NotAllowed", Refusal(walk, new BellCommand.Answer(danger.Id), Head));
        walk.Do(new CaseCommand.Ring(new BellCommand.Answer(danger.Id)), Lead);
        Assert.Empty(BellRules.Ringing(walk.State.Clocks));
        Assert.True(walk.State.Clocks.Single(clock => clock.Id == danger.Id).Passed);
        Assert.Equal("ClockStopped", Refusal(walk, new BellCommand.Answer(danger.Id), Lead));
    }

    [Fact]
    public void A_leader_notice_that_nobody_sends_rings_at_the_centre_head_until_it_is_sent()
    {
        var walk = new CaseWalk(rules: Town.Rules with { SeatFor = _ => null })
            .Do(Town.Flood with { Severity = Severity.S1 }, Actor.Anonymous).BySystem();
        var notice = walk.State.Clocks.Single(clock => clock.Id.Name == "LeaderNotice");
        Pass(walk, notice);

        Assert.Equal("NotAllowed", Refusal(walk, new BellCommand.Answer(notice.Id), Lead));
        Assert.Equal(notice.Id, Assert.Single(BellRules.Ringing(walk.State.Clocks)).Id);
        Assert.Equal(["CentreHead"], BellRules.RingsAt(notice.Id));

        walk.Do(new CaseCommand.SendLeaderNotice(Town.Text), Lead);
        Assert.Empty(BellRules.Ringing(walk.State.Clocks));
    }

    [Fact]
    public void What_the_tables_ring_for_is_a_bell_and_nothing_else()
    {
        var rings = CityTables.ClockOf.Keys.Where(row => !BellRules.RingsAt(ClockId.Of(row, 1)).IsEmpty);

        Assert.Equal(["LeaderNotice", "OfferSeen", "ReferDanger"], rings.Order());
    }

    [Fact]
    public void An_ordinary_offer_and_one_to_a_department_have_no_bell()
    {
        Assert.DoesNotContain(Offered("E0104").State.Clocks, clock => BellRules.IsBell(clock.Id));
        var walk = new CaseWalk(rules: Town.Rules with { SeatFor = _ => null });
        walk.Do(Town.Flood with { Class = Collapse }, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Dispatch(null, new DepartmentId("Construction")), Town.Dispatcher);

        Assert.DoesNotContain(walk.State.Clocks, clock => BellRules.IsBell(clock.Id));
    }

    [Fact]
    public void Only_the_seat_has_seen_it_and_only_the_shift_lead_of_the_place_answers()
    {
        var walk = Offered(Collapse);
        var bell = walk.State.Clocks.Single(clock => BellRules.IsBell(clock.Id));
        Assert.Equal("NotAllowed", Refusal(walk, See(walk).Wish, Town.SouthWorker));
        Assert.Equal("NotAllowed", Refusal(walk, See(walk).Wish, Lead));
        Assert.Equal("ClockStopped", Refusal(walk, new BellCommand.Answer(bell.Id), Lead));

        Pass(walk, bell);

        Assert.Equal("NotAllowed", Refusal(walk, new BellCommand.Answer(bell.Id), Town.Dispatcher));
        Assert.Equal("NotAllowed", Refusal(walk, new BellCommand.Answer(bell.Id), Lead with { Home = Town.South }));
        Assert.Equal("NotAllowed", Refusal(walk, new BellCommand.Answer(new ClockId("T3/5")), Lead));
    }

    private static CaseWalk Offered(string code) =>
        new CaseWalk().Do(Town.Flood with { Class = code }, Actor.Anonymous).BySystem();

    private static CaseCommand.Ring See(CaseWalk walk) => new(new BellCommand.See(walk.State.Offers[^1].Offer));

    private static string? Refusal(CaseWalk walk, BellCommand wish, Actor by) =>
        walk.Try(new CaseCommand.Ring(wish), by).Refusal?.Code;

    private static void Pass(CaseWalk walk, CaseClock bell)
    {
        walk.Now = bell.DueAt;
        walk.Do(CaseFlow.WhenDue(walk.State, bell.Id, bell.DueAt)!, Actor.System).BySystem();
    }
}
