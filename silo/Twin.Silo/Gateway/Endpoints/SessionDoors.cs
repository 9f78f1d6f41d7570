using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>The way in and out: sessions, and the accounts that a demo city offers.</summary>
internal static class SessionDoors
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/demo-accounts", Offered).AllowAnonymous().WithSummary("Accounts of the demo city")
            .Gives<DemoAccountView[]>();
        api.MapPost("/session", Begin).AllowAnonymous().WithSummary("Sign in with an account and its secret")
            .TakesBody<SessionRequest>().Gives<SessionAnswer>().Refuses(400, 401, 413, 415);
        api.MapGet("/session", Now).WithSummary("Who is signed in, and what that allows")
            .Gives<SessionView>().Refuses(401);
        api.MapDelete("/session", End).WithSummary("Sign out: the token is not good any more")
            .Produces(204).Refuses(401);
    }

    private static Task Offered(HttpContext context, AccountBook accounts, SessionViews views) => Answer.Ok(
        context, [.. accounts.Offered.Select(views.Demo)], WireJson.Relaxed.DemoAccountViewArray);

    private static async Task Begin(
        HttpContext context, AccountBook accounts, SessionViews views, Tokens tokens, Places places)
    {
        var request = await Body.Read(context, WireJson.Relaxed.SessionRequest);
        if (Checks.Word("account", request.Account) is { } wrong)
        {
            throw new ProblemException(wrong);
        }

        if (request.Post is { } post && places.Post(post) is null)
        {
            throw new ProblemException(Problem.Field("post", post, new Say("the id of a post", "岗位编号")));
        }

        var account = accounts.Open(request.Account, request.Secret) ?? throw new ProblemException(SecretWrong());
        var (token, expiresAt) = tokens.Issue(account.Id, request.Post);
        await Answer.Ok(
            context,
            new SessionAnswer(token, views.Session(account, expiresAt, request.Post)),
            WireJson.Relaxed.SessionAnswer);
    }

    private static Task Now(HttpContext context, SessionViews views)
    {
        var token = context.Token();
        return Answer.Ok(
            context, views.Session(token.Account, token.ExpiresAt, token.Post), WireJson.Relaxed.SessionView);
    }

    private static Task End(HttpContext context, Tokens tokens)
    {
        tokens.End(context.Token());
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>The same for an account that does not exist: nobody learns which ones do.</summary>
    private static ProblemView SecretWrong() => Problem.Of(
        StatusCodes.Status401Unauthorized,
        "SecretWrong",
        new Say(
            "Found an account and a secret that do not belong together; expected those of one account. "
            + "Correct them and sign in again.",
            "账号或口令不对。请改正后重新登录。"));
}
