using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Obligations;
using Twin.Grains.Cases;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Clocks;

/// <summary>The clocks of obligations lie with those of their case, and fire as surely.</summary>
public class ObligationClockTests
{
    private static readonly Actor Street = new("a-street", ["StreetOffice"], Town.Street);

    [Fact]
    public async Task A_department_that_does_not_come_is_supervised_once_and_the_others_do_not_move()
    {
        var time = new FastTime(speed: 1, Town.Morning);
        await using var city = await LiveCity.Start(time: time);
        await Called(city, "Drainage", "Parks");
        await Act(city, "Parks", new ObligationCommand.Accept());
        var before = (await city.Case("c-1").See(city.Cancel))!;
        var (silent, accept) = Clock(before, "Drainage", "WhistleAccept");
        Assert.Equal(ClockOutcome.TooEarly, (await city.Case("c-1").ClockDue(accept.Id, accept.DueAt)).Outcome);

        time.Jump(accept.DueAt - time.GetUtcNow());
        await city.Clocks.Sweep(city.Cancel);
        await city.Clock(Town.East1).Look();
        var after = await Until(city, sight => Of(sight, "Drainage").Obligation.Supervision == 2);

        Assert.Equal(ObligationStage.NoShow, Of(after, "Drainage").Obligation.Stage);
        Assert.Equal(Of(before, "Parks").Hash(), Of(after, "Parks").Hash());
        var again = await city.Case("c-1").ClockDue(accept.Id, accept.DueAt);
        Assert.Equal(ClockOutcome.NotRunning, again.Outcome);
        var facts = await city.Log.ReadStream("case/c-1", before.Version, 99, city.Cancel);
        var told = facts.Select(fact => CaseFacts.Committed(fact)!.Happened).ToList();
        Assert.Equal(accept.DueAt, told.OfType<CaseEvent.DeadlinePassed>().Single(e => e.Clock == accept.Id).DueAt);
        Assert.Equal((silent, 2), told.OfType<CaseEvent.ObligationSupervised>()
            .Select(e => (e.Obligation, e.Level)).Single());
    }

    [Fact]
    public async Task A_case_that_moves_takes_the_clocks_of_its_obligations_along()
    {
        await using var city = await LiveCity.Start(time: new FastTime(speed: 1, Town.Morning));
        await Called(city, "Drainage");
        var before = (await city.Case("c-1").See(city.Cancel))!;
        var place = new CaseSpot(Town.West1, Town.Place(2), null, null);

        await city.Do("c-1", new CaseCommand.Correct(null, Severity.Unset, place, new Words("t", "s")), Town.Receiver);

        var after = (await city.Case("c-1").See(city.Cancel))!;
        Assert.Equal(Town.West1, after.Home);
        Assert.Equal(Of(before, "Drainage").Hash(), Of(after, "Drainage").Hash());
        Assert.Equal(0, (await city.Clock(Town.East1).Sweep(city.Cancel)).Running);
        Assert.True((await city.Clock(Town.West1).Sweep(city.Cancel)).Running > 0);
    }

    private static async Task Called(LiveCity city, params string[] departments)
    {
        await city.Report("c-1", Town.East1);
        await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
        foreach (var department in departments)
        {
            var whistle = new CaseCommand.RaiseWhistle(
                WhistleKind.Daily, new DepartmentId(department), new Words("t", "s"));
            Assert.Null((await city.Do("c-1", whistle, Street, $"whistle-{department}")).Refusal);
        }
    }

    private static async Task Act(LiveCity city, string department, ObligationCommand wish)
    {
        var sight = (await city.Case("c-1").See(city.Cancel))!;
        var by = new Actor("a-desk", ["Handler"], null, new DepartmentId(department));
        var order = new CaseCommand.Oblige(Of(sight, department).Obligation.Id, wish);
        Assert.Null((await city.Do("c-1", order, by, $"{wish.GetType().Name}-{department}")).Refusal);
    }

    private static ObligationMemory Of(CaseSight sight, string department) =>
        sight.Obligations.Single(one => one.Obligation.Department.Value == department);

    private static (ObligationId Id, CaseClock Clock) Clock(CaseSight sight, string department, string row)
    {
        var owed = Of(sight, department);
        return (owed.Obligation.Id, owed.Clocks.Items.Single(clock => clock.Id.Row == row));
    }

    private static async Task<CaseSight> Until(LiveCity city, Func<CaseSight, bool> holds)
    {
        while (true)
        {
            var head = city.Log.Head.Position;
            var sight = (await city.Case("c-1").See(city.Cancel))!;
            if (holds(sight))
            {
                return sight;
            }

            await city.Log.WaitBeyond(head, city.Cancel);
        }
    }
}
