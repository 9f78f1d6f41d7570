using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Gateway.SourceFixes;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>What comes again, and the items that mend its source.</summary>
internal static class SourceFixDoors
{
    private static readonly ScopeSet Seen = ScopeSet.Of("signedIn");

    public static void MapSourceFixes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/source-fixes", See).WithSummary("Repeats of an area, and what mends their source")
            .Takes(Asks.Area).Gives<SourceFixesView>().Refuses(400, 401, 503);
        api.MapPost("/source-fixes", Open).WithSummary("Let a department mend the source of repeats")
            .Takes(Asks.Key).TakesBody<SourceFixRequest>().Gives<SourceFixesView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapPost("/source-fixes/{fix}/{fixAct}", Do).WithSummary("The source is mended, or the item is dropped")
            .Takes(Asks.Fix, Asks.FixAct, Asks.Key).TakesBody<SourceFixActRequest>().Gives<SourceFixesView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(HttpContext context, SourceFixDesk desk, Places places)
    {
        var area = Asks.Home(context, places) ?? places.Root;
        var view = await desk.See(area, context.Caller(), context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.SourceFixesView, Seen);
    }

    private static async Task Open(HttpContext context, SourceFixDesk desk)
    {
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.SourceFixRequest);
        await Tell(context, await desk.Open(body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task Do(HttpContext context, SourceFixDesk desk)
    {
        var (fix, act) = (Asks.Fix.Read(context)!.Value, Asks.FixAct.Read(context)!.Value.Word);
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.SourceFixActRequest);
        await Tell(context, await desk.Do(fix, act, body, key, context.Caller(), context.RequestAborted));
    }

    private static Task Tell(HttpContext context, Outcome<SourceFixesView> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.SourceFixesView, Seen)
        : Answer.Problem(context, outcome.Problem);
}
