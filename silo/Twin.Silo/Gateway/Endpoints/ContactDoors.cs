using Twin.City;
using Twin.Contracts;
using Twin.Silo.Contacts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>The call: how the reporter is reached, for a minute, to whoever has the case in hand.</summary>
internal static class ContactDoors
{
    public static void MapContacts(this IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{caseId}/contact", Show)
            .WithSummary("How the reporter is reached; for the handler of the moment, audited")
            .Takes(Asks.CaseId, Asks.Purpose).Gives<ContactView>().Refuses(400, 401, 403, 404, 503);

    private static async Task Show(HttpContext context, CaseDoor cases, Rights rights, ContactDesk contacts)
    {
        var caller = context.Must("caseContact");
        var purpose = Asks.Purpose.Read(context) ?? throw new ProblemException(Problem.Field(
            "purpose", null, new Say("why you call, such as first contact", "联系的目的，如 首次联系")));
        var sight = await cases.See(new CaseId(Asks.CaseId.Must(context)), context.RequestAborted);
        var scopes = rights.MustReach(caller, sight);
        var view = await contacts.Show(sight!, caller, purpose, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await Answer.Ok(context, view, WireJson.Relaxed.ContactView, scopes);
    }
}
