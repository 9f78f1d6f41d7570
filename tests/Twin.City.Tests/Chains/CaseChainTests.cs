using Twin.City.Cases;
using Twin.City.Chains;
using Twin.City.Obligations;
using Twin.City.Tests.Cases;
using Twin.City.Tests.Obligations;
using static Twin.City.Tests.Obligations.ThreeDepartments;

namespace Twin.City.Tests.Chains;

/// <summary>What led to what in single lives, and who was late.</summary>
public class CaseChainTests
{
    private static readonly CaseCommand.Handle Done = new(Town.Text, AfterPhoto: true);

    [Fact]
    public void A_plain_life_is_a_chain_whose_links_answer_each_other()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        walk.Do(new CaseCommand.Accept(null), Town.NorthWorker).Do(Done, Town.NorthWorker).BySystem();
        walk.Do(new CaseCommand.Accept(walk.State.Offers[^1].Offer), Town.SouthWorker)
            .Do(new CaseCommand.PassCheck(null, true), Town.SouthWorker).BySystem();

        var chain = CaseChain.Of(walk.State.Id, walk.Facts);

        Assert.Equal(
            [
                "Reported <", "ReviewOpened <1", "Filed <2", "DispatchOpened <3", "Dispatched <4", "Accepted <5",
                "Handled <6", "CheckOpened <7", "Accepted <8", "CheckPassed <8",
            ],
            chain.Links.Select(link => $"{link.Fact} <{link.After}"));
        Assert.Equal(
            "Reported Filed Dispatched Accepted Handled Accepted CheckPassed",
            string.Join(' ', chain.Links.Where(link => link.IsMain).Select(link => link.Fact)));
        Assert.Empty(Late(chain, walk.Now));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(90, 90)]
    public void Whoever_handles_after_the_due_time_is_late_by_the_difference(int minutesAfter, int late)
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem()
            .Do(new CaseCommand.Accept(null), Town.NorthWorker);
        walk.Now = walk.State.DueAt!.Value.AddMinutes(minutesAfter);
        walk.Do(Done, Town.NorthWorker);

        var handled = CaseChain.Of(walk.State.Id, walk.Facts).Links.Single(link => link.Fact == "Handled");

        var clock = handled.Clocks.Single(clock => clock.Id.IsHandling);
        Assert.Equal(TimeSpan.FromMinutes(late), clock.LateBy(walk.Now));
        Assert.Equal(("Handler", (DepartmentId?)null), (clock.Role, clock.Department));
        Assert.Equal(6, clock.Id.StartedBy);
    }

    [Fact]
    public void A_dispatcher_who_sleeps_is_the_late_one_and_not_who_got_it_then()
    {
        var walk = new CaseWalk(rules: Town.Rules with { SeatFor = _ => null })
            .Do(Town.Flood, Actor.Anonymous).BySystem();
        Assert.Equal(CaseStage.Dispatching, walk.State.Stage);
        walk.Now = walk.State.Clocks.Single(clock => clock.Id.IsNamed("Dispatch")).DueAt.AddHours(2);
        walk.Do(new CaseCommand.Dispatch(null, Town.Drainage), Town.Dispatcher);

        var (link, clock) = Assert.Single(Late(CaseChain.Of(walk.State.Id, walk.Facts), walk.Now));

        Assert.Equal(("Dispatched", Town.Drainage), (link.Fact, link.Department));
        Assert.Equal(("Dispatch", "Dispatcher", (DepartmentId?)null), (clock.Id.Row, clock.Role, clock.Department));
        Assert.Equal(TimeSpan.FromHours(2), clock.LateBy(walk.Now));
    }

    [Fact]
    public void What_runs_is_late_by_now_and_what_an_extension_moved_is_not()
    {
        var walk = new CaseWalk(rules: Rules).Do(Town.Flood, Actor.Anonymous).BySystem()
            .Do(new CaseCommand.Accept(null), Town.NorthWorker);
        var first = walk.State.DueAt!.Value;
        walk.Now = first.AddHours(-3);
        walk.Do(new CaseCommand.AskExtension(first.AddHours(8), Town.Text, Town.Text, false), Town.NorthWorker);
        walk.Now = first.AddHours(-2);
        walk.Do(new CaseCommand.GrantExtension(null), new Actor("a-head", ["CentreHead"], Town.Area));

        var chain = CaseChain.Of(walk.State.Id, walk.Facts);

        var granted = chain.Links[^1];
        Assert.Equal(("ExtensionGranted", (long?)granted.Stamp.Version - 1), (granted.Fact, granted.After));
        var handling = chain.Running.Single(clock => clock.Id.IsHandling);
        Assert.Equal(walk.State.DueAt, handling.DueAt);
        Assert.Equal(TimeSpan.Zero, handling.LateBy(first.AddHours(8)));
        Assert.Equal(TimeSpan.FromHours(1), handling.LateBy(first.AddHours(9)));
    }

    [Fact]
    public void The_silent_department_is_named_at_every_link_of_its_whistle()
    {
        var walk = Called().Until(Local(12, 10)).Work(Enforcement).Finish(Enforcement).Until(Local(15, 14));
        var silent = walk.IdOf(Silent);

        var chain = CaseChain.Of(walk.State.Id, walk.Facts);

        var own = chain.Links.Where(link => link.Obligation == silent).ToList();
        Assert.All(own, link => Assert.Equal(Silent, link.Department));
        Assert.All(own.Skip(1), (link, at) => Assert.Equal(own[at].Stamp.Version, link.After));
        Assert.Equal("WhistleRaised", own[0].Fact);
        Assert.Contains(own, link => link is { Fact: "ObligationMoved", Reason: nameof(ObligationStage.NoShow) });
        var waiting = Assert.Single(
            chain.Running, clock => clock.Id.Row == ObligationClocks.Accept && clock.Department == Silent);
        Assert.Equal("Handler", waiting.Role);
        Assert.Equal(TimeSpan.FromHours(3 * 24 + 1), waiting.LateBy(walk.Now));
        Assert.DoesNotContain(Late(chain, walk.Now), late => late.Clock.Department == Enforcement);
    }

    [Fact]
    public void A_merge_names_the_other_case_and_its_undoing_follows_from_it()
    {
        var (one, two) = (new CaseId("case-2"), new CaseId("case-3"));
        var facts = Stamped(
            new CaseEvent.DuplicateAdded(one), new CaseEvent.DuplicateAdded(two),
            new CaseEvent.Handled(Town.NorthSeat, null, null, null), new CaseEvent.DuplicateRemoved(one));

        var links = CaseChain.Of(new CaseId("case-1"), facts).Links;

        Assert.Equal([null, one, two, null, one], links.Select(link => link.Other));
        Assert.Equal(3, links[^1].After);
    }

    [Fact]
    public void No_link_tells_an_account()
    {
        var walk = ThreeDepartments.Handled();

        var text = string.Join('|', CaseChain.Of(walk.State.Id, walk.Facts).Links.Select(link => link.Role));

        Assert.DoesNotContain("a-", text, StringComparison.Ordinal);
    }

    private static List<(ChainLink Link, ChainClock Clock)> Late(CaseChain chain, DateTimeOffset now) =>
    [
        .. from link in chain.Links
           from clock in link.Clocks
           where clock.LateBy(now) > TimeSpan.Zero
           select (link, clock),
    ];

    private static IEnumerable<ChainFact> Stamped(params CaseEvent[] later)
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous);
        var first = walk.Facts[0];
        return later.Prepend(first.Happened).Select((happened, at) => new ChainFact(
            happened, new CaseStamp(Town.Morning.AddMinutes(at), at + 1, at + 1, $"command-{at}"), "System", null));
    }
}
