using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Who may pass which door: nobody without sign-in, unless the door says so.</summary>
internal static class SignInRules
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<AccountBook>();
        services.AddSingleton<SingleSignOn>();
        services.AddSingleton<SessionViews>();
        services.AddSingleton<Tokens>();

        // The core alone: the whole brings key files in the home folder that nothing here needs.
        services.AddWebEncoders();
        services.AddTransient<TokenHandler>();
        services.AddAuthenticationCore(static options =>
        {
            options.DefaultScheme = TokenHandler.SchemeName;
            options.AddScheme<TokenHandler>(TokenHandler.SchemeName, null);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder(TokenHandler.SchemeName).RequireAuthenticatedUser().Build());
    }

    /// <summary>
    /// A token that is wrong is refused also where none is needed: its sender believes to be signed in.
    /// </summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use(static async (context, next) =>
        {
            // The scheme's own answer, kept from the step before.
            if (await context.AuthenticateAsync(TokenHandler.SchemeName) is { Failure: not null })
            {
                await context.ChallengeAsync(TokenHandler.SchemeName);
                return;
            }

            await next(context);
        });
        app.UseAuthorization();
        app.Use(static (context, next) => DoorRights.Refuses(context) is { } no
            ? Answer.Problem(context, no)
            : next(context));
    }

    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? SignIn.Caller.Anonymous;

    /// <summary>The token that the request came with; only for doors that need one.</summary>
    public static KnownToken Token(this HttpContext context) =>
        context.Features.Get<KnownToken>() ?? throw new InvalidOperationException("The door let nobody in.");

    /// <summary>Ends the request unless one of the caller's roles has one of the scopes.</summary>
    public static Caller Must(this HttpContext context, params ReadOnlySpan<string> scopes)
    {
        var caller = context.Caller();
        foreach (var scope in scopes)
        {
            if (caller.Sees(scope))
            {
                return caller;
            }
        }

        throw new ProblemException(Problem.Of(City.Tables.Refusals.NotAllowed));
    }
}
