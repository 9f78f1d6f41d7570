using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Cases;

public class CasePlanTests
{
    private static readonly CaseState Absent = CaseState.Absent(new CaseId("c-1"));
    private static readonly CaseRules Rules = CityRules.Of(Town.Build(), new CityTree(Town.Build()));

    [Fact]
    public void A_report_is_planned_up_to_the_offer_of_its_task()
    {
        var plan = Plan(Town.Flood(Town.East1), Town.Receiver);

        Assert.Equal(
            ["Reported", "ReviewOpened", "Filed", "DispatchOpened", "Dispatched"],
            plan.Happened.Select(CaseWords.FactOf));
        Assert.Equal(Town.East1, plan.NumberedIn);
    }

    [Fact]
    public void Each_fact_goes_to_the_feeds_that_it_concerns()
    {
        var facts = Plan(Town.Flood(Town.East1), Town.Receiver).Batch().Facts;

        Assert.Equal(["area:east-1", "building:house"], facts[0].Feeds);
        Assert.Equal(["area:east-1", "post:east-1-seat", "building:house"], facts[^1].Feeds.Order(ByKind));
    }

    [Fact]
    public void The_number_goes_into_the_fact_that_waits_for_it()
    {
        var plan = Plan(Town.Flood(Town.East1), Town.Receiver);

        plan.Number("33068120260515000001");

        Assert.Null(plan.NumberedIn);
        Assert.Equal("33068120260515000001", plan.Happened.OfType<CaseEvent.Filed>().Single().CaseNo);
    }

    [Fact]
    public void A_number_that_a_source_brings_is_kept()
    {
        var older = Town.Flood(Town.East1) with { LimitBy = LimitBy.Source };
        var state = StateAfter(Plan(older, Town.Source));

        var file = new CaseCommand.File("E0406", Severity.S4, null, "B-7");
        var plan = new CasePlan(state, Order(file, Town.Source), At, Rules);

        Assert.Null(plan.NumberedIn);
        Assert.Equal("B-7", plan.Happened.OfType<CaseEvent.Filed>().Single().CaseNo);
    }

    [Fact]
    public void An_older_record_takes_no_step_by_itself()
    {
        var older = Town.Flood(Town.East1) with { LimitBy = LimitBy.Source };

        var plan = Plan(older, Town.Source);

        Assert.Equal(["Reported", "ReviewOpened"], plan.Happened.Select(CaseWords.FactOf));
        Assert.Null(plan.NumberedIn);
    }

    [Fact]
    public void A_refusal_plans_nothing()
    {
        var plan = Plan(new CaseCommand.Arrive(), Town.Worker(Town.East1));

        Assert.NotNull(plan.Refusal);
        Assert.Empty(plan.Happened);
        Assert.Null(plan.NumberedIn);
    }

    [Fact]
    public void The_batch_carries_the_order_in_its_envelope()
    {
        var order = Order(Town.Flood(Town.East1), Town.Receiver) with { Tag = "drill-1", Correlation = "storm" };

        var batch = new CasePlan(Absent, order, At, Rules).Batch();

        Assert.Equal(("case/c-1", 0L, At), (batch.Stream, batch.ExpectedVersion, batch.At));
        Assert.Equal((new Author("a-receiver", "Receiver"), "id", "test"), (batch.By, batch.CommandId, batch.Client));
        Assert.Equal(("drill-1", "storm", 12), (batch.Tag, batch.Correlation, batch.RulesVersion.Length));
        Assert.Equal([null, .. Enumerable.Repeat(Author.System, 4)], batch.Facts.Select(fact => fact.By));
    }

    [Fact]
    public void A_drill_stays_a_drill_whoever_goes_on_with_it()
    {
        var state = StateAfter(
            new CasePlan(Absent, Order(Town.Flood(Town.East1), Town.Receiver) with { Tag = "drill-1" }, At, Rules));

        var accept = new CasePlan(state, Order(new CaseCommand.Accept(null), Town.Worker(Town.East1)), At, Rules);

        Assert.Equal("drill-1", accept.Batch().Tag);
    }

    private static readonly DateTimeOffset At = Town.Morning;

    /// <summary>Feeds of areas first, then of posts, then of buildings, as a reader would list them.</summary>
    private static readonly Comparer<string> ByKind = Comparer<string>.Create((a, b) => KindOf(a).CompareTo(KindOf(b)));

    private static int KindOf(string feed) => feed[0] switch { 'a' => 0, 'p' => 1, _ => 2 };

    private static CasePlan Plan(CaseCommand command, Actor by) => new(Absent, Order(command, by), At, Rules);

    private static CaseOrder Order(CaseCommand command, Actor by) => Town.Order(command, by, "id");

    private static CaseState StateAfter(CasePlan plan)
    {
        var state = Absent;
        foreach (var happened in plan.Happened)
        {
            var tag = plan.Batch().Tag;
            state = state.After(happened, new CaseStamp(At, state.Version + 1, state.Version + 1, "first", tag));
        }

        return state;
    }
}
