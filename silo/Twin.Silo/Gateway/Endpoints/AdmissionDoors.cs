using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.Admissions;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>The gate before new duties of posts.</summary>
internal static class AdmissionDoors
{
    private static readonly ScopeSet Seen = ScopeSet.Of("signedIn");

    public static void MapAdmissions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/admissions", See).WithSummary("Duties asked of an area's posts, and which are in force")
            .Takes(Asks.Area).Gives<AdmissionsView>().Refuses(400, 401, 503);
        api.MapPost("/admissions", Ask).WithSummary("Ask posts to take on a new duty")
            .Takes(Asks.Key).TakesBody<AdmissionRequest>().Gives<AdmissionsView>()
            .Refuses(400, 401, 403, 409, 413, 415, 503);
        api.MapPost("/admissions/{duty}/{admission}", Answered).WithSummary("Admit, refuse or end a duty")
            .Takes(Asks.Duty, Asks.Admission, Asks.Key).TakesBody<AdmissionAnswerRequest>().Gives<AdmissionsView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(HttpContext context, AdmissionDesk gate, Places places)
    {
        var view = await gate.See(Asks.Home(context, places) ?? places.Root, context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.AdmissionsView, Seen);
    }

    private static async Task Ask(HttpContext context, AdmissionDesk gate)
    {
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.AdmissionRequest);
        await Tell(context, await gate.Ask(body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task Answered(HttpContext context, AdmissionDesk gate)
    {
        var (duty, answer) = (Asks.Duty.Read(context)!.Value, Asks.Admission.Read(context)!.Value.Word);
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.AdmissionAnswerRequest);
        await Tell(context, await gate.Answer(duty, answer, body, key, context.Caller(), context.RequestAborted));
    }

    private static Task Tell(HttpContext context, Outcome<AdmissionsView> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.AdmissionsView, Seen)
        : Answer.Problem(context, outcome.Problem);
}
