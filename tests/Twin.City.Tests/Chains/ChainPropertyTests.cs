using FsCheck;
using FsCheck.Fluent;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Chains;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Tests.Chains;

/// <summary>Of any life: the chain is the case's facts, and its clocks are the case's clocks.</summary>
public class ChainPropertyTests(ITestOutputHelper output)
{
    private static readonly Arbitrary<int[]> Choices = Gen.Choose(0, int.MaxValue - 1).ArrayOf(200).ToArbitrary();

    [Fact]
    public void The_links_are_all_facts_of_the_case_in_order_and_each_follows_from_an_earlier_one()
    {
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            foreach (var (id, facts) in Lives(log))
            {
                var chain = CaseChain.Of(id, facts);

                Assert.Equal(facts.Select(fact => fact.Happened), chain.Links.Select(link => link.Happened));
                Assert.Equal(
                    log.Cases[id].Steps.Items.Select(step => (step.Version, step.Position, step.At, step.Stage)),
                    chain.Links.Select(link => (link.Stamp.Version, link.Stamp.Position, link.Stamp.At, link.Stage)));
                Assert.Null(chain.Links[0].After);
                Assert.All(chain.Links.Skip(1), link => Assert.InRange(link.After!.Value, 1, link.Stamp.Version - 1));
                Assert.All(chain.Links, link => Assert.All(
                    link.Clocks, clock => Assert.InRange(clock.Id.StartedBy, 1, link.Stamp.Version)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void Lateness_is_that_of_the_clocks_of_the_case()
    {
        var (judged, late, running) = (0, 0, 0);
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            foreach (var (id, facts) in Lives(log))
            {
                var (chain, state) = (CaseChain.Of(id, facts), log.Cases[id]);
                var runs = state.Clocks.Where(clock => IsLimit(clock.Id)).ToList();
                Assert.Equal(
                    runs.Select(clock => (clock.Id, clock.StartedAt, clock.DueAt)),
                    chain.Running.Select(clock => (clock.Id, clock.StartedAt, clock.DueAt)));
                Assert.All(chain.Running, (clock, at) => Assert.Equal(
                    log.Now > runs[at].DueAt ? log.Now - runs[at].DueAt : TimeSpan.Zero, clock.LateBy(log.Now)));
                running += runs.Count;
                if (state.HandledAt is not { } handledAt || state.DueAt is not { } dueAt) continue;
                var handling = chain.Links.SelectMany(link => link.Clocks).Last(clock => clock.Id.IsHandling);
                Assert.Equal((dueAt, handledAt), (handling.DueAt, handling.EndedAt!.Value));
                Assert.Equal(state.Judged == Timeliness.Late, handling.LateBy(log.Now) > TimeSpan.Zero);
                judged++;
                late += state.Judged == Timeliness.Late ? 1 : 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        output.WriteLine($"judged={judged} late={late} running={running}");
        Assert.All([judged, late, running], count => Assert.True(count > 10, $"{count} prove little"));
    }

    /// <summary>A run ends once: no deadline is held against two links.</summary>
    [Fact]
    public void A_run_of_a_deadline_ends_at_one_link_at_most()
    {
        Prop.ForAll(Choices, choices =>
        {
            foreach (var (id, facts) in Lives(TownLog.Of(choices)))
            {
                var chain = CaseChain.Of(id, facts);
                var runs = chain.Links.SelectMany(link => link.Clocks).Concat(chain.Running)
                    .Where(clock => !clock.Id.IsHandling).Select(clock => clock.Id).ToList();
                Assert.Equal(runs.Distinct(), runs);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private static bool IsLimit(ClockId clock) => CityTables.ClockOf[clock.Row].Kind == "deadline"
        && !clock.Name.Contains(".twice", StringComparison.Ordinal)
        && !clock.Name.Contains(".remind", StringComparison.Ordinal)
        && !clock.Name.Contains(".solve", StringComparison.Ordinal);

    private static IEnumerable<(CaseId Id, List<ChainFact> Facts)> Lives(TownLog log) =>
        log.Facts.GroupBy(fact => fact.Case).Select(life => (life.Key, life.Select(fact => new ChainFact(
            fact.Happened, new CaseStamp(fact.At, fact.Version, fact.Position, $"command-{fact.Position}", fact.Tag),
            "System", null)).ToList()));
}
