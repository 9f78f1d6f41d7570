using System.Globalization;
using Orleans;
using Twin.City.Privacy;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains.Buildings;
using Twin.Grains.Households;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Buildings, their entrances as counts, and single addresses for whoever looks after them.</summary>
internal static class BuildingDoors
{
    private const string OfHouseholds = "areaHouseholds";

    public static void MapBuildings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/buildings/{number}", Building).WithSummary("One building, by its feature id in tiles")
            .Takes(Asks.Building).Gives<BuildingView>().Refuses(400, 401, 404, 503);
        api.MapGet("/households/{id}", Household).WithSummary("One address; each look is audited with its purpose")
            .Takes(Asks.Household, Asks.Purpose).Gives<HouseholdView>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task Building(
        HttpContext context, ReferenceCity city, Rights rights, IGrainFactory grains)
    {
        var number = Asks.Building.Read(context) ?? 0;
        var building = city.Building(number)
            ?? throw BuildingUnknown(context.Request.RouteValues["number"]?.ToString());
        var sight = await grains.GetGrain<IBuildingGrain>(building.Id).See(context.RequestAborted)
            ?? throw BuildingUnknown(building.Id);
        await Answer.Ok(
            context,
            new BuildingView(
                building.Id, number, building.Name, building.Kind, sight.Home.Value, building.HeightMetres,
                building.Floors, FewHouseholds.Shown(sight.Households), sight.OpenCases, sight.Worst.ToString(),
                ViewOf.Point(building.Centre), sight.Position, Entrances(city, building.Id)),
            WireJson.Relaxed.BuildingView,
            rights.At(context.Caller(), sight.Home));
    }

    private static async Task Household(
        HttpContext context, ReferenceCity city, Places places, Rights rights, IGrainFactory grains, IVault vault,
        TimeProvider time)
    {
        var caller = context.Must(OfHouseholds);
        var id = Asks.Household.Must(context);
        var purpose = Asks.Purpose.Read(context) ?? throw new ProblemException(Problem.Field(
            "purpose", null, new Say("why you look, such as visit", "查看的目的，如 visit")));
        var sight = await grains.GetGrain<IHouseholdGrain>(id).See(context.RequestAborted);
        var building = sight is null ? null : city.Building(sight.Building.Value);
        if (sight is null || building is null)
        {
            throw new ProblemException(Problem.Unknown(
                "HouseholdUnknown", "id", id, new Say("an address of this city", "本市的标准地址")));
        }

        var verdict = rights.Explain(caller, OfHouseholds, new(places.HomeOf(building)));
        if (!verdict.Allowed)
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        // The look is in the audit before anything is told.
        var by = new Author(caller.Name, verdict.Role!.Role);
        var note = string.Create(CultureInfo.InvariantCulture, $"household/{id}: {purpose}");
        await vault.ReadMany(new WordsOfMany([], by, note, time.GetUtcNow()), context.RequestAborted);
        await Answer.Ok(
            context,
            new HouseholdView(
                id, building.Id, building.Number, sight.Road, sight.House, sight.Entrance, sight.Floor, sight.Room,
                sight.Occupancy.ToString(), sight.Version),
            WireJson.Relaxed.HouseholdView,
            rights.At(caller, places.HomeOf(building)));
    }

    private static EntranceView[] Entrances(ReferenceCity city, string building)
    {
        var entrances = city.Addresses.Of(building).GroupBy(door => door.Entrance).OrderBy(doors => doors.Key).ToList();
        var shown = FewHouseholds.Shown([.. entrances.Select(doors => doors.Count())]);
        return
        [
            .. entrances.Select((doors, at) => new EntranceView(
                doors.Key, doors.Max(door => door.Floor), shown[at],
                [.. doors.Select(door => new DoorView(door.Id, door.Floor, door.Room))])),
        ];
    }

    private static ProblemException BuildingUnknown(string? found) => new(Problem.Unknown(
        "BuildingUnknown", "number", found, new Say("a building", "楼栋")));
}
