using Orleans;
using Twin.City;
using Twin.City.Posts;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains;
using Twin.Grains.Posts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Traffic;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Duty seats: who may see them, and who sits there.</summary>
internal static class PostDoors
{
    public static void MapPosts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/posts", All).WithSummary("Posts of a home and all that lies in it")
            .Takes(Asks.Area).Gives<PostView[]>().Refuses(400, 401, 503);
        api.MapGet("/posts/{id}", See).WithSummary("One post with its open tasks")
            .Takes(Asks.PostId).Gives<PostView>().Refuses(400, 401, 404, 503);
        api.MapPost("/posts/{id}/sign-on", SignOn).WithSummary("Take the seat")
            .Takes(Asks.PostId, Asks.Key).Gives<PostView>().Refuses(400, 401, 403, 404, 409, 503);
        api.MapPost("/posts/{id}/sign-off", SignOff).WithSummary("Leave the seat")
            .Takes(Asks.PostId, Asks.Key).Gives<PostView>().Refuses(400, 401, 403, 404, 409, 503);
    }

    private static async Task All(HttpContext context, Places places, Rights rights, IGrainFactory grains)
    {
        var home = Asks.Home(context, places) ?? places.Root;
        var views = await Task.WhenAll(places.Posts
            .Where(post => places.Covers(home, new HomeId(post.AreaId)))
            .Select(async post =>
                ViewOf.Post(await grains.GetGrain<IPostGrain>(post.Id).See(context.RequestAborted), post.Kind)));
        var caller = context.Caller();
        await Answer.Each(
            context,
            views.Select(view =>
            {
                var scopes = rights.Of(caller, new PostId(view.Id), new HomeId(view.Home));
                return (Seen(view, scopes), scopes);
            }),
            WireJson.Relaxed.PostView);
    }

    private static async Task See(HttpContext context, Places places, Rights rights, IGrainFactory grains)
    {
        var post = Find(context, places);
        var sight = await grains.GetGrain<IPostGrain>(post.Id).See(context.RequestAborted);
        var scopes = rights.Of(context.Caller(), sight.Post, sight.Home);
        await Answer.Ok(context, Seen(ViewOf.Post(sight, post.Kind), scopes), WireJson.Relaxed.PostView, scopes);
    }

    private static Task SignOn(
        HttpContext context, Places places, IGrainFactory grains, Seats seats, IIdSource ids) => Seat(
            context,
            places,
            grains,
            seats,
            ids,
            (post, by, commandId) => grains.GetGrain<IPostGrain>(post).SignOn(by, commandId, context.RequestAborted));

    private static Task SignOff(
        HttpContext context, Places places, IGrainFactory grains, Seats seats, IIdSource ids) => Seat(
            context,
            places,
            grains,
            seats,
            ids,
            (post, by, commandId) => grains.GetGrain<IPostGrain>(post).SignOff(by, commandId, context.RequestAborted));

    private static async Task Seat(
        HttpContext context, Places places, IGrainFactory grains, Seats seats, IIdSource ids,
        Func<string, Actor, string, Task<PostAnswer>> sit)
    {
        var post = Find(context, places);
        var caller = context.Caller();
        if (seats.AccountAt(new PostId(post.Id)) is { } seated && DemoPosts.IsSimulated(seated))
        {
            // A simulated worker makes room for a person.
            await grains.GetGrain<IPostGrain>(post.Id).SignOff(
                DemoPosts.ActorAt(new PostId(post.Id)), ids.Next(), context.RequestAborted);
        }

        var answer = await sit(post.Id, caller.Actor, Asks.Key.Read(context) ?? ids.Next());
        if (answer.Refusal is { } no)
        {
            throw new ProblemException(Problem.Of(no));
        }

        // Sent again, it may be over since: what counts is how the seat is now.
        var isSeated = await grains.GetGrain<IPostGrain>(post.Id).IsSeated(caller.Name);
        seats.Note(
            new PostId(post.Id),
            isSeated ? new PostEvent.SignedOn(caller.Name) : new PostEvent.SignedOff(caller.Name));
        // Who took the seat, or left it, sees what lies there now.
        await Answer.Ok(
            context, ViewOf.Post(answer.Post, post.Kind), WireJson.Relaxed.PostView, Rights.OwnSeat);
    }

    private static PostView Seen(PostView view, ScopeSet scopes) =>
        scopes.Meets(Rights.OwnSeat) ? view
        : scopes.Meets(Rights.OfSeats) ? ViewOf.WithoutDisputes(view)
        : view with { Tasks = [] };

    private static ReferencePost Find(HttpContext context, Places places)
    {
        var id = Asks.PostId.Must(context);
        return places.Post(id)
            ?? throw new ProblemException(Problem.Unknown("PostUnknown", "id", id, new Say("a post", "岗位")));
    }
}
