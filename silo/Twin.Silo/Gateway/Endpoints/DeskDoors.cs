using Twin.City;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Desks;
using Twin.Silo.Gateway.Reviews;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Desks: the rules as forms, the queue, and a case with what may be done now.</summary>
internal static class DeskDoors
{
    /// <summary>Facts of one case that a desk shows; a life has some dozens.</summary>
    private const int FactsMost = 1_000;

    public static void MapDesks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/desk", (Delegate)Book).WithSummary("Words and forms of all commands, as data")
            .Gives<DeskBookView>().Refuses(401);
        api.MapGet("/queue", List).WithSummary("Cases in the asker's scope, due soonest first")
            .Takes(
                Asks.Area, Asks.Stage, Asks.Mine, Asks.Drawn, Asks.Typed, Asks.Page, Asks.PageSize, Asks.AtLeast)
            .Gives<QueueView>().Refuses(400, 401, 403, 503);
        api.MapGet("/cases/{caseId}/desk", See)
            .WithSummary("One case with clocks, history and the commands that may be given now")
            .Takes(Asks.CaseId).Gives<CaseDeskView>().Refuses(400, 401, 403, 404, 503);
    }

    private static Task Book(HttpContext context) => Answer.Ok(context, DeskBook.View, WireJson.Relaxed.DeskBookView);

    private static async Task List(
        HttpContext context, CaseList list, Places places, Rights rights, CaseSearch search, IEventLog log,
        TimeProvider time)
    {
        var scope = DeskScope.Must(context, places, rights);
        var home = Asks.Home(context, places) ?? scope.Home;
        if (!places.Covers(scope.Home, home))
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        var atLeast = Reached.Position(Asks.AtLeast.Read(context), log);
        await Reached.Must(list, atLeast, context.RequestAborted);
        var fits = await search.Fits(Asks.Typed.Read(context), context.Caller(), context.RequestAborted);
        var ask = new QueueAsk(
            Asks.Stage.Read(context), Asks.Mine.Read(context) ?? false, Asks.Drawn.Read(context) ?? false,
            Asks.Page.Read(context) ?? 1, Asks.PageSize.Read(context) ?? Asks.DefaultPageSize, fits);
        var now = time.GetUtcNow();
        var answer = list.Look(look => Queue.Of(look.Shelf(home), scope, ask, places, now, look.Position));
        await Answer.Ok(context, answer, WireJson.Relaxed.QueueView, scope.Scopes);
    }

    private static async Task See(
        HttpContext context, CaseDoor cases, Rights rights, TriageDesk triage, IEventLog log)
    {
        var id = new CaseId(Asks.CaseId.Must(context));
        var caller = context.Caller();
        if (caller.Unseated is { } unseated)
        {
            throw new ProblemException(unseated);
        }

        var found = await cases.Desk(id, caller.Actor, context.RequestAborted);
        var scopes = rights.MustReach(caller, found?.Sight);
        var desk = found! with { Sight = rights.Seen(caller, found.Sight) };

        var review = await triage.Of(found.Sight, scopes.Has("caseText"), context.RequestAborted);
        var facts = await log.ReadStream(CaseFacts.StreamOf(id), 0, FactsMost, context.RequestAborted);
        await Answer.Ok(context, DeskViews.Of(desk, review, facts), WireJson.Relaxed.CaseDeskView, scopes);
    }
}
