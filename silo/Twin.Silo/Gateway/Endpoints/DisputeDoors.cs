using Twin.City;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Disputes;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Sealed disputes, for their mediators.</summary>
internal static class DisputeDoors
{
    private static readonly ScopeSet Sealed = ScopeSet.Of("sealedDisputes");

    public static void MapDisputes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{caseId}/dispute", See).WithSummary("A dispute with its words, for mediators; audited")
            .Takes(Asks.CaseId, Asks.Purpose).Gives<DisputeView>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/cases/{caseId}/dispute/{disputeMove}", Do)
            .WithSummary("Route a dispute, note an agreement, or that it was broken")
            .Takes(Asks.CaseId, Asks.DisputeMove, Asks.Key, Asks.Client).TakesBody<DisputeRequest>()
            .Gives<CommandAnswer>().Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(HttpContext context, DisputeDesk disputes)
    {
        var purpose = Asks.Purpose.Read(context) ?? throw new ProblemException(Problem.Field(
            "purpose", null, new Say("why you read it, such as mediation", "查看的目的，如 调解")));
        var id = new CaseId(Asks.CaseId.Must(context));
        var outcome = await disputes.See(id, context.Caller(), purpose, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.DisputeView, Sealed)
            : Answer.Problem(context, outcome.Problem));
    }

    private static async Task Do(HttpContext context, DisputeDesk disputes)
    {
        var (id, move) = (new CaseId(Asks.CaseId.Must(context)), Asks.DisputeMove.Read(context)!.Value.Word);
        var (key, client) = (Asks.Key.Read(context), Asks.Client.Read(context) ?? Intake.AnyClient);
        var body = await Body.Read(context, WireJson.Relaxed.DisputeRequest);
        var outcome = await disputes.Do(id, move, body, key, context.Caller(), client, context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.CommandAnswer)
            : Answer.Problem(context, outcome.Problem));
    }
}
