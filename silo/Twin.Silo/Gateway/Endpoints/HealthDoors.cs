using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Hosting;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Whether the process lives, and whether it works.</summary>
internal static class HealthDoors
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", (Delegate)Live)
            .AllowAnonymous().WithSummary("The process answers").Produces<string>(200, "text/plain");
        app.MapGet("/health/ready", static async (HttpContext context, Health health) =>
            {
                var view = await health.Look(context.RequestAborted);
                await Answer.Write(context, view.Faults.Length == 0 ? 200 : 503, view, WireJson.Relaxed.ReadyView);
            })
            .AllowAnonymous().WithSummary("The city works: log, folds and pumps move")
            .Gives<ReadyView>().Gives<ReadyView>(503);
    }

    private static Task Live(HttpContext context) => context.Response.WriteAsync("live");
}
