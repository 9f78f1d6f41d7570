using System.Collections.Immutable;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>What departments owe: acts on one obligation, a department's list, the templates of one thing.</summary>
internal static class ObligationDoors
{
    /// <summary>Rows are chosen by these.</summary>
    private static readonly ScopeSet Shown = ScopeSet.Of("areaCases", "departmentCases");

    public static void MapObligations(this IEndpointRouteBuilder api)
    {
        api.MapPost("/cases/{caseId}/obligations/{obligation}/{act}", Do)
            .WithSummary("Act on what one department owes a case")
            .Takes(Asks.CaseId, Asks.Obligation, Asks.Act, Asks.Key, Asks.Post, Asks.Client)
            .TakesBody<ObligationRequest>()
            .Gives<CommandAnswer>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 503);
        api.MapGet("/departments/{department}/obligations", List)
            .WithSummary("What a department owes, the most pressing first")
            .Takes(Asks.Department, Asks.Page, Asks.PageSize, Asks.AtLeast)
            .Gives<ObligationPage>().Refuses(400, 401, 403, 503);
        api.MapGet("/one-things", (Delegate)Templates).AllowAnonymous()
            .WithSummary("Templates of one thing, each with its parts").Gives<OneThingView[]>();
    }

    private static async Task Do(HttpContext context, ObligationActs acts)
    {
        var (caseId, obligation) = (Asks.CaseId.Must(context), Asks.Obligation.Read(context)!.Value);
        var act = Asks.Act.Read(context)!.Value.Word;
        var (key, client) = (Asks.Key.Read(context), Asks.Client.Read(context) ?? Intake.AnyClient);
        var request = await Body.Read(context, WireJson.Relaxed.ObligationRequest);
        var outcome = await acts.Do(
            caseId, obligation, act, request, key, context.Caller(), client, context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.CommandAnswer)
            : Answer.Problem(context, outcome.Problem));
    }

    /// <summary>A department sees its own; who sees the cases of an area sees what is owed there.</summary>
    private static async Task List(HttpContext context, CaseList list, Rights rights, IEventLog log)
    {
        var caller = context.Must("areaCases", "departmentCases");
        var department = Asks.Department.Read(context)!.Value;
        var (page, size) = (Asks.Page.Read(context) ?? 1, Asks.PageSize.Read(context) ?? Asks.DefaultPageSize);
        var isOwn = caller.Sees("departmentCases") && caller.Bindings.Any(one => one.Department == department);
        if (!isOwn && !caller.Sees("areaCases"))
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        await Reached.Must(list, Reached.Position(Asks.AtLeast.Read(context), log), context.RequestAborted);
        var (rows, position) = list.Look(look => (
            look.OwedBy(department).Where(row => isOwn || rights.Sees(caller, "areaCases", row.Home))
                .ToImmutableArray(),
            look.Position));
        var ordered = rows.OrderByDescending(row => row.Memory.Obligation.Supervision)
            .ThenBy(row => ObligationViews.DueAt(row.Memory) ?? DateTimeOffset.MaxValue)
            .ThenBy(row => row.Case.Value, StringComparer.Ordinal);
        var shown = ordered.Skip((page - 1) * size).Take(size).Select(row => ObligationViews.Of(row.Case, row.Memory));
        await Answer.Ok(
            context, new ObligationPage([.. shown], page, size, rows.Length, position),
            WireJson.Relaxed.ObligationPage, Shown);
    }

    private static Task Templates(HttpContext context) => Answer.Ok(
        context, [.. CityTables.OneThings.Select(ObligationViews.Of)], WireJson.Relaxed.OneThingViewArray);
}
