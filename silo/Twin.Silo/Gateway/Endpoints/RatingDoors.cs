using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Ratings;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Stars of grids and scores of departments.</summary>
internal static class RatingDoors
{
    private static readonly ScopeSet Seen = ScopeSet.Of("areaPosts");

    public static void MapRatings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/areas/{id}/ratings", See).WithSummary("Stars of the area's grids and scores of departments")
            .Takes(Asks.AreaId, Asks.InQuarter).Gives<RatingsView>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/areas/{id}/ratings/{quarter}/{ratingAct}", Do)
            .WithSummary("Appeal against the rating of a grid, or settle that")
            .Takes(Asks.AreaId, Asks.OfQuarter, Asks.RatingAct, Asks.Key).TakesBody<RatingRequest>()
            .Gives<RatingsView>().Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(HttpContext context, RatingDesk desk, Places places, Rights rights)
    {
        var (area, quarter) = (Asks.KnownArea(context, places), Asks.InQuarter.Read(context));
        rights.Must(context.Caller(), area, Rights.OfAreaPosts);
        await Tell(context, await desk.See(area, quarter, context.RequestAborted));
    }

    private static async Task Do(HttpContext context, RatingDesk desk, Places places)
    {
        var (grid, quarter) = (Asks.KnownArea(context, places), Asks.OfQuarter.Read(context)!.Value);
        var (act, key) = (Asks.RatingAct.Read(context)!.Value.Word, Asks.Key.Read(context));
        var body = await Body.Read(context, WireJson.Relaxed.RatingRequest);
        await Tell(context, await desk.Do(grid, quarter, act, body, key, context.Caller(), context.RequestAborted));
    }

    private static Task Tell(HttpContext context, Outcome<RatingsView> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.RatingsView, Seen)
        : Answer.Problem(context, outcome.Problem);
}
