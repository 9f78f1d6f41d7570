using Orleans;
using Twin.City;
using Twin.Contracts;
using Twin.Grains.Modes;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Modes;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Modes of areas, their notices, and the plans of the city.</summary>
internal static class ModeDoors
{
    private const string Writer = "Planner";

    public static void MapModes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/modes", All).WithSummary("The table of modes, and where one is held now")
            .Gives<ModesView>().Refuses(401);
        api.MapGet("/areas/{id}/modes", Area).WithSummary("Modes, open plans and notices of an area")
            .Takes(Asks.AreaId).Gives<AreaModesView>().Refuses(400, 401, 404);
        api.MapPost("/areas/{id}/modes/{modeCommand}", Do)
            .WithSummary("Step up, step down by two offices, review, open or close a plan, publish a notice")
            .Takes(Asks.AreaId, Asks.ModeCommand, Asks.Key).TakesBody<ModeRequest>().Gives<AreaModesView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapGet("/areas/{id}/notices", Notices).AllowAnonymous()
            .WithSummary("What residents are told, one text for each hazard").Takes(Asks.AreaId)
            .Gives<NoticesView>().Refuses(400, 404);
        api.MapGet("/plans", Plans).WithSummary("The plans of the city, as they hold now")
            .Gives<PlanView[]>().Refuses(401);
        api.MapPost("/plans", Write).WithSummary("Write a plan; what is open goes on by the version it was opened with")
            .Takes(Asks.Key).TakesBody<PlanRequest>().Gives<PlanView>().Refuses(400, 401, 403, 413, 415, 503);
    }

    private static Task All(HttpContext context, ModeViews views) =>
        Answer.Ok(context, views.All(), WireJson.Relaxed.ModesView);

    private static Task Area(HttpContext context, ModeViews views, Places places) =>
        Answer.Ok(context, views.Area(AreaOf(context, places)), WireJson.Relaxed.AreaModesView);

    private static Task Notices(HttpContext context, ModeViews views, Places places) =>
        Answer.Ok(context, views.Notices(AreaOf(context, places)), WireJson.Relaxed.NoticesView);

    private static async Task Do(HttpContext context, ModeCommands commands)
    {
        var (area, command) = (Asks.AreaId.Must(context), Asks.ModeCommand.Must(context));
        var key = Asks.Key.Read(context);
        var request = await Body.Read(context, WireJson.Relaxed.ModeRequest);
        var outcome = await commands.Do(area, command, request, key, context.Caller(), context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.AreaModesView)
            : Answer.Problem(context, outcome.Problem));
    }

    private static Task Plans(HttpContext context, PlanBook book) => Answer.Ok(
        context, [.. book.Now.Values.Select(versions => PlanRules.ViewOf(versions[^1]))],
        WireJson.Relaxed.PlanViewArray);

    private static async Task Write(
        HttpContext context, PlanRules rules, PlanBook book, IGrainFactory grains, CommandIds ids)
    {
        var key = Asks.Key.Read(context);
        var request = await Body.Read(context, WireJson.Relaxed.PlanRequest);
        if (!context.Caller().Bindings.Any(one => one is { Role: Writer, Home: null }))
        {
            throw new ProblemException(Problem.Of(City.Tables.Refusals.NotAllowed));
        }

        var read = rules.Read(request);
        if (!read.IsAnswer)
        {
            throw new ProblemException(read.Problem);
        }

        var by = context.Caller().Actor with { Roles = [Writer] };
        var commandId = ids.Of(
            CommandIds.Own(by.Account, request.CommandId ?? key), "plan",
            request with { CommandId = null }, WireJson.Relaxed.PlanRequest);
        _ = await grains.GetGrain<IPlanGrain>(PlanBook.Key).Write(
            read.Answer, by, commandId, context.RequestAborted)
            ?? throw new ProblemException(Problem.Of(CommandKey.Taken));
        await book.CatchUp(context.RequestAborted);
        await Answer.Ok(context, PlanRules.ViewOf(book.Find(read.Answer.Id)!), WireJson.Relaxed.PlanView);
    }

    private static HomeId AreaOf(HttpContext context, Places places)
    {
        var area = Asks.AreaId.Must(context);
        return places.Knows(area)
            ? new HomeId(area)
            : throw new ProblemException(
                Problem.Unknown("AreaUnknown", "id", area, new Say("an area or a grid", "区域或网格")));
    }
}
