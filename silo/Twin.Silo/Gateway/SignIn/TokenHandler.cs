using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Twin.City;
using Twin.Contracts;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Reads the bearer token, or <c>access_token</c> where a browser cannot send headers.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Tokens tokens,
    SingleSignOn singleSignOn, Seats seats, Places places)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "twin";
    public const string PostHeader = "X-Twin-Post";
    public const string QueryName = "access_token";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var found = tokens.Read(token) ?? await singleSignOn.Read(token);
        if (found is not { } known || tokens.IsEnded(known))
        {
            return AuthenticateResult.Fail("The token is not ours, or it is over.");
        }

        var named = Request.Headers.TryGetValue(PostHeader, out var header) ? header.ToString() : known.Post;
        var unseated = named is null ? null : Unseated(known.Account, named);
        Context.Features.Set(known);
        Context.Features.Set(new Caller(
            known.Account, named is null || unseated is not null ? null : new PostId(named), unseated));
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, known.Account.Id)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Answer.Problem(Context, SignInNeeded(TokenOf(Request) is not null));
    }

    public static ProblemView SignInNeeded(bool hasToken) => Problem.Of(
        StatusCodes.Status401Unauthorized,
        "SignInNeeded",
        new Say(
            hasToken
                ? "Found a bearer token that is not ours or is over; expected a fresh one. "
                + "Get one with POST /api/v1/session."
                : "Found no sign-in; expected a bearer token. Get one with POST /api/v1/session.",
            "请先登录：用 POST /api/v1/session 取得令牌。"),
        HeaderNames.Authorization);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Answer.Problem(Context, Problem.Of(Twin.City.Tables.Refusals.NotAllowed));

    private static string? TokenOf(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header is not null
            ? header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..] : ""
            : request.Query.TryGetValue(QueryName, out var query) ? query.ToString() : null;
    }

    private ProblemView? Unseated(Account account, string named)
    {
        if (places.Post(named) is null)
        {
            return Problem.Field(
                PostHeader, named, new Say("the id of a post that you signed on to", "您已签到的岗位编号"));
        }

        return account.AnySeat || seats.Has(new PostId(named), account.Id)
            ? null
            : Problem.Of(
                StatusCodes.Status403Forbidden,
                "NotSeated",
                new Say(
                    $"Found {Problem.Show(named)} in '{PostHeader}'; expected a post that you signed on to. "
                    + "Sign on with POST /api/v1/posts/{id}/sign-on.",
                    "您没有在该岗位签到。请先签到。"),
                PostHeader);
    }
}
