using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Hosting;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>The city itself: what it is, its classes and tiles; and the way in.</summary>
internal static class CityDoors
{
    public static void MapCity(this IEndpointRouteBuilder api)
    {
        api.MapGet("/city", City).AllowAnonymous().WithSummary("What the city is").Gives<CityView>();
        api.MapGet("/sign-in/accounts", AllAccounts)
            .AllowAnonymous().WithSummary("Accounts of the development sign-in").Gives<AccountView[]>();
        api.MapPost("/sign-in", SignIn).AllowAnonymous().WithSummary("Sign in with a development account")
            .TakesBody<SignInRequest>().Gives<SignInAnswer>().Refuses(400, 413, 415);
    }

    public static void MapTiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/tiles/{z}/{x}/{y}.mvt", Tile).AllowAnonymous().WithSummary("A vector tile")
            .Takes(Asks.Zoom, Asks.Column, Asks.Row, Asks.MapVersion)
            .Produces(200, contentType: "application/vnd.mapbox-vector-tile").Produces(204).Refuses(400);

    private static Task City(HttpContext context, CityBook book, IEventLog log, TimeProvider time) => Answer.Ok(
        context,
        book.View with { Now = time.GetUtcNow(), Position = log.Head.Position },
        WireJson.Relaxed.CityView);

    private static Task AllAccounts(HttpContext context, AccountBook accounts) => Answer.Ok(
        context, [.. accounts.Development.Select(ViewOf.Account)], WireJson.Relaxed.AccountViewArray);

    private static async Task Tile(HttpContext context, CityTiles city)
    {
        var zoom = Asks.Zoom.Read(context)!.Value;
        var (column, row) = (Asks.Column.Read(context)!.Value, Asks.Row.Read(context)!.Value);
        foreach (var (ask, value) in new[] { (Asks.Column, column), (Asks.Row, row) })
        {
            if (value >= 1 << zoom)
            {
                throw new ProblemException(Problem.Field(
                    ask.Name, $"{value}", new Say($"less than {1 << zoom} at zoom {zoom}", $"小于 {1 << zoom}")));
            }
        }

        var asked = Asks.MapVersion.Read(context);
        var (tiles, version) = await city.Of(asked, context.RequestAborted);
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var gzip = accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var bytes = gzip ? tiles.GzipTile(zoom, column, row) : tiles.Tile(zoom, column, row);
        var headers = context.Response.Headers;
        // Whoever does not say for which map asks again each time, and so sees a map that has changed.
        headers.CacheControl = asked == version ? "public, max-age=3600" : "no-cache";
        headers.Vary = "Accept-Encoding";
        if (bytes.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        headers.ContentEncoding = gzip ? "gzip" : default;
        context.Response.ContentType = "application/vnd.mapbox-vector-tile";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static async Task SignIn(
        HttpContext context, Tokens tokens, AccountBook accounts, Places places)
    {
        var request = await Body.Read(context, WireJson.Relaxed.SignInRequest);
        var account = accounts.Development.FirstOrDefault(one => one.Id == request.Account)
            ?? throw new ProblemException(Problem.Field(
            "account", request.Account, new Say("one of the development accounts", "演示账号"),
            new Say("GET /api/v1/sign-in/accounts lists them.", "可用 GET /api/v1/sign-in/accounts 查询。")));
        if (request.Post is { } post && places.Post(post) is null)
        {
            throw new ProblemException(Problem.Field("post", post, new Say("the id of a post", "岗位编号")));
        }

        var (token, expiresAt) = tokens.Issue(account.Id, request.Post);
        await Answer.Ok(
            context, new SignInAnswer(token, expiresAt, ViewOf.Account(account)), WireJson.Relaxed.SignInAnswer);
    }
}
