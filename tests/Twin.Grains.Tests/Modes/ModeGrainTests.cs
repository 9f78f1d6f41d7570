using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Modes;
using Twin.City.Resources;
using Twin.City.Rights;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Modes;
using Twin.Grains.Stocks;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Modes;

public class ModeGrainTests
{
    private static readonly ModeKey Rain = new("Rain", null);
    private static readonly ImmutableArray<RoleBinding> Planner = [new("Planner")];
    private static readonly Office Opener = new("planner", "Planner", null);

    private static readonly Plan Storm = new(
        "RAIN-1", "Rain", "城区内涝预案", "Urban flood plan", Mode.War3, Mode.Watch, new(ModeReason.Warning),
        new DepartmentId("Drainage"), 24,
        new(new PlanTask("pump", "架泵排水", "Pump out", "E0406", new DepartmentId("Drainage"))),
        new(new PlanResource("pump", "Drainage", "Pump", 2)));

    private static readonly IncidentTask Pumping = new("pump", new CaseId("c-pump"), "hash", new Words("t", "s"));

    [Fact]
    public async Task A_plan_that_was_opened_right_before_a_crash_is_carried_out_once_after_it()
    {
        var log = MemoryEventLog.Create(new FastTime(50, Town.Morning));
        await Open(log);
        await using (var city = await LiveCity.Start(log))
        {
            await city.Stock("Drainage").Do(
                new StockCommand.Add("Pump", 3), new Actor("p", ["Planner"]), "add", city.Cancel);
            await Until(city, async () => (await city.Case("c-pump").See(city.Cancel))?.Stage == CaseStage.AwaitAccept
                && Held(await city.Stock("Drainage").See(city.Cancel)) == 2);
            await city.Grains.GetGrain<IModeGrain>(Town.West.Value).Look();
        }

        await using var again = await LiveCity.Start(log);
        var mode = again.Grains.GetGrain<IModeGrain>(Town.West.Value);
        await mode.Look();
        await Must(mode.Do(
            new ModeOrder(new ModeCommand.ClosePlan(Rain, "i-1", ModeReason.Calm), "p", Planner, "close"),
            again.Cancel));
        await Until(again, async () => Held(await again.Stock("Drainage").See(again.Cancel)) == 0);

        var facts = await log.ReadStream("mode/west", 0, 100, again.Cancel);
        Assert.Equal(
            ["PlanOpened", "TaskGiven", "ResourceKept", "PlanClosed", "ResourceFreed"],
            facts.Select(fact => fact.Kind["mode/".Length..]));
        Assert.Equal(Town.West1, (await again.Case("c-pump").See(again.Cancel))!.Home);
    }

    [Fact]
    public async Task A_child_may_not_go_below_what_the_plan_of_its_parent_orders()
    {
        await using var city = await LiveCity.Start();
        var (street, west) = (Of(city, Town.Street), Of(city, Town.West));
        var until = city.Time.GetUtcNow().AddHours(20);
        await Must(west.Do(new ModeOrder(
            new ModeCommand.StepUp(Rain, Mode.War4, until, ModeReason.Warning), "p", Planner, "up"), city.Cancel));
        await Must(street.Do(new ModeOrder(
            new ModeCommand.OpenPlan(Rain, "i-2", Storm, 1, until, [Pumping]), "p", Planner, "open"), city.Cancel));
        await Must(west.Do(
            new ModeOrder(
                new ModeCommand.ProposeStepDown(Rain, Mode.Watch, until, ModeReason.Calm), "p", Planner, "propose"),
            city.Cancel));
        await Must(west.Do(new ModeOrder(
            new ModeCommand.ConfirmStepDown(Rain), "h", [new RoleBinding("CentreHead", Town.West)], "confirm"),
            city.Cancel));

        var down = await west.Do(
            new ModeOrder(
                new ModeCommand.ProposeStepDown(Rain, Mode.Peace, until, ModeReason.Calm), "p", Planner, "peace"),
            city.Cancel);

        Assert.Equal("BelowOrder", down.Refusal?.Code);
    }

    [Fact]
    public async Task Two_offices_at_once_lose_nothing_and_the_same_command_again_has_one_effect()
    {
        await using var city = await LiveCity.Start();
        var west = Of(city, Town.West);
        var until = city.Time.GetUtcNow().AddHours(20);
        var up = new ModeCommand.StepUp(Rain, Mode.War1, until, ModeReason.Order);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(number =>
            west.Do(new ModeOrder(up, "p", Planner, $"up-{number % 3}"), city.Cancel)));

        Assert.Equal(10, answers.Count(one => one.Refusal is null));
        Assert.Single(await city.Log.ReadStream("mode/west", 0, 100, city.Cancel));
    }

    /// <summary>The fact alone, as a silo that died right after it has left it.</summary>
    private static async Task Open(MemoryEventLog log)
    {
        var opened = new ModeEvent.PlanOpened(
            "Rain", null, "i-1", Storm, 1, Town.Morning.AddDays(2), new(Pumping), Opener);
        var (kind, payload) = CityJson.Encode(opened);
        await log.Append(
            new NewBatch
            {
                Stream = "mode/west",
                ExpectedVersion = 0,
                Facts = [new NewFact(kind, CityJson.Schema, payload, ["mode"])],
                At = Town.Morning,
                By = new Author("planner", "Planner"),
                CommandId = "open",
                RulesVersion = "test",
            },
            TestContext.Current.CancellationToken);
    }

    private static IModeGrain Of(LiveCity city, HomeId area) => city.Grains.GetGrain<IModeGrain>(area.Value);

    private static async Task Must(Task<ModeAnswer> answer) => Assert.Null((await answer).Refusal);

    private static int Held(StockSight stock) => stock.Resources.Count(one => one.For is not null);

    private static async Task Until(LiveCity city, Func<Task<bool>> isSo)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var grain = Of(city, Town.West);
        while (!await isSo())
        {
            await grain.Look();
            await pause.WaitForNextTickAsync(city.Cancel);
        }
    }
}
