using Twin.City;
using Twin.City.Resources;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Stocks;

public class StockGrainTests
{
    private const string Pump = "Pump";
    private static readonly Actor Lead = new("lead", ["ShiftLead"]);

    [Fact]
    public async Task Of_a_thousand_who_want_forty_pumps_at_once_forty_get_one_each()
    {
        await using var city = await LiveCity.Start();
        var stock = city.Stock("Drainage");
        await stock.Do(new StockCommand.Add(Pump, 40), Lead, "add", city.Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(number => stock.Do(
            new StockCommand.Commit(Pump, 1, new CaseId($"c-{number}")), Lead, $"k-{number}", city.Cancel)));

        Assert.Equal(40, answers.Count(answer => answer.Refusal is null));
        Assert.All(
            answers.Where(answer => answer.Refusal is not null),
            answer => Assert.Equal("ResourceGone", answer.Refusal!.Code));
        var after = await stock.See(city.Cancel);
        Assert.All(after.Resources, one => Assert.Equal(ResourceUse.Committed, one.Use));
        Assert.Equal(40, after.Resources.Select(one => one.For).Distinct().Count());
    }

    [Fact]
    public async Task The_same_command_again_is_answered_alike_and_takes_nothing()
    {
        await using var city = await LiveCity.Start();
        var stock = city.Stock("Drainage");
        await stock.Do(new StockCommand.Add(Pump, 3), Lead, "add", city.Cancel);
        var commit = new StockCommand.Commit(Pump, 1, new CaseId("c-1"));

        var first = await stock.Do(commit, Lead, "k", city.Cancel);
        var again = await stock.Do(commit, Lead, "k", city.Cancel);

        Assert.Equal(first.Taken, again.Taken);
        Assert.Equal(first.Stock.Position, again.Stock.Position);
        Assert.Equal(1, again.Stock.Resources.Count(one => one.Use == ResourceUse.Committed));
    }
}
