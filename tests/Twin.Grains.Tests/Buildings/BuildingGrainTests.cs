using Twin.City.Cases;
using Twin.Grains.Buildings;
using Twin.Grains.KeySites;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Buildings;

public class BuildingGrainTests
{
    [Fact]
    public async Task A_building_shows_what_it_is_and_what_is_open_there()
    {
        await using var city = await LiveCity.Start();
        var house = city.Grains.GetGrain<IBuildingGrain>(Town.House.Value);
        await city.Report("c-1", Town.East1);
        await city.Report("c-2", Town.East1);

        var sight = (await house.See(city.Cancel))!;

        Assert.Equal((6, 18.0, 1, Town.East1), (sight.Floors, sight.HeightMetres, sight.Households, sight.Home));
        Assert.Equal((2, Severity.S3, city.Log.Head.Position), (sight.OpenCases, sight.Worst, sight.Position));
    }

    [Fact]
    public async Task A_case_that_ended_is_no_longer_open_there_even_when_every_hint_was_lost()
    {
        await using var city = await LiveCity.Start(loses: (_, _) => true);
        var house = city.Grains.GetGrain<IBuildingGrain>(Town.House.Value);
        await city.Report("c-1", Town.East1);
        Assert.Equal(1, (await house.See(city.Cancel))!.OpenCases);

        await city.Do("c-1", new CaseCommand.Void("Test", SecondSignature: true), Town.ShiftLead);

        var sight = (await house.See(city.Cancel))!;
        Assert.Equal((0, Severity.Unset), (sight.OpenCases, sight.Worst));
    }

    [Fact]
    public async Task A_case_that_was_filed_to_another_grid_is_still_at_its_site()
    {
        await using var city = await LiveCity.Start();
        var report = Town.Flood(Town.East) with { Site = Town.School };
        await city.Do("c-1", report, Town.Receiver);
        await city.Do("c-1", new CaseCommand.File("E0406", Severity.S2, Town.East2, ""), Town.Filer);

        var sight = await city.Grains.GetGrain<IKeySiteGrain>(Town.School.Value).See(city.Cancel);

        Assert.Equal((1, Severity.S2, "School", Town.East2), (sight!.OpenCases, sight.Worst, sight.Kind, sight.Home));
    }

    [Fact]
    public async Task Nobody_sees_a_building_or_a_site_that_is_none()
    {
        await using var city = await LiveCity.Start();

        Assert.Null(await city.Grains.GetGrain<IBuildingGrain>("nowhere").See(city.Cancel));
        Assert.Null(await city.Grains.GetGrain<IKeySiteGrain>("nowhere").See(city.Cancel));
    }
}
