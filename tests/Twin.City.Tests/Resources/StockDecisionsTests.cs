using Twin.City.Json;
using Twin.City.Resources;

namespace Twin.City.Tests.Resources;

public class StockDecisionsTests
{
    private const string Pump = "Pump";
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Actor Lead = new("lead", ["ShiftLead"]);
    private static readonly CaseId East = new("c-east");
    private static readonly CaseId West = new("c-west");

    [Fact]
    public void A_case_has_what_it_asked_for_and_asked_again_no_more()
    {
        var stock = Given(3).After(Happened(Given(3), new StockCommand.Commit(Pump, 2, East)));

        Assert.Equal(["Pump-1", "Pump-2"], Of(stock, East));
        Assert.Empty(StockDecisions.Decide(stock, new StockCommand.Commit(Pump, 2, East), Lead, Now).Happened);
        Assert.Equal("ResourceGone", No(stock, new StockCommand.Commit(Pump, 2, West)));
        Assert.Equal(["Pump-3"], Of(stock.After(Happened(stock, new StockCommand.Commit(Pump, 1, West))), West));
    }

    [Fact]
    public void All_or_nothing_and_the_answer_says_how_many_are_left()
    {
        var refused = StockDecisions.Decide(Given(3), new StockCommand.Commit(Pump, 4, East), Lead, Now).Refusal!;

        Assert.Equal("Found 3 free of kind Pump; expected 4. Ask another holder.", refused.En);
        Assert.Equal("ResourceGone", refused.Code);
    }

    [Fact]
    public void A_reservation_ends_by_itself_and_goes_first_when_it_is_committed()
    {
        var hour = Now.AddHours(1);
        var stock = Given(2).After(Happened(Given(2), new StockCommand.Reserve(Pump, 2, East, hour)));

        Assert.Equal("ResourceGone", No(stock, new StockCommand.Commit(Pump, 1, West)));
        var committed = stock.After(Happened(stock, new StockCommand.Commit(Pump, 1, East)));
        Assert.Equal([ResourceUse.Committed, ResourceUse.Reserved], committed.Rows.Select(row => row.Use(Now)));
        Assert.Equal([ResourceUse.Committed, ResourceUse.Free], committed.Rows.Select(row => row.Use(hour)));
        Assert.Equal(
            ["Pump-2"],
            StockDecisions.Decide(committed, new StockCommand.Commit(Pump, 1, West), Lead, hour)
                .Happened.Single().Resources.Items.Select(id => id.Value));
    }

    [Fact]
    public void A_reservation_can_be_made_longer_within_a_week()
    {
        var stock = Given(1).After(Happened(Given(1), new StockCommand.Reserve(Pump, 1, East, Now.AddHours(1))));

        var longer = stock.After(Happened(stock, new StockCommand.Reserve(Pump, 1, East, Now.AddHours(2))));

        Assert.Equal(Now.AddHours(2), longer.Rows[0].Until);
        foreach (var until in new[] { Now, Now.AddDays(8) })
        {
            Assert.Equal("FieldInvalid", No(stock, new StockCommand.Reserve(Pump, 1, East, until)));
        }
    }

    [Fact]
    public void What_is_released_is_free_and_what_is_retired_never_comes_back()
    {
        var used = Given(2).After(Happened(Given(2), new StockCommand.Commit(Pump, 1, East)));
        Assert.Equal("ResourceGone", No(used, new StockCommand.Retire(Pump, 2)));
        Assert.Equal("NothingHeld", No(used, new StockCommand.Release(Pump, West)));

        var free = used.After(Happened(used, new StockCommand.Release(Pump, East)));
        var retired = free.After(Happened(free, new StockCommand.Retire(Pump, 1)));
        var more = retired.After(Happened(retired, new StockCommand.Add(Pump, 1)));

        Assert.Equal(
            [ResourceUse.Free, ResourceUse.Retired, ResourceUse.Free], more.Rows.Select(row => row.Use(Now)));
        Assert.Equal(["Pump-1", "Pump-2", "Pump-3"], more.Rows.Select(row => row.Id.Value));
    }

    [Fact]
    public void Who_dispatches_claims_and_who_plans_keeps()
    {
        var dispatcher = new Actor("d", ["Dispatcher"]);
        var planner = new Actor("p", ["Planner"]);
        var resident = new Actor("r", ["Resident"]);

        Assert.Null(StockDecisions.Decide(Given(1), new StockCommand.Commit(Pump, 1, East), dispatcher, Now).Refusal);
        Assert.Null(StockDecisions.Decide(Given(1), new StockCommand.Add(Pump, 1), planner, Now).Refusal);
        foreach (var (command, by) in new (StockCommand, Actor)[]
        {
            (new StockCommand.Add(Pump, 1), dispatcher), (new StockCommand.Commit(Pump, 1, East), planner),
            (new StockCommand.Release(Pump, East), resident),
        })
        {
            Assert.Equal("NotAllowed", StockDecisions.Decide(Given(1), command, by, Now).Refusal?.Code);
        }
    }

    [Fact]
    public void Every_fact_is_read_back_as_it_was_written()
    {
        FactList<ResourceId> two = new(new ResourceId("Pump-1"), new ResourceId("Pump-2"));
        StockEvent[] all =
        [
            new StockEvent.Added(two, Pump), new StockEvent.Retired(two), new StockEvent.Reserved(two, East, Now),
            new StockEvent.Committed(two, East), new StockEvent.Released(two, West),
        ];

        foreach (var one in all)
        {
            var encoded = CityJson.Encode(one);
            Assert.Equal(one, CityJson.DecodeStock(encoded.Kind, CityJson.Schema, encoded.Payload));
        }

        Assert.Equal(
            """{"for":"c-east","resources":["Pump-1","Pump-2"]}""",
            System.Text.Encoding.UTF8.GetString(CityJson.Encode(new StockEvent.Committed(two, East)).Payload.Span));
    }

    private static StockState Given(int pumps) =>
        StockState.Empty.After(Happened(StockState.Empty, new StockCommand.Add(Pump, pumps)));

    private static StockEvent Happened(StockState stock, StockCommand command) =>
        Assert.Single(StockDecisions.Decide(stock, command, Lead, Now).Happened);

    private static string? No(StockState stock, StockCommand command) =>
        StockDecisions.Decide(stock, command, Lead, Now).Refusal?.Code;

    private static IEnumerable<string> Of(StockState stock, CaseId one) =>
        stock.Rows.Where(row => row.IsHeldFor(one, Now)).Select(row => row.Id.Value);
}
