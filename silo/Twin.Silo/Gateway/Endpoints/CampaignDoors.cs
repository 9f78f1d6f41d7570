using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Campaigns;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Campaigns with an end and an effect.</summary>
internal static class CampaignDoors
{
    private static readonly ScopeSet Seen = ScopeSet.Of("signedIn");

    public static void MapCampaigns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns", See).WithSummary("Campaigns that touch an area, with cases before, during, after")
            .Takes(Asks.Area).Gives<CampaignsView>().Refuses(400, 401, 503);
        api.MapPost("/campaigns", Start).WithSummary("Start a campaign that ends by itself")
            .Takes(Asks.Key).TakesBody<CampaignRequest>().Gives<CampaignsView>()
            .Refuses(400, 401, 403, 409, 413, 415, 503);
        api.MapPost("/campaigns/{campaign}/end", End).WithSummary("End a campaign before its date")
            .Takes(Asks.Campaign, Asks.Key).TakesBody<CampaignEndRequest>().Gives<CampaignsView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(HttpContext context, CampaignDesk desk, Places places)
    {
        var view = await desk.See(Asks.Home(context, places) ?? places.Root, context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.CampaignsView, Seen);
    }

    private static async Task Start(HttpContext context, CampaignDesk desk)
    {
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.CampaignRequest);
        await Tell(context, await desk.Start(body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task End(HttpContext context, CampaignDesk desk)
    {
        var (campaign, key) = (Asks.Campaign.Read(context)!.Value, Asks.Key.Read(context));
        var body = await Body.Read(context, WireJson.Relaxed.CampaignEndRequest);
        await Tell(context, await desk.End(campaign, body, key, context.Caller(), context.RequestAborted));
    }

    private static Task Tell(HttpContext context, Outcome<CampaignsView> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.CampaignsView, Seen)
        : Answer.Problem(context, outcome.Problem);
}
