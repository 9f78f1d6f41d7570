using Twin.City;
using Twin.City.Households;
using Twin.EventLog.Memory;
using Twin.Grains.Households;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Households;

public class HouseholdGrainTests
{
    private static readonly Actor Resident = new("a-door", ["Resident"], Town.East1);

    [Fact]
    public async Task Every_address_is_a_household_without_a_fact()
    {
        await using var city = await LiveCity.Start();

        var sight = (await Door(city).See(city.Cancel))!;

        Assert.Equal((Town.House, "和平路", "201"), (sight.Building, sight.Road, sight.Room));
        Assert.Equal(Occupancy.Unknown, sight.Occupancy);
        Assert.Equal(0, city.Log.Head.Position);
    }

    [Fact]
    public async Task The_first_own_fact_begins_the_stream()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log))
        {
            var answer = await Door(city).Declare(Occupancy.Let, Resident, "d-1", city.Cancel);
            Assert.Equal((1, null), (answer.Position, answer.Refusal));
            Assert.Equal(answer, await Door(city).Declare(Occupancy.Let, Resident, "d-1", city.Cancel));
            await Door(city).Declare(Occupancy.Let, Resident, "d-2", city.Cancel);
            Assert.Equal(1, log.Head.Position);
        }

        await using var again = await LiveCity.Start(log);
        var seen = (await Door(again).See(again.Cancel))!;
        Assert.Equal((Occupancy.Let, 1L), (seen.Occupancy, seen.Version));
    }

    [Theory]
    [InlineData("Analyst", Occupancy.Let, "NotAllowed")]
    [InlineData("Resident", (Occupancy)99, "FieldInvalid")]
    public async Task What_cannot_be_declared_is_refused(string role, Occupancy occupancy, string code)
    {
        await using var city = await LiveCity.Start();

        var answer = await Door(city).Declare(occupancy, new Actor("a", [role]), "d-1", city.Cancel);

        Assert.Equal((code, 0), (answer.Refusal?.Code, city.Log.Head.Position));
    }

    private static IHouseholdGrain Door(LiveCity city) => city.Grains.GetGrain<IHouseholdGrain>("door");
}
