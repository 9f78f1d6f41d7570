using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

/// <summary>What a desk is offered; that all that is carried out was on offer is the model test's.</summary>
public class CaseChoicesTests
{
    private static readonly CaseCommand.Report Litter = Town.Flood with { Class = "E0202" };
    private static readonly Actor Bureau = new("a-bureau", ["Handler"], Town.Area, new DepartmentId("Enforcement"));

    [Fact]
    public void Nothing_may_be_done_where_there_is_no_case() =>
        Assert.Empty(CaseChoices.Of(CaseState.Absent(new CaseId("c")), Town.Dispatcher, Town.Morning, Town.Rules));

    [Fact]
    public void A_dispatcher_recalls_what_was_sent_and_sends_it_anew()
    {
        var walk = Sent();
        Assert.Equal(["Offer", "Recall"], Open(walk, Town.Dispatcher));

        walk.Do(new CaseCommand.Recall(Town.Text), Town.Dispatcher);
        Assert.Equal(["Dispatch"], Open(walk, Town.Dispatcher));
    }

    [Fact]
    public void A_department_is_offered_its_own_orders_only()
    {
        var walk = Sent().Do(new CaseCommand.Recall(Town.Text), Town.Dispatcher)
            .Do(new CaseCommand.Dispatch(null, Bureau.Department), Town.Dispatcher);

        Assert.Equal(["Accept", "Return"], Open(walk, Bureau).Where(word => word is "Accept" or "Return"));
        Assert.DoesNotContain("Accept", Open(walk, Town.DrainageDesk));
    }

    [Fact]
    public void Why_not_now_is_the_refusal_of_the_table()
    {
        var choices = CaseChoices.Of(Sent().State, Town.Dispatcher, Town.Morning, Town.Rules);

        Assert.Contains(new CaseChoice("Dispatch", "AlreadyDispatched"), choices);
    }

    [Fact]
    public void A_case_without_a_class_can_be_filed_with_one()
    {
        var walk = new CaseWalk().Do(Litter with { Class = null }, Town.Receiver).BySystem();

        Assert.Contains("File", Open(walk, Town.Filer));
    }

    private static CaseWalk Sent() => new CaseWalk().Do(Litter, Town.Receiver).BySystem();

    private static string[] Open(CaseWalk walk, Actor by) =>
    [
        .. CaseChoices.Of(walk.State, by, walk.Now, Town.Rules).Where(one => one.Refusal is null)
            .Select(one => one.Command),
    ];
}
