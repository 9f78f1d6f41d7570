using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Which door is open to whom, as doors.csv has it; what is seen behind it is asked there.</summary>
internal static class DoorRights
{
    /// <summary>Null when the caller may pass.</summary>
    public static ProblemView? Refuses(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } path }
            || !RightTables.DoorOf.TryGetValue($"{context.Request.Method} {path}", out var sees))
        {
            return null;
        }

        var caller = context.Caller();
        return SightPolicy.Anywhere(caller.Subject).Meets(sees) ? null
            : caller.SignedIn ? Problem.Of(Refusals.NotAllowed)
            : TokenHandler.SignInNeeded(hasToken: false);
    }
}
