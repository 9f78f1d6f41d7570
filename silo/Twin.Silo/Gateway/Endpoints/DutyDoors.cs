using Twin.City.Rights;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Duty;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Turns of an area's seats, and its handover book.</summary>
internal static class DutyDoors
{
    private static readonly ScopeSet Seen = ScopeSet.Of("areaPosts", "areaCases", "caseText");

    public static void MapDuty(this IEndpointRouteBuilder api)
    {
        api.MapGet("/areas/{id}/duty", See).WithSummary("Turns that have not ended, and where nobody is on one")
            .Takes(Asks.AreaId).Gives<DutyView>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/areas/{id}/duty/plan", Plan).WithSummary("Plan turns of seats, all or none")
            .Takes(Asks.AreaId, Asks.Key).TakesBody<ShiftsRequest>().Gives<DutyView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapPost("/areas/{id}/duty/drop", Drop).WithSummary("Drop turns that have not ended, all or none")
            .Takes(Asks.AreaId, Asks.Key).TakesBody<ShiftsRequest>().Gives<DutyView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapGet("/areas/{id}/handover", Book).WithSummary("The handover book, the newest page first")
            .Takes(Asks.AreaId).Gives<HandoverBookView>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/areas/{id}/handover", HandOver).WithSummary("Sign what the shift leaves")
            .Takes(Asks.AreaId, Asks.Key).TakesBody<HandoverRequest>().Gives<HandoverBookView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapPost("/areas/{id}/handover/{handover}/take", TakeOver).WithSummary("Sign that one has read it")
            .Takes(Asks.AreaId, Asks.Handover).Gives<HandoverBookView>().Refuses(400, 401, 403, 404, 409, 503);
    }

    private static Task See(HttpContext context, DutyDesk duty, Places places, Rights rights, IEventLog log)
    {
        var area = Asks.KnownArea(context, places);
        rights.Must(context.Caller(), area, Rights.OfAreaPosts);
        return Answer.Ok(context, duty.Of(area, log.Head.Position), WireJson.Relaxed.DutyView, Seen);
    }

    private static async Task Plan(HttpContext context, DutyDesk duty, Places places)
    {
        var (area, key) = (Asks.KnownArea(context, places), Asks.Key.Read(context));
        var body = await Body.Read(context, WireJson.Relaxed.ShiftsRequest);
        await Tell(context, await duty.Plan(area, body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task Drop(HttpContext context, DutyDesk duty, Places places)
    {
        var (area, key) = (Asks.KnownArea(context, places), Asks.Key.Read(context));
        var body = await Body.Read(context, WireJson.Relaxed.ShiftsRequest);
        await Tell(context, await duty.Drop(area, body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task Book(HttpContext context, HandoverDesk desk, Places places, Rights rights)
    {
        var area = Asks.KnownArea(context, places);
        rights.Must(context.Caller(), area, Rights.OfAreaPosts);
        var view = await desk.See(area, context.Caller(), context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.HandoverBookView, Seen);
    }

    private static async Task HandOver(HttpContext context, HandoverDesk desk, Places places)
    {
        var (area, key) = (Asks.KnownArea(context, places), Asks.Key.Read(context));
        var body = await Body.Read(context, WireJson.Relaxed.HandoverRequest);
        await Tell(context, await desk.HandOver(area, body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task TakeOver(HttpContext context, HandoverDesk desk, Places places)
    {
        var (area, number) = (Asks.KnownArea(context, places), Asks.Handover.Read(context)!.Value);
        await Tell(context, await desk.TakeOver(area, number, context.Caller(), context.RequestAborted));
    }

    private static Task Tell(HttpContext context, Outcome<DutyView> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.DutyView, Seen)
        : Answer.Problem(context, outcome.Problem);

    private static Task Tell(HttpContext context, Outcome<HandoverBookView> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.HandoverBookView, Seen)
        : Answer.Problem(context, outcome.Problem);
}
