using Twin.City;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Live;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Areas and grids: what they are, their boards, their rhythm, their frames.</summary>
internal static class AreaDoors
{
    public static void MapAreas(this IEndpointRouteBuilder api)
    {
        api.MapGet("/areas", All).WithSummary("All areas and grids, parents first")
            .Gives<AreaView[]>().Refuses(401);
        api.MapGet("/areas/{id}/board", Board).WithSummary("Live board of a home with those of its children")
            .Takes(Asks.AreaId, Asks.AtLeast).Gives<AreaBoardView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/boards", Boards).WithSummary("Boards of all homes at one moment")
            .Takes(Asks.AtLeast).Gives<BoardsView>().Refuses(400, 401, 503);
        api.MapPost("/areas/{id}/{areaCommand}", Do)
            .WithSummary("Change the map: draw, recode, move, split, merge, close")
            .Takes(Asks.AreaId, Asks.AreaCommand, Asks.Preview, Asks.Key, Asks.Client)
            .TakesBody<AreaCommandRequest>().Gives<AreaChangeView>().Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapGet("/areas/{id}/rhythm", Rhythm).WithSummary("Reports and closings by hour")
            .Takes(Asks.AreaId).Gives<RhythmView>().Refuses(400, 401, 403, 404);
        api.MapGet("/areas/{id}/heat", Heat).WithSummary("What heat is usual at this hour of the week")
            .Takes(Asks.AreaId, Asks.Then).Gives<HeatView>().Refuses(400, 401, 403, 404);
        api.MapGet("/areas/{id}/history", History).WithSummary("What changed an area, and what it came of")
            .Takes(Asks.AreaId).Gives<AreaHistoryView>().Refuses(400, 401, 404);
        api.MapGet("/areas/{id}/cases", Cases)
            .WithSummary("Counts of a period's cases by area, by the map as it was or as it is now")
            .Takes(Asks.AreaId, Asks.Map, Asks.From, Asks.To, Asks.AtLeast)
            .Gives<AreaCasesView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/areas/{id}/frames", Frames).WithSummary("Frames of a home as server-sent events")
            .Takes(Asks.AreaId, Asks.FromVersion).Produces<FrameView>(200, "text/event-stream")
            .Refuses(400, 401, 403, 404);
    }

    private static async Task History(HttpContext context, AreaViews areas, AreaPasts pasts, Rights rights)
    {
        var area = Find(context, areas);
        var history = await pasts.Of(area, context.RequestAborted);
        var scopes = rights.At(context.Caller(), new HomeId(area.Id));
        await Answer.Ok(context, history, WireJson.Relaxed.AreaHistoryView, scopes);
    }

    private static async Task Cases(
        HttpContext context, AreaViews areas, AreaCounts counts, CaseList list, Rights rights, IEventLog log,
        TimeProvider time)
    {
        var area = new HomeId(Find(context, areas).Id);
        var scopes = rights.Must(context.Caller(), area, Rights.Counting);
        var (map, from) = (Asks.Map.Read(context) ?? AreaMap.Then, Asks.From.Read(context));
        var to = Asks.To.Read(context) ?? time.GetUtcNow();
        await Reached.Must(list, Reached.Position(Asks.AtLeast.Read(context), log), context.RequestAborted);
        var view = await counts.Of(area, map, from, to, context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.AreaCasesView, scopes);
    }

    private static Task All(HttpContext context, AreaViews areas) =>
        Answer.Ok(context, areas.All, WireJson.Relaxed.AreaViewArray);

    private static async Task Board(
        HttpContext context, Boards boards, AreaViews areas, Rights rights, IEventLog log, CaseList list)
    {
        var area = Find(context, areas);
        var scopes = rights.Must(context.Caller(), new HomeId(area.Id), Rights.Counting);
        var atLeast = Reached.Position(Asks.AtLeast.Read(context), log);
        var frame = await boards.Of(new HomeId(area.Id), atLeast, context.RequestAborted)
            ?? throw new ProblemException(Reached.Behind(list.Position, atLeast));
        await Answer.Ok(
            context,
            new AreaBoardView(area.Id, area.Level, area.Name, ViewOf.Board(frame.Board!.Value),
                [.. frame.Children.Select(child => new ChildBoardView(child.Child.Value, ViewOf.Board(child.Board)))]),
            WireJson.Relaxed.AreaBoardView,
            scopes);
    }

    private static async Task Boards(HttpContext context, Boards boards, Rights rights, IEventLog log)
    {
        var asked = Asks.AtLeast.Read(context);
        var atLeast = Reached.Position(asked, log);
        var view = asked is null ? await boards.All() : await boards.All(atLeast, context.RequestAborted);
        await (view is null
            ? Answer.Problem(context, Problem.Of(
                StatusCodes.Status503ServiceUnavailable,
                "BoardsMove",
                new Say(
                    "Found the city too busy for all boards at one position; expected a rest of a moment. "
                    + "Ask again after Retry-After, or without atLeast.",
                    "数据变化太快，暂时不能给出同一时刻的全部看板。请稍后再查。")))
            : AnswerBoards(context, view, rights));
    }

    /// <summary>Only boards that the caller may see; of all of them what is seen of each.</summary>
    private static Task AnswerBoards(HttpContext context, BoardsView view, Rights rights)
    {
        var seen = view.Boards.Select(board => (board, Scopes: rights.At(context.Caller(), new HomeId(board.Id))))
            .Where(one => one.Scopes.Meets(Rights.Counting)).ToArray();
        var common = seen.Select(one => one.Scopes).DefaultIfEmpty().Aggregate((one, other) => one.And(other));
        return Answer.Ok(
            context, view with { Boards = [.. seen.Select(one => one.board)] }, WireJson.Relaxed.BoardsView, common);
    }

    private static async Task Do(HttpContext context, AreaCommands commands)
    {
        var (area, command) = (Asks.AreaId.Must(context), Asks.AreaCommand.Must(context));
        var (key, client) = (Asks.Key.Read(context), Asks.Client.Read(context) ?? Intake.AnyClient);
        var preview = Asks.Preview.Read(context) ?? false;
        var request = await Body.Read(context, WireJson.Relaxed.AreaCommandRequest);
        var outcome = await commands.Do(
            area, command, request, key, preview, context.Caller(), client, context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.AreaChangeView)
            : Answer.Problem(context, outcome.Problem));
    }

    private static Task Rhythm(HttpContext context, AreaViews areas, Rhythms rhythms, Rights rights)
    {
        var id = Find(context, areas).Id;
        var scopes = rights.Must(context.Caller(), new HomeId(id), Rights.Counting);
        return Answer.Ok(context, rhythms.Of(id), WireJson.Relaxed.RhythmView, scopes);
    }

    private static Task Heat(
        HttpContext context, AreaViews areas, UsualHeats heats, Rights rights, TimeProvider time)
    {
        var id = Find(context, areas).Id;
        var scopes = rights.Must(context.Caller(), new HomeId(id), Rights.Counting);
        var now = time.GetUtcNow();
        var then = Asks.Then.Read(context);
        return Checks.Moment(Asks.Then.Name, then, now) is { } wrong
            ? throw new ProblemException(wrong)
            : Answer.Ok(context, heats.Of(new HomeId(id), then ?? now), WireJson.Relaxed.HeatView, scopes);
    }

    private static async Task Frames(
        HttpContext context, AreaViews areas, Rights rights, Topics topics, TimeProvider time,
        IHostApplicationLifetime lifetime)
    {
        var home = new HomeId(Find(context, areas).Id);
        var fromVersion = Asks.FromVersion.Read(context);
        var scopes = rights.Must(context.Caller(), home, Rights.Watching);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        await EventStream.Write(context, topics.Watch(home, fromVersion, scopes, ends.Token), time, ends.Token);
    }

    private static AreaView Find(HttpContext context, AreaViews areas)
    {
        var id = Asks.AreaId.Must(context);
        return areas.Find(id) ?? throw new ProblemException(Problem.Unknown(
            "AreaUnknown", "id", id, new Say("a grid or an area", "网格或区域")));
    }
}
