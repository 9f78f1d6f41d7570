using FsCheck;
using FsCheck.Fluent;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Json;

namespace Twin.City.Tests.Clocks;

public class ClockFoldTests
{
    private static readonly HomeId[] Homes = [Town.North, Town.South, Town.Area];

    private static readonly Arbitrary<int[]> Choices = Gen.Choose(0, int.MaxValue - 1).ArrayOf(200).ToArbitrary();

    [Fact]
    public void A_home_holds_exactly_the_clocks_that_its_cases_say_they_have()
    {
        var moves = 0;
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            moves += log.Facts.Count(fact => CaseFeeds.MoveOf(fact.Happened)?.Clocks is not null);
            foreach (var home in Homes)
            {
                var fold = Fold(log.FeedOf(home), new ClockFold(home));
                var running = 0;
                foreach (var state in log.Cases.Values)
                {
                    var own = state.Home == home ? state.Clocks : [];
                    Assert.Equal(own, fold.Of(state.Id));
                    running += own.Count(clock => !clock.Passed);
                }

                Assert.Equal(running, fold.Running);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
        Assert.True(moves > 10, $"{moves} moves with clocks prove little");
    }

    [Fact]
    public void A_run_of_a_clock_passes_at_most_once_and_never_before_it_is_due()
    {
        var passed = 0;
        Prop.ForAll(Choices, choices =>
        {
            var facts = TownLog.Of(choices).Facts
                .Select(fact => (fact.Case, fact.At, Passed: fact.Happened as CaseEvent.DeadlinePassed))
                .Where(fact => fact.Passed is not null).ToList();
            passed += facts.Count;
            Assert.All(facts, fact => Assert.True(fact.At >= fact.Passed!.DueAt));
            Assert.Equal(facts.Count, facts.DistinctBy(fact => (fact.Case, fact.Passed!.Clock)).Count());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
        Assert.True(passed > 10, $"{passed} passed deadlines prove little");
    }

    [Fact]
    public void A_fold_that_was_kept_goes_on_as_if_it_had_never_rested()
    {
        Prop.ForAll(Choices, choices =>
        {
            var feed = TownLog.Of(choices).FeedOf(Town.North).ToList();
            var cut = choices[0] % (feed.Count + 1);
            var kept = CityJson.DecodeClocks(CityJson.Encode(Fold(feed[..cut], new ClockFold(Town.North)).Memory()));

            var rested = Fold(feed[cut..], new ClockFold(kept));
            var awake = Fold(feed, new ClockFold(Town.North));

            Assert.Equal(awake.Memory().Held, rested.Memory().Held);
            Assert.Equal(awake.DueBy(DateTimeOffset.MaxValue), rested.DueBy(DateTimeOffset.MaxValue));
            Assert.Equal(awake.NextAt, rested.NextAt);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void What_is_due_comes_in_one_order_whatever_the_order_of_different_cases_was()
    {
        Prop.ForAll(Choices, choices =>
        {
            var feed = TownLog.Of(choices).FeedOf(Town.North).ToList();
            var byCase = feed.OrderBy(fact => fact.Case.Value, StringComparer.Ordinal).ThenBy(fact => fact.Version);

            var due = Fold(feed, new ClockFold(Town.North)).DueBy(DateTimeOffset.MaxValue).ToList();

            Assert.Equal(due, Fold(byCase, new ClockFold(Town.North)).DueBy(DateTimeOffset.MaxValue));
            Assert.Equal(due.Order(), due);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void A_settled_clock_is_not_told_again_until_its_case_speaks_and_an_older_answer_settles_nothing()
    {
        var start = new ClockStart("T1", Limit.Parse("PT6H/E"), Town.Morning.AddHours(6));
        var fold = new ClockFold(Town.North);
        fold.Apply(Fact(1, new CaseEvent.ReviewOpened { Clocks = new(start) }));
        fold.Apply(Fact(2, new CaseEvent.DispatchOpened()));
        var due = Assert.Single(fold.DueBy(start.DueAt));

        fold.Settle(due, version: 1);
        Assert.Single(fold.DueBy(start.DueAt));
        fold.Settle(due, version: 2);
        Assert.Empty(fold.DueBy(start.DueAt));
        fold.Apply(Fact(3, new CaseEvent.DispatchOpened()));
        Assert.Equal(due, Assert.Single(fold.DueBy(start.DueAt)));
    }

    [Theory]
    [InlineData("T5/6", "T5", "T5", 6)]
    [InlineData("Step.cordon/12", "Step.cordon", "Step", 12)]
    public void A_clock_is_named_by_its_row_and_the_fact_that_started_it(string id, string name, string row, long by)
    {
        var clock = new ClockId(id);

        Assert.Equal((name, row, by), (clock.Name, clock.Row, clock.StartedBy));
        Assert.Equal(clock, ClockId.Of(name, by));
        Assert.Equal(clock, ClockId.TryParse(id));
        Assert.All(["", "T5", "/5", "T5/", "T5/-1", "T5/x", null], text => Assert.Null(ClockId.TryParse(text)));
    }

    private static Committed Fact(long version, CaseEvent happened) =>
        new(new CaseId("c-1"), version, version, [], Town.Morning, null, happened);

    private static ClockFold Fold(IEnumerable<Committed> feed, ClockFold fold)
    {
        foreach (var fact in feed) fold.Apply(fact);
        return fold;
    }
}
