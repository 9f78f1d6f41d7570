using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Why somebody may, or may not.</summary>
internal static class RightDoors
{
    public static void MapRights(this IEndpointRouteBuilder api) =>
        api.MapGet("/explain", Explain).WithSummary("The rule that lets somebody do or see something, or not")
            .Takes(Asks.Subject, Asks.Resource, Asks.Action).Gives<ExplainView>().Refuses(400, 401, 403, 404);

    private static async Task Explain(HttpContext context, Explanations explanations) => await Answer.Ok(
        context,
        await explanations.Of(
            context.Caller(), Asks.Subject.Read(context), Asks.Resource.Read(context),
            Asks.Action.Read(context) ?? throw new ProblemException(Problem.Field(
                "action", null, new Say("a command, a scope or a field", "操作、权限或字段"))),
            context.RequestAborted),
        WireJson.Relaxed.ExplainView);
}
