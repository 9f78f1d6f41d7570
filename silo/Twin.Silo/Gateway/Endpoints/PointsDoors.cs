using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Points;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Cards of points for service.</summary>
internal static class PointsDoors
{
    public static void MapPoints(this IEndpointRouteBuilder api)
    {
        api.MapPost("/cards", Open).WithSummary("Open a card for somebody who wants one")
            .Takes(Asks.Key).TakesBody<CardRequest>().Gives<CardView>().Refuses(400, 401, 403, 409, 413, 415, 503);
        api.MapGet("/cards/{card}", See).AllowAnonymous().WithSummary("A card, for whoever shows its number")
            .Takes(Asks.Card).Gives<CardView>().Refuses(400, 404, 503);
        api.MapPost("/cards/{card}/{cardAct}", Do).WithSummary("Write down service, or redeem points")
            .Takes(Asks.Card, Asks.CardAct, Asks.Key).TakesBody<PointsRequest>().Gives<CardView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task Open(HttpContext context, PointsDesk points)
    {
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.CardRequest);
        await Tell(context, await points.Open(body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task See(HttpContext context, PointsDesk points) =>
        await Tell(context, await points.See(Asks.Card.Must(context), context.RequestAborted));

    private static async Task Do(HttpContext context, PointsDesk points)
    {
        var (card, act) = (Asks.Card.Must(context), Asks.CardAct.Read(context)!.Value.Word);
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.PointsRequest);
        await Tell(context, await points.Do(card, act, body, key, context.Caller(), context.RequestAborted));
    }

    private static Task Tell(HttpContext context, Outcome<CardView> outcome)
    {
        context.Response.Headers.CacheControl = "no-store";
        return outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.CardView)
            : Answer.Problem(context, outcome.Problem);
    }
}
