using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Ballots;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>What neighbours decide together.</summary>
internal static class TopicDoors
{
    public static void MapTopics(this IEndpointRouteBuilder api)
    {
        api.MapGet("/topics", See).AllowAnonymous().WithSummary("Topics of an area, with turnout and result")
            .Takes(Asks.Area).Gives<TopicsView>().Refuses(400, 503);
        api.MapPost("/topics", Propose).WithSummary("Write down a topic that neighbours raise")
            .Takes(Asks.Key).TakesBody<TopicRequest>().Gives<TopicsView>().Refuses(400, 401, 403, 409, 413, 415, 503);
        api.MapPost("/topics/{topic}/slips", Slips).WithSummary("Print the slips of a ballot, once")
            .Takes(Asks.Topic, Asks.Key).Gives<SlipsView>().Refuses(400, 401, 403, 404, 409, 503);
        api.MapPost("/topics/{topic}/vote", Vote).AllowAnonymous().WithSummary("Put a slip into the box")
            .Takes(Asks.Topic, Asks.Key).TakesBody<VoteRequest>().Gives<VoteAnswer>()
            .Refuses(400, 404, 409, 413, 415, 503);
        api.MapPost("/topics/{topic}/{topicStep}", Step).WithSummary("The next step of a topic")
            .Takes(Asks.Topic, Asks.TopicStep, Asks.Key).TakesBody<TopicStepRequest>().Gives<TopicsView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(HttpContext context, BallotDesk desk, Places places)
    {
        var view = await desk.See(Asks.Home(context, places) ?? places.Root, context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.TopicsView);
    }

    private static async Task Propose(HttpContext context, BallotDesk desk)
    {
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.TopicRequest);
        await Tell(context, await desk.Propose(body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task Step(HttpContext context, BallotDesk desk)
    {
        var (topic, step) = (Asks.Topic.Must(context), Asks.TopicStep.Read(context)!.Value.Word);
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.TopicStepRequest);
        await Tell(context, await desk.Step(topic, step, body, key, context.Caller(), context.RequestAborted));
    }

    private static async Task Slips(HttpContext context, BallotDesk desk)
    {
        var (topic, key) = (Asks.Topic.Must(context), Asks.Key.Read(context));
        var outcome = await desk.Slips(topic, key, context.Caller(), context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.SlipsView)
            : Answer.Problem(context, outcome.Problem));
    }

    private static async Task Vote(HttpContext context, BallotDesk desk)
    {
        var (topic, key) = (Asks.Topic.Must(context), Asks.Key.Read(context));
        var body = await Body.Read(context, WireJson.Relaxed.VoteRequest);
        var outcome = await desk.Vote(topic, body, key, context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.VoteAnswer)
            : Answer.Problem(context, outcome.Problem));
    }

    private static Task Tell(HttpContext context, Outcome<TopicsView> outcome) => outcome.IsAnswer
        ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.TopicsView)
        : Answer.Problem(context, outcome.Problem);
}
