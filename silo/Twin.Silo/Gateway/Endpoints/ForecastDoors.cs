using Twin.City.Metrics;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>What comes next to an area, and how areas stand beside each other.</summary>
internal static class ForecastDoors
{
    private static readonly ScopeSet Counting = ScopeSet.Of("areaCounts", "areaCases");

    public static void MapForecasts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/areas/{id}/forecast", Foresee)
            .WithSummary("Reports that the next hours will bring, with bands, and the rhythm of the week")
            .Takes(Asks.AreaId, Asks.AtLeast).Gives<ForecastView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/areas/{id}/comparison", Compare)
            .WithSummary("The areas below side by side, with intervals and case mix; no rank")
            .Takes(Asks.AreaId, Asks.Window, Asks.AtLeast).Gives<ComparisonView>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task Foresee(
        HttpContext context, ForecastViews views, Places places, CaseList list, Rights rights, IEventLog log)
    {
        var area = Asks.KnownArea(context, places);
        var scopes = rights.Must(context.Caller(), area, Counting);
        var atLeast = Reached.Position(Asks.AtLeast.Read(context), log);
        await Reached.Must(list, atLeast, context.RequestAborted);
        await Answer.Ok(context, views.Of(area.Value, atLeast), WireJson.Relaxed.ForecastView, scopes);
    }

    private static async Task Compare(
        HttpContext context, ComparisonViews views, Places places, CaseList list, Rights rights, IEventLog log)
    {
        var area = Asks.KnownArea(context, places);
        var scopes = rights.Must(context.Caller(), area, Counting);
        await Reached.Must(list, Reached.Position(Asks.AtLeast.Read(context), log), context.RequestAborted);
        var window = Asks.Window.Read(context)?.Window ?? MetricWindow.Live;
        await Answer.Ok(context, views.Of(area, window), WireJson.Relaxed.ComparisonView, scopes);
    }
}
