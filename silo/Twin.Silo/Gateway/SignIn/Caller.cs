using System.Collections.Immutable;
using Twin.City;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Who asks: an account and the seat that it acts from, or nobody in particular.</summary>
/// <param name="Unseated">Why the named seat does not count; commands end with it, looking goes on.</param>
internal sealed record Caller(Account? Account, PostId? Post, ProblemView? Unseated = null)
{
    public static Caller Anonymous { get; } = new(null, null);

    public bool SignedIn => Account is not null;

    public ImmutableArray<RoleBinding> Bindings => Account?.Bindings ?? [];

    public ImmutableArray<string> Roles => Account?.Roles ?? Actor.Anonymous.Roles;

    /// <summary>Who asks, as the policy knows it.</summary>
    public Subject Subject { get; } =
        Account is null ? Subject.Anonymous : new Subject(Account.Id, Account.Bindings, true, Post);

    public string Name => Account?.Id ?? Actor.Anonymous.Account;

    public bool IsIntegration => Has("Integration");

    public Actor Actor => Account is null
        ? Actor.Anonymous
        : Account.ActorAt(Post);

    /// <summary>One actor for each place where roles are bound.</summary>
    public ImmutableArray<Actor> Actors => ActorsWhere(_ => true);

    /// <summary>
    /// Who acts with a command: one actor for each place where one of its roles is bound; none when none gives it.
    /// </summary>
    public ImmutableArray<Actor> ActorsFor(string command) =>
        ActorsWhere(place => place.Any(one => CityTables.CommandOf[command].Who.Contains(one.Role)));

    private ImmutableArray<Actor> ActorsWhere(
        Func<IGrouping<(HomeId? Home, DepartmentId? Department), RoleBinding>, bool> fits) => Account is null
        ? [Actor.Anonymous]
        :
        [
            .. Bindings.GroupBy(one => (one.Home, one.Department))
                .Where(fits)
                .Select(place => new Actor(
                    Account.Id, [.. place.Select(one => one.Role).Distinct()], place.Key.Home, place.Key.Department,
                    Post)),
        ];

    /// <summary>Anyone may report: whoever signs in keeps the right that needs no sign-in.</summary>
    public Actor Reporter => Has("Reporter") ? Actor : Actor with { Roles = Roles.Add("Reporter") };

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Whether one of the roles has the scope, somewhere.</summary>
    public bool Sees(string scope)
    {
        foreach (var role in Roles)
        {
            if (CityTables.RoleOf.TryGetValue(role, out var row) && row.Sees.Contains(scope))
            {
                return true;
            }
        }

        return false;
    }
}
