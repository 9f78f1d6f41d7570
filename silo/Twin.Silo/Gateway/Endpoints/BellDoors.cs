using Twin.City.Rights;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Bells;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Offers that phones have shown, and the bells that ring for those that none has.</summary>
internal static class BellDoors
{
    /// <summary>Rows are chosen by it.</summary>
    private static readonly ScopeSet Listed = ScopeSet.Of("areaCases");

    public static void MapBells(this IEndpointRouteBuilder api)
    {
        api.MapPost("/offers/seen", See).WithSummary("The phone of the caller's seat shows an offer")
            .Takes(Asks.Post, Asks.Client).TakesBody<SeenRequest>().Gives<CommandAnswer>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapGet("/bells", List).WithSummary("Bells that ring at the asker's desk, the longest first")
            .Takes(Asks.AtLeast).Gives<BellsView>().Refuses(400, 401, 403, 503);
        api.MapPost("/bells/answer", Answered).WithSummary("Answer a bell: whoever does sees to it")
            .Takes(Asks.Client).TakesBody<BellRequest>().Gives<CommandAnswer>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(HttpContext context, BellDesk bells)
    {
        var client = Asks.Client.Read(context) ?? Intake.AnyClient;
        var body = await Body.Read(context, WireJson.Relaxed.SeenRequest);
        await Tell(context, await bells.See(body, context.Caller(), client, context.RequestAborted));
    }

    private static async Task Answered(HttpContext context, BellDesk bells)
    {
        var client = Asks.Client.Read(context) ?? Intake.AnyClient;
        var body = await Body.Read(context, WireJson.Relaxed.BellRequest);
        await Tell(context, await bells.Answer(body, context.Caller(), client, context.RequestAborted));
    }

    private static async Task List(HttpContext context, BellDesk bells, CaseList list, IEventLog log)
    {
        await Reached.Must(list, Reached.Position(Asks.AtLeast.Read(context), log), context.RequestAborted);
        var view = await bells.Ringing(context.Caller(), context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.BellsView, Listed);
    }

    private static Task Tell(HttpContext context, Outcome<CommandAnswer> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.CommandAnswer)
        : Answer.Problem(context, outcome.Problem);
}
